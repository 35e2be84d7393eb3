"""A run of a management command in a process of its own that breaks off at a chosen point.

python run.py POINT COMMAND…    POINT: whole, or the name of a function below with the number of the call, "file:2"
python run.py state             prints as JSON what database, file store and quarantine hold
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import django

sys.path[:0] = [str(Path(__file__).parents[3]), str(Path(__file__).parents[3] / "site")]
django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.storage import FileSystemStorage  # noqa: E402
from django.core.management import execute_from_command_line  # noqa: E402
from django.db import connection  # noqa: E402

from dumas_docs.access import audit  # noqa: E402
from dumas_docs.access.scope import system_scope  # noqa: E402
from dumas_docs.actions import keep_files, quarantine, register_complaint  # noqa: E402
from dumas_docs.models import Attachment, Complaint, ReceivedMail, Register, RegisterEntry, Scan  # noqa: E402


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def at(owner: object, name: str, call: int, do: Callable[[], None]) -> None:
    """Before the `call`-th call of owner.name, `do` something."""
    real, calls = getattr(owner, name), 0

    def counted(*args, **kwargs):
        nonlocal calls
        calls += 1
        if calls == call:
            do()
        return real(*args, **kwargs)

    setattr(owner, name, counted)


def half_a_file(call: int, then: Callable[[], None]) -> None:
    real, calls = FileSystemStorage._save, 0

    def save(self, name, content):
        nonlocal calls
        calls += 1
        if calls == call:
            path = Path(self.path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read()[:100])
            then()
        return real(self, name, content)

    FileSystemStorage._save = save


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def cut_connection() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def break_at(point: str) -> None:
    name, _colon, number = point.partition(":")
    call = int(number or 1)
    if name == "file":
        half_a_file(call, die)
    elif name == "disk-full":
        half_a_file(call, full)
    elif name == "row":
        at(register_complaint, "write_receipt", call, die)
    elif name == "before-commit":
        at(audit, "record", call, die)
    elif name == "after-commit":
        at(keep_files, "_settle", call, die)
    elif name == "quarantine":
        at(quarantine, "write_whole", call, die)
    elif name == "cut":
        at(register_complaint, "write_receipt", call, cut_connection)


def state() -> dict[str, object]:
    with system_scope("looking"):
        known = {*Attachment.objects.values_list("file", flat=True), *Scan.objects.values_list("file", flat=True)}
        known |= set(ReceivedMail.objects.exclude(original="").values_list("original", flat=True))
        root = Path(settings.MEDIA_ROOT)
        lying = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        quarantined = Path(settings.QUARANTINE_ROOT)
        return {
            "cases": sorted(Complaint.objects.values_list("title", flat=True)),
            "numbers": sorted(RegisterEntry.objects.values_list("text", flat=True)),
            "last": {register.code: register.last_number for register in Register.objects.all()},
            "mails": ReceivedMail.objects.count(),
            "whole": Complaint.objects.filter(completeness__isnull=False, complainants__isnull=False).count(),
            "orphans": sorted(lying - known),
            "lost": sorted(known - lying),
            "promises": len(list((quarantined / ".jurnal").glob("*"))),
            "quarantine": sorted(path.name for path in quarantined.glob("*/*")),
            "faults": list(audit.faults()),
        }


if __name__ == "__main__":
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["timeout"] = float(os.environ.get("DUMAS_SQLITE_TIMEOUT", "30"))
    if sys.argv[1] == "found":
        from tests.intake.db.office import found_office

        with system_scope("setting up"):
            found_office()
    elif sys.argv[1] == "state":
        sys.stdout.write(json.dumps(state()))
    else:
        break_at(sys.argv[1])
        execute_from_command_line(["manage.py", *sys.argv[2:]])
