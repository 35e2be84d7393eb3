"""Quarantine: what was not taken in lies there as it came, with a note that says why and how to try again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from dumas_docs.access import audit
from dumas_docs.intake.durable import write_whole
from dumas_docs.intake.errors import MailRefused, MailTooLarge
from dumas_docs.intake.facts import RefusedFile
from dumas_docs.intake.sources import SourceMail
from dumas_docs.models import Complaint, FieldGroup, QuarantinedFile, ReceiptState, ReceivedMail

MAILS, FILES = "surel", "berkas"
# An mbox adds an empty line below each mail, and a copy may have lost its last one.
MOST_LAST_ENDS = 4
LARGEST_TWIN = 1024 * 1024


def quarantine_root() -> Path:
    return Path(settings.QUARANTINE_ROOT)


class HashingWriter:
    """Passes bytes on and knows their SHA-256 and number."""

    def __init__(self, target: BinaryIO | None = None) -> None:
        self.target = target
        self.hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        self.size += len(data)
        return self.target.write(data) if self.target else len(data)


def quarantine_mail(
    *, digest: str, size: int, copy_to: Callable[[BinaryIO], object], code: str, reason: str, now: datetime
) -> ReceivedMail:
    """Keep a refused mail: its bytes and a note on disk first, then the entry; doing it again changes nothing.

    Raises OSError (disk full) and database errors; then nothing is recorded and a later run does it again."""
    name = f"{MAILS}/{digest}.eml"
    write_whole(quarantine_root() / name, copy_to)
    advice = gettext("If a citizen wrote it, register it with the form and attach it; otherwise nothing is to be done.")
    if code == MailTooLarge.code:
        larger = gettext("The administrator can also raise the limit MAX_MAIL_BYTES; then this mail is tried again.")
        advice = f"{advice} {larger}"
    _write_note(name, reason=reason, now=now, size=size, about=gettext("a mail"), advice=advice)
    try:
        with transaction.atomic():
            row = ReceivedMail.objects.create(
                digest=digest, state=ReceiptState.DITOLAK, received_at=now, size=size, reason_code=code,
                quarantine_name=name,
            )  # fmt: skip
            audit.record(verb="pesan.ditolak", group=FieldGroup.METADATA, refused=True, at=now,
                         data={"digest": digest, "code": code})  # fmt: skip
            return row
    except IntegrityError:
        return ReceivedMail.objects.get(digest=digest)


def refused_twin(source: SourceMail) -> ReceivedMail | None:
    """The entry of a mail in quarantine that differs from `source` in its line ends only: it came by two ways."""
    try:
        lines = source.read(max_bytes=LARGEST_TWIN).splitlines()
    except MailRefused:
        return None
    while lines and not lines[-1]:
        lines.pop()
    forms = (end.join(lines) + end * count for end in (b"\n", b"\r\n") for count in range(MOST_LAST_ENDS))
    digests = {hashlib.sha256(form).hexdigest() for form in forms}
    return ReceivedMail.objects.filter(digest__in=digests, state=ReceiptState.DITOLAK).first()


def quarantine_file(*, case: Complaint, file: RefusedFile, digest: str, now: datetime) -> QuarantinedFile:
    """Keep a refused file of a case; call inside the transaction that registers the case.

    The name follows from the message, so a run that breaks off and starts again writes the same file."""
    name = f"{FILES}/{digest[:32]}-{file.position:03}"
    write_whole(quarantine_root() / name, lambda target: target.write(file.content))
    about = gettext("file %(position)s of case %(number)s") % {"position": file.position, "number": case.title}
    advice = gettext("Ask the complainant for a readable copy and add it to the case.")
    _write_note(name, reason=file.reason, now=now, size=len(file.content), about=about, advice=advice)
    return QuarantinedFile.objects.create(
        complaint=case, name=file.name[:255], reason_code=file.code, size=len(file.content), quarantine_name=name,
        sha256=hashlib.sha256(file.content).hexdigest(), quarantined_at=now,
    )  # fmt: skip


def remove_from_quarantine(name: str) -> None:
    """Take away bytes and note of what has been taken in; call after the transaction."""
    (quarantine_root() / name).unlink(missing_ok=True)
    note_path(name).unlink(missing_ok=True)


def note_path(name: str) -> Path:
    return quarantine_root() / f"{name}.catatan.txt"


def _write_note(name: str, *, reason: str, now: datetime, size: int, about: str, advice: str) -> None:
    lines = [
        gettext("In quarantine: %(about)s, %(size)s bytes, not taken in.") % {"about": about, "size": size},
        gettext("When: %(when)s") % {"when": date_format(localtime(now), "j F Y H.i T")},
        gettext("Why: %(reason)s") % {"reason": reason},
        gettext("What to do: %(advice)s") % {"advice": advice},
        gettext("The bytes beside this note are as they came. To try again: manage.py retry_quarantine"),
        gettext("After a successful try both files are removed from here."),
    ]
    text = "\n".join(lines) + "\n"
    write_whole(note_path(name), lambda target: target.write(text.encode()))
