"""Mails a second through the whole intake, beside bare parsing with Python's email package."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

from dumas_docs.actions.receive_mail import receive_mail
from dumas_docs.intake.sources import SourceMail, iterate_mails
from dumas_docs.models import Folder, FolderPurpose

from .figures import Figure, rate
from .world import World

PLAIN_MAILS = 60


def measure_mails(folder: Path | None, world: World, *, now: datetime) -> list[Figure]:
    """Receive the mails of `folder` (with attachments), or else plain mails made up on the spot."""
    archive = world.offices[0].get_parent().specific
    archive.add_child(
        instance=Folder(title="Unit ukur", slug=world.unit.code, unit=world.unit, purpose=FolderPurpose.UNIT)
    )
    figures = []
    for label, path in (("plain mails", _plain_mails(now)), ("mails with files", folder)):
        if path is None:
            continue
        mails = list(iterate_mails(path))
        raw = [mail.read(max_bytes=50_000_000) for mail in mails]
        bare = rate(f"{label}, bare parsing", partial(_parse_all, raw))
        full = rate(f"{label} through the intake", partial(_receive, mails, world, now=now))
        if bare.p50 and full.p50:
            full.beside, full.ratio = f"bare email parsing {bare.p50:.0f}/s", bare.p50 / full.p50
        figures.append(full)
    return figures


def _parse_all(raw: list[bytes]) -> int:
    return sum(1 for one in raw if _parse(one))


def _receive(mails: list[SourceMail], world: World, *, now: datetime) -> int:
    for mail in mails:
        receive_mail(source=mail, unit=world.unit, now=now)
    return len(mails)


def _parse(raw: bytes) -> bool:
    message = message_from_bytes(raw, policy=policy.default)
    return any(part.get_payload(decode=True) is not None for part in message.walk())


def _plain_mails(now: datetime) -> Path:
    from django.conf import settings

    folder = Path(settings.VAR) / "mails"
    folder.mkdir(exist_ok=True)
    for number in range(PLAIN_MAILS):
        text = f"Kepada Yth. Bapak Presiden. Perkara ukur nomor {number}. " + f"Kejadian {number} di Desa Ukur. " * 40
        (folder / f"{number:03}.eml").write_text(
            f"From: Warga {number} <warga{number}@ukur.example>\nTo: dumas@setneg.go.id\n"
            f"Subject: Perkara ukur {number}\n"
            f"Date: {now:%a, %d %b %Y %H:%M:%S} +0000\nMessage-ID: <{number}@ukur.example>\n"
            f"Content-Type: text/plain; charset=utf-8\n\n{text}\n",
            encoding="utf-8",
        )
    return folder
