"""The limits of a complaint follow its state (domain.md §5), and are shown to its readers alone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dumas_docs.actions.case_clocks import follow_case
from dumas_docs.models import Complaint
from tests.reading.office import Office
from workflows.clocks.outbox import send_reminders
from workflows.clocks.recipients import recipients_of
from workflows.clocks.reminders import queue_reminders
from workflows.models import Clock, TransitionRecord

pytestmark = pytest.mark.django_db
JAKARTA = ZoneInfo("Asia/Jakarta")
START = datetime(2026, 3, 13, 9, tzinfo=JAKARTA)
LETTER, PLAIN, INFO = {"followup_letter": "2026-04-10"}, "sla_non_pemeriksaan_14", "sla_info_normatif_5"


@pytest.fixture
def office() -> Office:
    return Office()


def case_in(office: Office, state: str, **values) -> Complaint:
    case = office.case()
    told = {"complete_at": START, "sla_class": "PEMERIKSAAN_60", "received_at": START, **values}
    Complaint.objects.filter(pk=case.pk).update(state=state, **told)
    follow_case(case_id=case.pk, now=timezone.now())
    return Complaint.objects.get(pk=case.pk)


def running(case: Complaint) -> dict[str, str]:
    return {clock.code: clock.due_on.isoformat() for clock in Clock.objects.running().filter(subject_id=case.pk)}


@pytest.mark.parametrize(
    ("state", "values", "expected"),
    [
        ("DITELAAH", {}, {**LETTER, "sla_pemeriksaan_60": "2026-06-24"}),
        ("DITELAAH", {"sla_class": "NON_PEMERIKSAAN_14"}, {**LETTER, PLAIN: "2026-04-10"}),
        ("DITELAAH", {"sla_class": "INFO_NORMATIF_5"}, {**LETTER, INFO: "2026-03-27"}),
        ("DITELAAH", {"complete_at": None}, {}),
        ("MENUNGGU_KELENGKAPAN", {"complete_at": None, "sla_class": "INFO_NORMATIF_5"}, {INFO: "2026-03-27"}),
        ("DITERUSKAN", {}, {"sla_pemeriksaan_60": "2026-06-24"}),
        ("SELESAI", {}, {}),
        ("DICABUT", {}, {}),
    ],
)  # fmt: skip
def test_the_state_says_which_limits_run(office, state, values, expected):
    assert running(case_in(office, state, **values)) == expected


def test_following_again_changes_nothing_and_a_letter_sent_stops_its_limit(office):
    case = case_in(office, "PENYUSUNAN_TL")
    follow_case(case_id=case.pk, now=timezone.now())
    assert Clock.objects.filter(subject_id=case.pk).count() == 2
    Complaint.objects.filter(pk=case.pk).update(state="DITERUSKAN")
    follow_case(case_id=case.pk, now=timezone.now())
    stopped = Clock.objects.get(subject_id=case.pk, code="followup_letter")
    assert stopped.stopped_at and stopped.outcome == "DITERUSKAN"


def test_the_limits_of_a_reopened_case_run_from_its_reopening(office):
    case = case_in(office, "SELESAI", sla_class="INFO_NORMATIF_5", channel="SITUS_LAPOR")
    again = datetime(2026, 11, 20, 9, tzinfo=JAKARTA)
    TransitionRecord.objects.create(
        lifecycle="pengaduan", subject_id=case.pk, name="BUKA_KEMBALI", source="SELESAI", target="DITELAAH", at=again
    )
    Complaint.objects.filter(pk=case.pk).update(state="DITELAAH", complete_at=again)
    follow_case(case_id=case.pk, now=again)
    started = Clock.objects.running().filter(subject_id=case.pk).values_list("code", "started_on")
    assert {code for code, _day in started} == {"followup_letter", INFO, "sp4n_route", "sp4n_response"}
    assert {day for _code, day in started} == {again.date()}


def test_a_corrected_first_day_moves_the_limit_on_record(office):
    case = case_in(office, "DITELAAH", sla_class="")
    Complaint.objects.filter(pk=case.pk).update(complete_at=datetime(2025, 12, 23, 9, tzinfo=JAKARTA))
    follow_case(case_id=case.pk, now=timezone.now())
    clock = Clock.objects.get(subject_id=case.pk)
    assert clock.due_on.isoformat() == "2026-01-15"
    assert clock.changes.get().old_due_on.isoformat() == "2026-04-10"


def test_only_who_reads_the_case_is_reminded(office):
    case = case_in(office, "DITELAAH")
    today = timezone.localdate()
    told = recipients_of(subject_ids={case.pk}, on=today)[case.pk]
    assert (told.reference, told.actors, told.superiors) == (
        case.title,
        (office.people["asdep"],),
        (office.people["asdep"],),
    )
    assert case.subject not in f"{told.reference} {told.path}"
    Complaint.objects.filter(pk=case.pk).update(handler=office.people["orang_luar"])
    assert recipients_of(subject_ids={case.pk}, on=today)[case.pk].actors == (office.people["asdep"],)
    Complaint.objects.filter(pk=case.pk).update(handler=office.people["kabid"])
    assert recipients_of(subject_ids={case.pk}, on=today)[case.pk].actors == (office.people["kabid"],)
    assert recipients_of(subject_ids={case.pk + 999}, on=today) == {}


def test_reminders_go_out_once_and_without_content(office, mailoutbox):
    case = case_in(office, "DITELAAH")
    for person in (office.people["asdep"], office.people["kabid"]):
        person.email = f"{person.username}@contoh.example"
        person.save()
    Complaint.objects.filter(pk=case.pk).update(handler=office.people["kabid"])
    due = datetime(2026, 4, 10, 9, tzinfo=JAKARTA)
    for _again in range(2):
        queue_reminders(due)
        send_reminders(clock=lambda: due)
    assert {mail.to[0] for mail in mailoutbox} <= {"asdep@contoh.example", "kabid@contoh.example"}
    assert len(mailoutbox) == len({(mail.to[0], mail.subject) for mail in mailoutbox}) > 0
    assert all(case.subject not in mail.subject + mail.body and case.title in mail.body for mail in mailoutbox)


def test_board_and_explanation_are_for_readers(office):
    case = case_in(office, "DITELAAH")
    for username, sees in (("asdep", True), ("analis", False), ("orang_luar", False)):
        client = Client()
        client.force_login(office.people[username])
        board = client.get(reverse("dumas_deadlines")).content.decode()
        assert (case.title in board) == sees, username
        answer = client.get(reverse("dumas_case_limits", args=[case.pk]))
        assert answer.status_code == (200 if sees else 404), username
    client = Client()
    client.force_login(office.people["asdep"])
    told = client.get(reverse("dumas_case_limits", args=[case.pk])).content.decode()
    assert "Mengapa tanggal ini?" in told
    # No decree was ever entered: the page says so, and what comes of it.
    assert "SEMENTARA: kalender tahun 2026 belum dimuat" in told and "masih dapat bergeser" in told
    assert "Jumat, 10 April 2026" in told
