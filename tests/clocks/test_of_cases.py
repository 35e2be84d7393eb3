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
from workflows.models import Clock

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


def test_a_corrected_first_day_moves_the_limit_on_record(office):
    case = case_in(office, "DITELAAH", sla_class="")
    Complaint.objects.filter(pk=case.pk).update(complete_at=datetime(2025, 12, 23, 9, tzinfo=JAKARTA))
    follow_case(case_id=case.pk, now=timezone.now())
    clock = Clock.objects.get(subject_id=case.pk)
    assert clock.due_on.isoformat() == "2026-01-15"
    assert clock.changes.get().old_due_on.isoformat() == "2026-04-10"


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
    assert "Jumat, 10 April 2026" in told
