"""A sender is killed in the middle: what it had not handed over is sent later, and nothing is sent twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from workflows.models import Clock, ClockNotice, NoticeKind, NoticeState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]

SENDER = Path(__file__).with_name("sender.py")
# Ten in the morning in Jakarta, on a working day.
NOW = datetime(2026, 4, 7, 3, 0, tzinfo=UTC)
AFTER_LEASE = NOW + timedelta(minutes=11)


@pytest.fixture
def outbox():
    """One reminder that waits to be sent."""
    person = get_user_model().objects.create(username="kabid", email="kabid@contoh.example")
    clock = Clock.objects.create(
        subject_id=7, code="followup_letter", started_on="2026-03-13", limit=14, counts_in="HARI_KERJA",
        monitor_before=3, due_on="2026-04-10", monitor_on="2026-04-07", started_at=NOW,
    )  # fmt: skip
    return ClockNotice.objects.create(
        clock=clock, kind=NoticeKind.TITIK_PANTAU, day="2026-04-07", person=person, queued_at=NOW
    )


def start(folder: Path, now: datetime, where: str = "never") -> subprocess.Popen:
    command = [sys.executable, str(SENDER), str(connection.settings_dict["NAME"]), str(folder), now.isoformat(), where]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(sender: subprocess.Popen) -> int:
    """How many mails the sender says it sent; -1 when it was killed."""
    out, error = sender.communicate(timeout=120)
    assert sender.returncode in (0, -signal.SIGKILL), error[-2000:]
    return int(out) if sender.returncode == 0 else -1


def mails(folder: Path) -> int:
    return sum(path.read_text().count("\nTo: ") for path in folder.glob("*.log"))


@pytest.mark.parametrize(
    ("where", "handed_over", "state"),
    [("taken", 0, NoticeState.DIAMBIL), ("before", 0, NoticeState.DIKIRIM), ("after", 1, NoticeState.DIKIRIM)],
)
def test_killed(outbox, tmp_path, where, handed_over, state):
    assert finish(start(tmp_path, NOW, where)) == -1
    outbox.refresh_from_db()
    assert (mails(tmp_path), outbox.state) == (handed_over, state)
    assert finish(start(tmp_path, NOW)) == 0  # the lease still holds
    finish(start(tmp_path, AFTER_LEASE))
    finish(start(tmp_path, AFTER_LEASE + timedelta(minutes=20)))
    outbox.refresh_from_db()
    if where == "taken":
        assert (mails(tmp_path), outbox.state) == (1, NoticeState.TERKIRIM)
    else:
        # Whether it left cannot be known from outside: never again, and said.
        assert (mails(tmp_path), outbox.state) == (handed_over, NoticeState.TIDAK_PASTI)


def test_two_senders_at_once_send_each_reminder_once(outbox, tmp_path):
    people = get_user_model().objects.bulk_create(
        get_user_model()(username=f"orang-{number}", email=f"orang-{number}@contoh.example") for number in range(30)
    )
    ClockNotice.objects.bulk_create(
        ClockNotice(clock=outbox.clock, kind=outbox.kind, day=outbox.day, person=person, queued_at=NOW)
        for person in people
    )
    senders = [start(tmp_path, NOW), start(tmp_path, NOW)]
    assert sum(map(finish, senders)) == 31 == mails(tmp_path)
