"""The registration desk: the same intake for paper, once for each form, for registrars only, telling no secrets."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from dumas_docs.access import grants
from dumas_docs.access.scope import person_scope
from dumas_docs.access.selectors import may, verbs_on
from dumas_docs.actions.propose_relations import MayNotLink, decide_relation
from dumas_docs.enums import Level
from dumas_docs.models import Attachment, AuditEntry, Cause, Complaint, GrantCause
from dumas_docs.selectors.intake_desk import open_proposals

LETTER = (
    "Sejak 3 Maret 2021 permohonan sertifikat sawah di kantor pertanahan kabupaten tidak diproses. Pada 5 Mei 2024 "
    "datang lagi dan tetap ditolak tanpa alasan yang jelas."
)


@pytest.fixture
def as_user(office, client):
    def enter(name):
        client.force_login(office.users[name])
        return client

    return enter


@pytest.fixture
def desk(as_user):
    return as_user("agendaris")


def form_of(client, **changes):
    page = client.get(reverse("dumas_intake")).content.decode()
    found = dict(re.findall(r'name="(token|unit|received_on)" value="([^"]*)"', page))
    return {
        **found, "channel": "POS_BIRO_TU", "full_name": "Budi Santoso", "address": "Jl. Mawar 3, Kabupaten Ngawi",
        "subject": "Sertifikat Budi Santoso", "chronology": LETTER, "addressees": ["PRESIDEN"], "level": "1",
        "classification": "PENGADUAN", "complainant_category": "PERORANGAN", "anonymity": "TERBUKA",
        "signature_present": "on", **changes,
    }  # fmt: skip


def send(client, **changes):
    return client.post(reverse("dumas_intake"), form_of(client, **changes))


def test_a_letter_becomes_the_same_kind_of_case(desk):
    answer = send(desk, scans=[SimpleUploadedFile("surat.txt", b"surat Budi Santoso")], has_evidence="on")
    case = Complaint.objects.get()
    assert answer.status_code == 302
    assert case.title.endswith("000001") and case.agenda_no.startswith("1/")
    assert case.subject == "Sertifikat [pengadu]"
    assert case.complainants.get().full_name.reveal() == "Budi Santoso"
    assert case.completeness.signed and case.completeness.evidence and not case.completeness.missing
    assert "Budi" not in case.attachments.get(title="surat.txt").text
    page = desk.get(answer["Location"]).content.decode()
    assert case.title in page and case.tracking_code in page


def test_sent_twice_it_is_registered_once(desk):
    data = form_of(desk)
    first = desk.post(reverse("dumas_intake"), data)
    again = desk.post(reverse("dumas_intake"), data)
    assert first["Location"] == again["Location"]
    assert Complaint.objects.count() == 1


def test_a_form_replayed_after_the_right_was_lost_shows_nothing(desk, office):
    data = form_of(desk)
    done = desk.post(reverse("dumas_intake"), data)["Location"]
    grants.revoke(cause=GrantCause.objects.get(role="registrar"), now=timezone.now())
    assert desk.post(reverse("dumas_intake"), data).status_code == 404
    assert desk.get(done).status_code == 404
    assert desk.get(done + "tanda-terima/").status_code == 404
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize("name", ["analis", "pembaca", "menteri"])
def test_only_registrars_have_a_desk(as_user, name):
    client = as_user(name)
    assert client.get(reverse("dumas_intake")).status_code == 404
    assert client.post(reverse("dumas_intake"), {}).status_code == 404
    assert client.post(reverse("dumas_intake_hints"), {"subject": "Sertifikat tanah"}).status_code == 404


def test_another_unit_cannot_be_chosen(desk, office):
    assert send(desk, unit=str(office.unit.parent_id)).status_code == 422
    assert not Complaint.objects.exists()


def test_the_done_page_belongs_to_the_registrar(desk, office, client):
    done = send(desk)["Location"]
    client.force_login(office.users["asdep"])
    assert client.get(done).status_code == 404


def test_mistakes_lose_nothing(desk):
    answer = send(desk, subject="", id_number="12", scans=[SimpleUploadedFile("surat.txt", b"isi")])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Budi Santoso" in page and LETTER in page
    assert "#id_subject" in page and "#id_id_number" in page
    assert "Pilih kembali berkasnya" in page or "Choose the files again" in page
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("content", [b"", b"MZ" + b"\0" * 100, b"PK\x03\x04rusak"], ids=["empty", "program", "damaged"])
def test_a_bad_file_is_named_and_nothing_is_registered(desk, stores, content):
    answer = send(desk, scans=[SimpleUploadedFile("surat.pdf", content)])
    assert answer.status_code == 422
    assert "#id_scans" in answer.content.decode()
    assert not Complaint.objects.exists()
    assert not (stores / "files").exists()


def test_every_bad_file_is_named(desk):
    bad = {"kosong.pdf": b"", "program.pdf": b"MZ" + b"\0" * 100, "rusak.docx": b"PK\x03\x04rusak", "juga.txt": b""}
    page = send(desk, scans=[SimpleUploadedFile(name, content) for name, content in bad.items()]).content.decode()
    assert [name for name in bad if f"“{name}”" not in page] == []


def test_ticked_evidence_is_none_when_the_only_file_is_empty(desk):
    send(desk, scans=[SimpleUploadedFile("bukti.txt", b" \n ")], has_evidence="on")
    assert Complaint.objects.get().completeness.evidence is False


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2099-01-01", 422),
        ("31-31-2026", 422),
        ("\x00", 400),
        ("0001-01-01", 422),
        ("1899-12-31", 422),
        ("1944-12-31", 422),
    ],
)
def test_impossible_dates_are_refused(desk, day, answer):
    assert send(desk, received_on=day).status_code == answer
    assert send(desk, letter_date=day).status_code == answer
    assert not Complaint.objects.exists()


def test_oversight_and_secrecy_raise_the_level(desk):
    send(desk, oversight="BERKADAR_PENGAWASAN")
    assert Complaint.objects.get().level == Level.RAHASIA


def test_the_registrar_of_a_secret_case_gets_number_and_receipt_but_no_content(desk, office):
    done = send(desk, anonymity="RAHASIA")["Location"]
    case = Complaint.objects.get()
    assert not may(office.users["agendaris"], "read", case)
    page = desk.get(done).content.decode()
    assert case.tracking_code in page and LETTER not in page
    receipt = desk.get(done + "tanda-terima/", {"bentuk": "teks"}).content.decode()
    assert case.title in receipt and "Sertifikat" not in receipt and "Budi" not in receipt
    assert desk.get(reverse("dumas_receipt", args=[case.pk])).status_code == 404


def test_the_receipt_tells_what_the_sender_may_know(desk, as_user, office):
    send(desk, signature_present="")
    case = Complaint.objects.get()
    client = as_user("kabid")
    answer = client.get(reverse("dumas_receipt", args=[case.pk]))
    words = "\n".join(
        paragraph.text
        for part in (lambda d: (d.paragraphs, *([c.paragraphs[0] for c in r.cells] for t in d.tables for r in t.rows)))(
            Document(io.BytesIO(b"".join(answer.streaming_content)))
        )
        for paragraph in part
    )
    assert case.title in words and case.tracking_code in words and "[pengadu]" in words
    assert "Yth. Bapak/Ibu Pengadu," in words and "***" not in words
    assert "Budi" not in words and "Mawar" not in words
    assert "dumas@setneg.go.id" in words
    assert AuditEntry.objects.filter(verb="ekspor.dibuat", page_id=case.pk).exists()
    assert Attachment.objects.get(page=case).text.count(case.tracking_code) == 1


def words_of(answer) -> str:
    document = Document(io.BytesIO(answer.content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize("name", ["Budi Santoso", "Ni Luh Putu Ayu Sukerti", "Forum Warga Rimbo"])
def test_the_letter_to_the_complainant_carries_his_name(desk, as_user, name):
    send(desk, full_name=name)
    case = Complaint.objects.get()
    kept = Attachment.objects.get(page=case)
    client, address = as_user("kabid"), reverse("dumas_receipt", args=[case.pk])
    assert f"Yth. {name}," in words_of(client.post(address))
    answer = client.post(address, {"bentuk": "teks"})
    assert f"Yth. {name}," in answer.content.decode() and answer["Cache-Control"] == "private, no-store"
    assert AuditEntry.objects.filter(verb="identitas.dibuka", page_id=case.pk).count() == 2
    with kept.file.open("rb") as file:
        stored = Document(io.BytesIO(file.read()))
    assert name not in kept.text and all(name not in paragraph.text for paragraph in stored.paragraphs)


def test_the_name_on_a_receipt_opens_as_identities_do(desk, as_user, office):
    send(desk, anonymity="RAHASIA")
    case = Complaint.objects.get()
    address = reverse("dumas_receipt", args=[case.pk])
    for name in ("agendaris", "pembaca"):
        assert as_user(name).post(address, {"reason": "perlu"}).status_code == 404
    client = as_user("asdep")
    assert client.post(address)["Location"].endswith(case.url)
    assert not AuditEntry.objects.filter(verb="identitas.dibuka").exists()
    assert "Yth. Budi Santoso," in words_of(client.post(address, {"reason": "Mengirim tanda terima"}))
    assert AuditEntry.objects.get(verb="identitas.dibuka").reason == "Mengirim tanda terima"


def test_hints_show_what_the_registrar_may_know_of(desk, office):
    send(desk)
    shown = desk.post(reverse("dumas_intake_hints"), {"subject": "Sertifikat", "chronology": LETTER}).content.decode()
    assert Complaint.objects.get().title in shown


def test_hints_tell_nothing_of_hidden_cases(desk, office):
    send(desk, level=str(Level.SANGAT_RAHASIA.value), addressees=["MENSESNEG"])
    case = Complaint.objects.get()
    hidden = desk.post(reverse("dumas_intake_hints"), {"subject": case.subject, "chronology": LETTER}).content
    nothing = desk.post(reverse("dumas_intake_hints"), {"subject": "Lain sekali", "chronology": "x" * 200}).content
    assert hidden == nothing


def test_hints_tell_nothing_of_a_case_that_is_known_by_its_number_only(desk, office):
    send(desk, anonymity="RAHASIA", subject="Sertifikat sawah yang ditahan")
    case = Complaint.objects.get()
    verbs = verbs_on(office.users["agendaris"], case)
    assert "see" in verbs and "read" not in verbs
    for guess in ({"subject": case.subject}, {"subject": "x", "chronology": LETTER}):
        assert case.title not in desk.post(reverse("dumas_intake_hints"), guess).content.decode()


def test_registering_a_name_does_not_tell_who_complained(desk, office, as_user):
    send(desk, full_name="Wati Lestari", email="wati@warga.example")
    older = Complaint.objects.get()
    named = "Kemarin saya bertemu Wati Lestari di pasar dan kami berbincang lama soal harga."
    for other in ({"chronology": named}, {"full_name": "Wati Lestari", "email": "wati@warga.example", "phone": "1"}):
        done = send(desk, **{"subject": "Harga pasar", "chronology": "Harga cabai naik.", **other})["Location"]
        assert older.title not in desk.get(done).content.decode()
    newer = Complaint.objects.get(title__endswith="000002")
    proposal = newer.proposed_relations.get()
    assert set(proposal.signs) <= {"name", "sender"}
    grants.give(page=office.home, role="editor", to=office.users["pembaca"], cause=Cause.BERBAGI, now=timezone.now())
    with person_scope(office.users["pembaca"]):
        assert open_proposals(office.users["pembaca"], newer) == []
        with pytest.raises(MayNotLink):
            decide_relation(proposal=proposal, accept=True, by=office.users["pembaca"], now=timezone.now())
    with person_scope(office.users["kabid"]):
        assert [hint.case.pk for hint in open_proposals(office.users["kabid"], newer)] == [older.pk]


def test_the_level_does_not_tell_whether_a_person_complained_in_secret(desk):
    send(desk, full_name="Wati Lestari", email="wati@warga.example", anonymity="RAHASIA")
    send(desk, subject="Harga", chronology="Harga cabai naik kata Wati Lestari.", classification="PERMINTAAN_INFORMASI",
         email="wati@warga.example")  # fmt: skip
    assert Complaint.objects.get(title__endswith="000002").level == Level.TERBATAS
    send(desk, subject="Sertifikat lagi", full_name="Tini Asih")
    assert Complaint.objects.get(title__endswith="000003").level == Level.RAHASIA


def test_a_secret_case_is_proposed_to_those_who_read_it(desk, office):
    send(desk, anonymity="RAHASIA")
    older = Complaint.objects.get()
    done = send(desk, subject="Sertifikat lagi", full_name="Wati Lestari")["Location"]
    newer = Complaint.objects.get(title__endswith="000002")
    assert older.title not in desk.get(done).content.decode()
    for name, told in (("agendaris", []), ("kabid", []), ("asdep", [older.pk])):
        with person_scope(office.users[name]):
            assert [hint.case.pk for hint in open_proposals(office.users[name], newer)] == told


def test_typing_a_name_does_not_tell_who_complained(desk):
    send(desk, email="budi@warga.example", phone="081234567890")
    guess = {"full_name": "Budi Santoso", "email": "budi@warga.example", "chronology": "081234567890 Budi Santoso"}
    assert Complaint.objects.get().title not in desk.post(reverse("dumas_intake_hints"), guess).content.decode()


@pytest.mark.parametrize("written", ["Kata petugas, {} harus menunggu giliran lagi", "Pak {} menunggu giliran lagi"])
def test_typing_the_text_with_a_name_in_it_does_not_confirm_the_name(desk, written):
    """Whoever reads the case but not its identities must not find out who it is by trying names."""
    send(desk, subject="Sertifikat", chronology=f"{LETTER} {written.format('Budi Santoso')}.")
    names = ("Budi Santoso", "Wati Lestari", "Joko Susilo")

    def answers(**typed):
        return {desk.post(reverse("dumas_intake_hints"), {k: v.format(n) for k, v in typed.items()}).content
                for n in names}  # fmt: skip

    for typed in (
        {"subject": "Sertifikat", "chronology": f"{LETTER} {written}.", "full_name": "{}"},
        {"subject": "Sertifikat", "chronology": f"{LETTER} {written}."},
        {"chronology": f"{written}."},
    ):
        assert len(answers(**typed)) == 1, "the answer depends on the name"
    assert Complaint.objects.get().title.encode() in answers(subject="Sertifikat", chronology=LETTER).pop()


def test_a_person_links_proposed_cases(desk, as_user, office):
    send(desk)
    send(desk, subject="Sertifikat lagi", full_name="Wati Lestari")
    newer = Complaint.objects.get(title__endswith="000002")
    proposal = newer.proposed_relations.get()
    address = reverse("dumas_relation_decide", args=[newer.pk, proposal.pk])
    assert as_user("agendaris").post(address, {"decision": "link"}).status_code == 404
    assert as_user("analis").post(address, {"decision": "link"}).status_code == 404
    client = as_user("kabid")
    assert client.post(address, {"decision": "?"}).status_code == 404
    assert client.post(address, {"decision": "link"}).status_code == 302
    newer.refresh_from_db()
    assert [link.other_id for link in newer.related_cases.all()] == [proposal.other_id]
    assert len(newer.latest_revision.content["related_cases"]) == 1
    proposal.refresh_from_db()
    assert proposal.accepted and proposal.decided_by == office.users["kabid"]


def test_the_original_is_for_those_with_identities(take_in, as_user, office):
    take_in(text=LETTER)
    address = reverse("dumas_original", args=[Complaint.objects.get().pk])
    assert as_user("asdep").get(address).status_code == 405
    answers = {name: as_user(name).post(address).status_code for name in office.users}
    assert answers == {"menteri": 404, "asdep": 200, "kabid": 200, "analis": 404, "agendaris": 404, "pembaca": 404}
    assert AuditEntry.objects.filter(verb="identitas.dibuka", field_group="IDENTITAS").count() == 2
    assert AuditEntry.objects.filter(verb="naskah.ditolak", refused=True).count() == 4


def test_the_original_of_a_secret_case_takes_a_reason(take_in, as_user, office):
    take_in(text=LETTER)
    Complaint.objects.update(level=Level.RAHASIA)
    case = Complaint.objects.get()
    address = reverse("dumas_original", args=[case.pk])
    client = as_user("asdep")
    for reason in ("", "  ", "x" * 501):
        refused = client.post(address, {"reason": reason}, follow=True)
        assert refused.redirect_chain and "Content-Disposition" not in refused
    assert not AuditEntry.objects.filter(verb="identitas.dibuka").exists()
    assert 'name="reason"' in refused.content.decode()
    opened = client.post(address, {"reason": "Memeriksa tanda tangan."})
    assert opened.status_code == 200 and "attachment" in opened["Content-Disposition"]
    assert AuditEntry.objects.get(verb="identitas.dibuka").reason == "Memeriksa tanda tangan."


def test_desk_and_hints_ask_a_constant_number_of_questions(desk, django_assert_max_num_queries):
    for number in range(4):
        send(desk, subject=f"Sertifikat {number}")
    with django_assert_max_num_queries(25):
        desk.get(reverse("dumas_intake"))
    with django_assert_max_num_queries(30):
        desk.post(reverse("dumas_intake_hints"), {"subject": "Sertifikat", "chronology": LETTER})
