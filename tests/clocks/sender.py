"""A sender of reminders in a process of its own; kills itself where it is told: sender.py DATABASE FOLDER NOW WHERE."""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from dumas_site.settings import test  # noqa: E402

database, folder, now, where = sys.argv[1:]
test.DATABASES["default"]["NAME"] = database
test.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
test.EMAIL_FILE_PATH = folder

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402

from workflows.clocks.letters import send_letter  # noqa: E402
from workflows.clocks.outbox import send_reminders  # noqa: E402
from workflows.clocks.recipients import Recipients, register_recipients  # noqa: E402


def everybody(*, subject_ids, on):
    people = tuple(get_user_model().objects.order_by("pk"))
    return {subject_id: Recipients(f"PGD-{subject_id}", f"/{subject_id}/", people) for subject_id in subject_ids}


def deliver(notice, recipients):
    if where == "before":
        die()
    send_letter(notice, recipients)
    if where == "after":
        die()


def die():
    os.kill(os.getpid(), signal.SIGKILL)


class DyingClock:
    """Tells the time, and dies between taking a reminder and handing it over."""

    def __init__(self):
        self.asked = 0

    def __call__(self):
        self.asked += 1
        if where == "taken" and self.asked == 2:
            die()
        return datetime.fromisoformat(now)


register_recipients(everybody)
print(send_reminders(clock=DyingClock(), deliver=deliver).sent)
