"""Letters that follow a case up: not before its direction, not after its end (S1 A.1.1c; domain.md §6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from dumas_docs.access import grants
from dumas_docs.actions.advance_case import StepRefused, advance_case
from dumas_docs.actions.begin_follow_up import begin_follow_up
from dumas_docs.actions.number_document import dispatch_document, number_document
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.enums import Level
from dumas_docs.exports.dates import day_text
from dumas_docs.models import (
    BasePage,
    Cause,
    ComplainantNotice,
    Complaint,
    MonitoredCase,
    MonitoringActivity,
    OutgoingLetter,
    Recipient,
    Register,
    Review,
)
from dumas_docs.selectors.case_facts import facts_of_case
from tests.lifecycles.office import Office, again
from tests.lifecycles.test_case_steps import TOLD, file_in
from workflows.engine.acting import step_of
from workflows.engine.decide import approve_step
from workflows.engine.submit import hand_in
from workflows.engine.sync import sync_chains
from workflows.models import TransitionRecord

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def office(db) -> Office:
    office = Office()
    sync_chains()
    return office


def letter(office: Office, case: Complaint, *, to: str = "Bupati Rawasari", **values: Any) -> OutgoingLetter:
    person = office.people["analis"]
    page = OutgoingLetter(
        subject="Penerusan", body=[("paragraph", "<p>Kami mohon jawaban sampai 1 Desember 2026.</p>")], owner=person,
        reply_due_on=date(2026, 12, 1), drafter=person, live=False, **values,
    )  # fmt: skip
    page.recipients = [Recipient(name=to)]
    BasePage.objects.get(pk=case.pk).add_child(instance=page)
    page.save_revision(user=person)
    return again(page)


def give(office: Office, page: Any) -> None:
    hand_in(subject=again(page), by=office.people["analis"])


def decide(office: Office, page: Any, *people: str) -> None:
    for username in people:
        approve_step(step=step_of(page), by=office.people[username], now=timezone.now())


def test_no_follow_up_letter_goes_its_way_before_the_direction(office):
    for at, state in enumerate(("DITELAAH", "MENUNGGU_KELENGKAPAN", "MENUNGGU_ARAHAN")):
        case = office.case(state, handler="analis", agenda_no=str(at))
        with pytest.raises(ValidationError, match="arahan Deputi atau Menteri lebih dahulu"):
            give(office, letter(office, case))
    # To the complainant one writes before, and within the office too.
    give(office, letter(office, case, to="Sdr. Pengadu"))
    give(office, letter(office, case, type="NOTA_DINAS"))
    with pytest.raises(ValidationError, match="lebih dahulu"):
        give(office, letter(office, case, to="Kepala Bidang Pengaduan Dinas"))


def test_what_was_on_its_way_when_the_rule_came_is_not_numbered(office):
    case = office.case("PENYUSUNAN_TL", handler="analis")
    page = letter(office, case)
    give(office, page)
    decide(office, page, "kasubid", "kabid", "asdep")
    OutgoingLetter.objects.filter(pk=page.pk).update(signed_at=timezone.now(), state="DITANDATANGANI")
    Complaint.objects.filter(pk=case.pk).update(state="DITELAAH")
    with pytest.raises(StepRefused, match="belum bertelaah"):
        number_document(step=step_of(page), by=office.people["agendaris"], now=timezone.now())
    assert not Register.objects.filter(code__startswith="keluar").exists() and again(page).number == ""


def send_out(office: Office, page: Any) -> None:
    give(office, page)
    decide(office, page, "kasubid", "kabid")
    sign_document(step=step_of(page), by=office.people["asdep"], password="x", now=timezone.now())
    desk = {"step": step_of(page), "by": office.people["agendaris"], "now": timezone.now()}
    number_document(**desk)
    dispatch_document(**desk, expedition_ref="EX-1")


def test_only_a_letter_to_an_institution_forwards_the_case(office):
    """domain.md §6, 6: the fourteen days end with the letter that follows the complaint up."""
    case = office.case("PENYUSUNAN_TL", handler="analis")
    for page in (letter(office, case, to="Sdr. Pengadu"), letter(office, case, to="Biro Hukum", type="MEMORANDUM")):
        send_out(office, page)
        assert (again(page).state, again(case).state) == ("DIKIRIM", "PENYUSUNAN_TL")
    facts = facts_of_case(again(case), user=office.people["agendaris"], on=timezone.localdate())
    assert not facts["letters_dispatched"]
    send_out(office, letter(office, case))
    assert again(case).state == "DITERUSKAN"


def test_a_case_that_ends_stops_what_is_on_its_way(office):
    case = office.case("PENYUSUNAN_TL", handler="analis")
    waiting, numbered, untouched = (letter(office, case) for _each in range(3))
    give(office, waiting)
    give(office, numbered)
    OutgoingLetter.objects.filter(pk=numbered.pk).update(signed_at=timezone.now(), state="BERNOMOR", number="T-1")
    given = {"reason": "Atas permintaan pengadu.", "told": TOLD, "withdrawal": file_in(office, case)}
    advance_case(page=again(case), name="CABUT", by=office.people["asdep"], now=timezone.now(), given=given)
    assert [again(page).state for page in (waiting, numbered, untouched)] == ["REVISI", "BATAL", "KONSEP"]
    assert step_of(waiting) is None and step_of(numbered) is None
    records = TransitionRecord.objects.filter(subject_id__in=[waiting.pk, numbered.pk])
    for name in ("KEMBALIKAN", "BATALKAN"):
        assert records.get(name=name).reason == "Perkaranya “Dicabut”: naskah ini tidak dikirim lagi."
    with pytest.raises(ValidationError, match="tidak ada surat yang keluar lagi"):
        give(office, untouched)


def test_the_archivist_closes_a_file_he_does_not_read(office):
    office.person("arsiparis", "Arsiparis", "arsip", "archivist", "FUNGSIONAL", "archivist")
    case = office.case("SELESAI", outcome="DIJELASKAN", level=Level.RAHASIA)
    client = Client()
    client.force_login(office.people["arsiparis"])
    where = f"/naskah/{case.pk}/langkah/TUTUP/"
    # Why it cannot be closed yet is told to its readers alone.
    card = client.get(case.url).content.decode()
    assert case.title in card and where not in card and client.get(where).status_code == 404
    ComplainantNotice.objects.create(
        page=case, medium="EMAIL", told_on=TOLD["on"], text="x", recorded_at=timezone.now()
    )
    shown = client.get(case.url).content.decode() + client.get(where).content.decode()
    assert where in shown and "Alasan" in shown and "Pungutan liar" not in shown and "Inti." not in shown
    assert client.post(where, {"reason": "Lengkap.", "seen": "SELESAI"}).status_code == 302
    assert again(case).state == "DITUTUP"
    assert client.get(f"/naskah/{case.pk}/langkah/CABUT/").status_code == 404
    stranger = Client()
    stranger.force_login(office.people["orang_luar"])
    assert stranger.get(where).status_code == 404


def test_a_file_is_not_closed_while_a_monitoring_names_its_case(office):
    case = office.case("SELESAI", outcome="DIJELASKAN")
    plan = MonitoringActivity(
        subject="Pemantauan", mode="LANGSUNG", basis="DATABASE", purpose="KLARIFIKASI", unit=office.unit,
        **dict.fromkeys(("aim", "partner", "mechanism", "expected_result", "relation_prospect", "institutions"), "x"),
    )  # fmt: skip
    plan.monitored_cases = [MonitoredCase(complaint=case, letter_ref="B-1", institution="Dinas", to_clarify="x")]
    BasePage.objects.get(pk=office.folder.pk).add_child(instance=plan)
    with pytest.raises(StepRefused, match="pemantauan yang memuat perkara ini"):
        advance_case(
            page=case, name="TUTUP", by=office.people["kepala_arsip"], now=timezone.now(), given={"reason": "x"}
        )


def enter(office: Office, username: str) -> Client:
    client = Client()
    client.force_login(office.people[username])
    return client


def test_the_letter_is_drafted_from_the_case_and_says_until_when_a_reply_is_asked_for(office):
    case = office.case("MENUNGGU_ARAHAN", handler="analis", letter_date=date(2026, 3, 1))
    study = Review(
        subject="Telaah", state="DISETUJUI", issue_statement="<p>Pungutan di kantor desa.</p>", conclusion="x",
        recommendation="y", advice="SURAT_TL", result="MEMENUHI_SYARAT", approved_at=office.now,
    )  # fmt: skip
    BasePage.objects.get(pk=case.pk).add_child(instance=study)
    address, writer = f"/naskah/{case.pk}/surat-tindak-lanjut/", enter(office, "analis")
    assert writer.post(address).status_code == 404 and address not in writer.get(case.url).content.decode()
    Complaint.objects.filter(pk=case.pk).update(state="PENYUSUNAN_TL")
    assert address in writer.get(case.url).content.decode()
    for other in ("agendaris", "orang_luar"):
        assert enter(office, other).post(address).status_code == 404
    assert writer.post(address).status_code == 302
    letter = OutgoingLetter.objects.get()
    text = strip_tags(" ".join(str(block.value) for block in letter.body))
    due = day_text(letter.reply_due_on)
    for said in (
        case.title,
        "surat tanggal 1 Maret 2026",
        "Pungutan di kantor desa.",
        due,
        "Identitas pengadu kami rahasiakan",
    ):
        assert said in text, said
    assert writer.post(address).status_code == 404 and OutgoingLetter.objects.count() == 1
    # Who may not read the review gets nothing of it into his draft.
    closed = office.case("PENYUSUNAN_TL", agenda_no="9", level=Level.RAHASIA)
    study = Review(subject="Telaah", state="DISETUJUI", issue_statement="<p>Rahasia-telaah.</p>", conclusion="x",
                   recommendation="y", advice="SURAT_TL", result="MEMENUHI_SYARAT", level=Level.RAHASIA,
                   approved_at=office.now)  # fmt: skip
    BasePage.objects.get(pk=closed.pk).add_child(instance=study)
    grants.give(page=closed, role="editor", to=office.people["staf"], cause=Cause.BERBAGI, now=office.now)
    made = begin_follow_up(case=closed, by=office.people["staf"], now=office.now)
    assert "Rahasia-telaah" not in str(made.body) and closed.title in str(made.body)
    letter.recipients = [Recipient(name="Inspektorat Daerah")]
    letter.check_parts()
    letter.reply_due_on += timedelta(days=1)
    with pytest.raises(ValidationError, match="belum menyebut batas jawaban"):
        letter.check_parts()
    letter.reply_due_on = None
    with pytest.raises(ValidationError, match="Isilah sampai kapan"):
        letter.check_parts()
    letter.recipients = [Recipient(name="Pengadu")]
    letter.check_parts()
