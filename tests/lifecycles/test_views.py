"""The pages of the work on a case: what is offered, what is refused in words, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from dumas_docs.actions.case_records import (
    AlreadyAnswered,
    BeforeLetter,
    InFuture,
    MayNotRecord,
    NotOfThisCase,
    link_reply,
)
from dumas_docs.actions.record_direction import DirectionInFuture, NoDirectingPosition, record_direction
from dumas_docs.enums import Level
from dumas_docs.models import (
    Attachment,
    ComplainantNotice,
    Complaint,
    CompletionRequest,
    Direction,
    InstitutionReply,
    InterventionRecord,
    ProgressInquiry,
    RelatedCase,
)
from dumas_docs.selectors.case_facts import facts_of_case
from dumas_docs.selectors.standing import next_step
from tests.exports.reading_docx import body_texts
from tests.lifecycles.office import again
from tests.lifecycles.test_case_steps import dispose, file_in, sent_letter, set_review
from workflows.clocks.running import start_clock
from workflows.clocks.table import FOLLOWUP_LETTER
from workflows.models import Clock, TransitionRecord

TODAY = timezone.localdate().isoformat()
TOLD = {"told_medium": "EMAIL", "told_on": TODAY, "told_text": "Sudah kami jelaskan."}
MOMENT = timezone.localtime().strftime("%Y-%m-%dT00:00")


@pytest.fixture
def enter(office):
    def as_person(username: str) -> Client:
        client = Client()
        client.force_login(office.people[username])
        return client

    return as_person


def address(case, rest: str) -> str:
    return f"/naskah/{case.pk}/{rest}"


def test_the_case_page_says_where_it_stands_and_who_must_act(office, enter):
    case = office.case("MENUNGGU_ARAHAN", handler="analis")
    office.vacate("deputi")
    page = enter("analis").get(case.url).content.decode()
    assert "Kedudukan perkara" in page and "Menunggu arahan" in page
    assert "Arahan Deputi atau Menteri belum dicatat" in page
    assert "Deputi" in page and "kosong" in page and "Menteri" in page
    for name in ("perjalanan", "disposisi", "arahan", "perkembangan", "intervensi"):
        assert address(case, f"{name}/") in page
    assert address(case, "duplikat/") not in page


def test_a_step_through_its_form(office, enter):
    case = office.case("DITANGGAPI", handler="analis")
    client, where = enter("asdep"), address(case, "langkah/SELESAIKAN/")
    assert where in client.get(case.url).content.decode()
    assert client.get(where).status_code == 200
    wrong = {"outcome": "TERBUKTI", "reason": "Terbukti sebagian besar.", "seen": "DITANGGAPI", "told_medium": "EMAIL",
             "told_on": "2999-01-01", "told_text": ""}  # fmt: skip
    answer = client.post(where, wrong)
    assert answer.status_code == 422 and "Terbukti sebagian besar." in answer.content.decode()
    assert client.post(where, wrong | {"outcome": "DICABUT"}).status_code == 422
    assert again(case).state == "DITANGGAPI"
    assert client.post(where, wrong | TOLD).status_code == 302
    assert again(case).state == "SELESAI" and ComplainantNotice.objects.get().text == TOLD["told_text"]
    late = client.post(where, wrong | TOLD, follow=True)
    assert "sudah bergerak" in late.content.decode() and TransitionRecord.objects.count() == 1


def test_a_step_that_is_refused_says_why(office, enter):
    case = office.case("PENYUSUNAN_TL", handler="analis")
    page = enter("agendaris").get(address(case, "langkah/teruskan/")).content.decode()
    assert "Surat tindak lanjut belum ditandatangani." in page and '<form class="form' not in page
    assert enter("agendaris").post(address(case, "langkah/teruskan/"), {}).status_code == 422
    sent_letter(case)
    assert enter("agendaris").post(address(case, "langkah/teruskan/"), {}).status_code == 302
    assert again(case).state == "DITERUSKAN"
    for who, rest in (("agendaris", "langkah/apa/"), ("staf", "langkah/cabut/"), ("staf", "perjalanan/")):
        assert enter(who).get(address(case, rest)).status_code == 404


def test_asking_the_complainant_and_data_in(office, enter):
    case = office.case("DITELAAH", handler="analis", missing=("evidence",))
    where = address(case, "langkah/minta_kelengkapan/")
    client = enter("analis")
    assert 'value="evidence"' in client.get(where).content.decode()
    sent = {"items": ["evidence"], "message_medium": "EMAIL", "message_on": TODAY, "message_text": "Mohon bukti."}
    assert client.post(where, sent | {"items": ["x"]}).status_code == 422
    assert client.post(where, sent).status_code == 302
    assert CompletionRequest.objects.get().items == ["evidence"]
    came = {"arrived_items": ["evidence"], "arrived_on": TODAY, "arrived_note": "Kuitansi."}
    where = address(case, "langkah/data_masuk/")
    nothing = enter("agendaris").post(where, {**came, "arrived_items": []})
    told = nothing.content.decode()
    assert nothing.status_code == 422 and "Centang apa yang diterima" in told and "Kuitansi." in told
    early = enter("agendaris").post(where, came | {"arrived_on": "2020-01-01"})
    assert early.status_code == 422 and "mendahului" in early.content.decode() and "Kuitansi." in early.content.decode()
    assert enter("agendaris").post(where, came).status_code == 302
    assert again(case).state == "DITELAAH" and again(case).complete_at is not None


def test_a_withdrawal_is_offered_but_never_as_the_way_on(office, enter):
    case = office.case("MENUNGGU_ARAHAN", handler="analis")
    Attachment.objects.create(page=case, title="Foto", file="x", sha256="b" * 64, received_at=case.received_at)
    step = enter("asdep").get(address(case, "langkah/CABUT/")).content.decode()
    assert "diterima setelah pengaduan" in step and "<select" not in step
    key = file_in(office, case)
    step = enter("asdep").get(address(case, "langkah/CABUT/")).content.decode()
    assert key in step and "Foto" not in step and "withdrawal_read" in step
    page = enter("asdep").get(case.url).content.decode()
    before = page.partition("/langkah/CABUT/")[0]
    assert before != page and "button-primary" not in before.rpartition("<a ")[2]


def test_a_spoken_direction_is_confirmed_on_the_page(office, enter):
    case = office.case("MENUNGGU_ARAHAN", handler="analis")
    sent = {"position": office.positions["deputi"].pk, "mode": "LISAN", "given_at": MOMENT, "channel": "Telepon",
            "text": "Teruskan ke daerah."}  # fmt: skip
    client = enter("kabid")
    assert client.post(address(case, "arahan/"), sent | {"given_at": "2999-01-01T00:00"}).status_code == 422
    assert client.post(address(case, "arahan/"), sent | {"position": office.positions["asdep"].pk}).status_code == 422
    assert client.post(address(case, "arahan/"), sent).status_code == 302
    direction = Direction.objects.get()
    where = address(case, f"arahan/{direction.pk}/pastikan/")
    assert where not in client.get(case.url).content.decode()
    assert client.post(where).status_code == 404
    deputy = enter("deputi")
    assert where in deputy.get(case.url).content.decode()
    assert deputy.post(where).status_code == 302 and again(case).state == "PENYUSUNAN_TL"
    assert deputy.post(where).status_code == 302


def test_directions_that_cannot_be(office):
    case = office.case("MENUNGGU_ARAHAN", handler="analis")
    told = {"case": case, "mode": "TERTULIS", "text": "x", "now": office.now}
    with pytest.raises(NoDirectingPosition):
        record_direction(position=office.positions["asdep"], given_at=office.now, by=office.people["kabid"], **told)
    with pytest.raises(DirectionInFuture):
        later = office.now + timezone.timedelta(hours=1)
        record_direction(position=office.positions["deputi"], given_at=later, by=office.people["kabid"], **told)
    office.vacate("deputi")
    with pytest.raises(NoDirectingPosition):
        record_direction(position=office.positions["deputi"], given_at=office.now, by=office.people["kabid"], **told)
    with pytest.raises(PermissionError):
        record_direction(position=office.positions["menteri"], given_at=office.now, by=office.people["staf"], **told)


def test_a_reply_is_linked_and_the_case_answered(office, enter):
    case = office.case("DITERUSKAN", handler="analis")
    letter, foreign = sent_letter(case), sent_letter(office.case("DITERUSKAN", agenda_no="2"))
    sent = {"institution": "Inspektorat", "replied_on": TODAY, "summary": "Terbukti.", "letter": letter.pk}
    client = enter("analis")
    memo = sent_letter(case, type="MEMORANDUM")
    for other in (foreign, memo):
        assert client.post(address(case, "tanggapan/"), sent | {"letter": other.pk}).status_code == 422
    assert client.post(address(case, "tanggapan/"), sent).status_code == 302
    assert InstitutionReply.objects.get().letter_id == letter.pk and again(case).state == "DITANGGAPI"
    told = {"case": again(case), "institution": "x", "summary": "y", "now": office.now}
    with pytest.raises(NotOfThisCase):
        link_reply(replied_on=timezone.localdate(), by=office.people["analis"], letter=foreign, **told)
    with pytest.raises(InFuture):
        link_reply(replied_on=timezone.localdate() + timezone.timedelta(1), by=office.people["analis"], **told)
    with pytest.raises(BeforeLetter):
        link_reply(replied_on=timezone.localdate() - timezone.timedelta(1), by=office.people["analis"], letter=letter,
                   **told)  # fmt: skip
    early = office.case("PENYUSUNAN_TL", handler="analis", agenda_no="3")
    sent_letter(early, type="NOTA_DINAS")
    assert address(early, "tanggapan/") not in client.get(early.url).content.decode()
    refused = client.post(address(early, "tanggapan/"), {**sent, "letter": ""})
    assert refused.status_code == 422 and "Belum ada surat" in refused.content.decode()
    assert "Terbukti." in refused.content.decode() and InstitutionReply.objects.count() == 1
    with pytest.raises(MayNotRecord):
        link_reply(replied_on=timezone.localdate(), by=office.people["deputi"], **told)


def test_inquiries_and_interventions(office, enter):
    from dumas_docs.actions.case_records import answer_inquiry

    case, client = office.case("DITERUSKAN", handler="analis"), enter("analis")
    asked = {"medium": "WHATSAPP", "asked_at": MOMENT, "question": "Sampai mana?"}
    assert client.post(address(case, "perkembangan/"), asked | {"medium": "SURAT"}).status_code == 422
    assert client.post(address(case, "perkembangan/"), asked).status_code == 302
    inquiry = ProgressInquiry.objects.get()
    where = address(case, f"perkembangan/{inquiry.pk}/jawab/")
    assert where in client.get(case.url).content.decode()
    assert client.post(where, {"answer": ""}).status_code == 422
    link_reply(case=case, institution="Inspektorat Rekaan", replied_on=timezone.localdate(), summary="Sudah diperiksa.",
               by=office.people["analis"], now=timezone.now())  # fmt: skip
    stricter = sent_letter(case, subject="Surat-gelap", number="B-GELAP")
    type(stricter).objects.filter(pk=stricter.pk).update(level=Level.RAHASIA)
    assert "perkembangan" in client.get(where).content.decode()
    assert client.post(where, {"answer": "Sedang diproses.", "with_form": "on"}).status_code == 302
    form = Attachment.objects.get(page=case, note=inquiry.form_note)
    with form.file.open() as kept:
        texts = " ".join(body_texts(kept.read()))
    assert "Inspektorat Rekaan" in texts and "Sudah diperiksa." in texts and "Belum ada tanggapan" not in texts
    assert "B-GELAP" not in texts and not form.names_person
    assert form.url in client.get(address(case, "perjalanan/")).content.decode()
    facts = facts_of_case(case, user=None, on=timezone.localdate())
    assert not facts["withdrawal_papers"], "the office's own form is no withdrawal"
    with pytest.raises(AlreadyAnswered):
        answer_inquiry(inquiry=inquiry, answer="x", by=office.people["analis"], now=office.now)
    done = {"trigger": "MONITOR_POINT", "action": "Menelepon inspektorat."}
    # Nothing is late, and no limit near: there is nothing to intervene about.
    assert "Belum ada tenggat" in client.get(address(case, "intervensi/"), follow=True).content.decode()
    client.post(address(case, "intervensi/"), done)
    assert not InterventionRecord.objects.exists()
    today, now = timezone.localdate(), timezone.now()
    start_clock(subject_id=case.pk, code=FOLLOWUP_LETTER, started_on=today, now=now)
    Clock.objects.filter(subject_id=case.pk, code=FOLLOWUP_LETTER).update(monitor_on=today)
    assert client.post(address(case, "intervensi/"), {**done, "trigger": "TERLAMBAT"}).status_code == 422
    assert client.post(address(case, "intervensi/"), done).status_code == 302
    assert InterventionRecord.objects.get().action == done["action"]
    assert enter("deputi").get(address(case, "intervensi/")).status_code == 404


def test_a_duplicate_is_joined(office, enter):
    case, other = office.case("DITELAAH", handler="analis"), office.case("DITERUSKAN", agenda_no="2")
    hidden = office.case("DITELAAH", agenda_no="3", level=Level.RAHASIA)
    client, where = enter("kabid"), address(case, "duplikat/")
    sent = {"number": other.title, "reason": "Perkara yang sama.", **TOLD}
    ended = office.case("DICABUT", agenda_no="4")
    for number in (hidden.title, case.title, "DM-0000-000000", ended.title):
        assert client.post(where, sent | {"number": number}).status_code == 422
    assert again(case).review_result == "" and not RelatedCase.objects.exists()
    assert client.post(where, sent).status_code == 302
    case = again(case)
    assert (case.state, case.review_result, case.outcome) == ("DIARSIPKAN", "DUPLIKAT", "DIJELASKAN")
    assert RelatedCase.objects.get().other_id == other.pk
    assert case.get_latest_revision_as_object().review_result == "DUPLIKAT"
    back = address(other, "duplikat/")
    set_review(other, "MEMENUHI_SYARAT")
    assert client.post(back, sent | {"number": case.title}).status_code == 422


def test_the_story_tells_what_the_reader_may_see(office, enter):
    case = office.case("DITANGGAPI", handler="analis")
    dispose(office, case)
    letter = sent_letter(case, subject="Surat-terang")
    secret = sent_letter(case, subject="Surat-gelap")
    type(secret).objects.filter(pk=secret.pk).update(level=Level.SANGAT_RAHASIA)
    for page, words in ((letter, "Tanggapan-terang"), (secret, "Tanggapan-gelap")):
        InstitutionReply.objects.create(page=case, institution="Dinas", letter=page, replied_on=timezone.localdate(),
                                        summary=words, recorded_at=office.now)  # fmt: skip
    told = {"outcome": "DIJELASKAN", "reason": "Dijelaskan-instansi.", "seen": "", **TOLD}
    assert enter("asdep").post(address(case, "langkah/selesaikan/"), told).status_code == 302
    page = enter("analis").get(address(case, "perjalanan/")).content.decode()
    for words in ("Surat-terang", "Tanggapan-terang", "Dijelaskan-instansi.", TOLD["told_text"], "Disposisi kepada"):
        assert words in page, words
    assert "Surat-gelap" not in page and "Tanggapan-gelap" not in page


def test_dispositions_on_their_page(office, enter):
    case = office.case("TERCATAT")
    client, where = enter("asdep"), address(case, "disposisi/beri/")
    assert client.get(where).status_code == 200
    to = [office.positions["kabid"].pk, office.positions["kasubid"].pk]
    sent = {"from_position": office.positions["asdep"].pk, "to_positions": to, "instructions": ["TELAAH"],
            "urgency": "SEGERA", "note": "Pelajari-segera."}  # fmt: skip
    for wrong in ({"instructions": [], "note": ""}, {"to_positions": []}, {"due_on": "2020-01-01"},
                  {"to_positions": [office.positions["deputi"].pk]}):  # fmt: skip
        assert client.post(where, sent | wrong).status_code == 422, wrong
    office.vacate("kasubid")
    answer = client.post(where, sent)
    assert answer.status_code == 422 and "Kepala Subbidang" in answer.content.decode()
    assert client.post(where, sent | {"to_positions": to[:1]}).status_code == 302
    division = enter("kabid")
    assert "Pelajari-segera." in division.get(address(case, "disposisi/")).content.decode()
    assert address(case, "disposisi/") in division.get("/").content.decode()
    row = case.dispositions.get().recipients.get()
    assert row.state == "DIBACA"
    passed = {"from_position": office.positions["kabid"].pk, "to_positions": [office.positions["analis"].pk],
              "instructions": ["SIAPKAN_JAWABAN"], "urgency": "BIASA"}  # fmt: skip
    assert division.post(f"{where}?dari={row.pk}", passed).status_code == 302
    analyst = enter("analis")
    part = row.passed_on.get().recipients.get()
    base = address(case, f"disposisi/{part.pk}/")
    assert analyst.post(f"{base}kerjakan/").status_code == 302
    assert analyst.post(f"{base}selesai/", {"words": ""}).status_code == 302
    part.refresh_from_db()
    assert part.state == "DIKERJAKAN"
    assert analyst.post(f"{base}selesai/", {"words": "Konsep siap."}).headers["Location"] == "/"
    part.refresh_from_db()
    assert (part.state, part.report) == ("SELESAI", "Konsep siap.")
    assert analyst.get(address(case, "disposisi/")).status_code == 404
    closing = address(case, f"disposisi/{part.disposition_id}/tutup/")
    assert client.post(closing).status_code == 404
    assert division.post(closing).status_code == 302
    assert enter("orang_luar").get(address(case, "disposisi/")).status_code == 404
    assert enter("orang_luar").get(where).status_code == 404


def test_who_must_act_is_who_can(office, enter):
    """The archivist closes a file from its card, without reading it (domain.md §6, §10)."""
    office.person("arsiparis", "Arsiparis Madya", "arsip", "archivist", "FUNGSIONAL", "archivist")
    steps = {}
    for level in (Level.BIASA, Level.TERBATAS, Level.RAHASIA):
        case = office.case("SELESAI", handler="analis")
        Complaint.objects.filter(pk=case.pk).update(level=level)
        case = again(case)
        found = next_step(case, name="TUTUP", user=office.people["asdep"], now=office.now)
        steps[level] = [(each.title, each.lacks_right) for each in found.awaited]
    keeper, archivist = ("Kepala Unit Kearsipan", False), ("Arsiparis Madya", False)
    assert set(steps) == {Level.BIASA, Level.TERBATAS, Level.RAHASIA}
    assert all(awaited == [archivist, keeper] for awaited in steps.values())
    # Who handles the case asks its complainant, not every analyst of the unit.
    asked = next_step(office.case("DITELAAH", handler="analis"), name="MINTA_KELENGKAPAN",
                      user=office.people["kabid"], now=office.now)  # fmt: skip
    assert [each.title for each in asked.awaited] == ["Analis"]
    office.vacate("kepala_arsip")
    case = office.case("SELESAI", handler="analis")
    _archivist, left = next_step(case, name="TUTUP", user=office.people["asdep"], now=office.now).awaited
    assert (left.title, left.is_vacant, left.lacks_right) == ("Kepala Unit Kearsipan", True, False)
