"""Mails of the kinds the office receives, written for the tests."""

import datetime
from email.message import EmailMessage

from dumas_docs.enums import Channel
from dumas_docs.intake.mail import IncomingMail, parse_mail

MAILBOXES = {"dumas@setneg.go.id": Channel.EMAIL_DUMAS, "asdep.dumas@setneg.go.id": Channel.EMAIL_DUMAS}
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)


def raw_mail(
    text: str = "Mohon perhatian.",
    *,
    sender: str = "Sumarni Wulandari <sumarni@warga.example>",
    to: str = "dumas@setneg.go.id",
    subject: str = "Pengaduan sertifikat tanah",
    headers: dict[str, str] | None = None,
    files: dict[str, bytes] | None = None,
) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = "Thu, 12 Mar 2026 09:15:00 +0700"
    message["Message-ID"] = "<satu@warga.example>"
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    for name, content in (files or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def mail(text: str = "Mohon perhatian.", **facts) -> IncomingMail:
    return parse_mail(raw_mail(text, **facts), now=NOW)


def read(raw: bytes | str) -> IncomingMail:
    return parse_mail(raw if isinstance(raw, bytes) else raw.encode(), now=NOW)
