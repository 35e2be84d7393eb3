"""One mail from raw bytes to what the office needs of it, whatever state it arrives in."""

import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser

from dumas_docs.imports.charsets import clean_text, decode_bytes
from dumas_docs.intake.errors import EmptyMail, MailTooLarge, NotAMail
from dumas_docs.intake.headers import Address, DateNote, addresses, date_of, header, received_at
from dumas_docs.intake.mime import Attachment, Content, MailNote, collect

MEBIBYTE = 1024 * 1024
MAX_BYTES = 40 * MEBIBYTE
# Beyond these the standard parser needs minutes or gigabytes; no honest mail comes near.
MAX_DELIMITER_LINES = 20_000
MAX_LINES = 2_000_000
MAX_TITLE = 200
KEPT_HEADERS = (
    "From", "Sender", "Reply-To", "X-Lapor-Id", "List-Id", "List-Unsubscribe", "Auto-Submitted", "In-Reply-To",
    "References", "Return-Path", "Authentication-Results", "Precedence", "X-Autoreply", "X-Autorespond", "Content-Type",
)  # fmt: skip
KNOWN_HEADERS = {
    "from", "to", "cc", "subject", "date", "message-id", "received", "return-path", "reply-to", "sender",
    "delivered-to", "mime-version", "content-type", "content-transfer-encoding", "x-lapor-id",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class IncomingMail:
    """A mail as read. `digest` (SHA-256 of the raw bytes) and `message_id` tell whether it came before."""

    digest: str
    size: int
    message_id: str | None
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    date: datetime.datetime | None
    date_note: DateNote | None
    received: datetime.datetime | None
    text: str
    attachments: tuple[Attachment, ...]
    headers: Mapping[str, str]
    notes: tuple[MailNote, ...]
    answers_invitation: bool = False
    invites: bool = False

    @property
    def title(self) -> str:
        """The subject, or the first line of the text, or an honest placeholder; never empty."""
        first_line = next((line.strip() for line in self.text.splitlines() if line.strip()), "")
        return (self.subject or first_line or "(tanpa perihal)")[:MAX_TITLE]


def parse_mail(raw: bytes, *, now: datetime.datetime, max_bytes: int | None = MAX_BYTES) -> IncomingMail:
    """Read one mail; `now` (aware) judges whether its date is credible.

    Raises MailTooLarge, NotAMail or EmptyMail; any other damage becomes a note or an absent value.
    """
    if max_bytes is not None and len(raw) > max_bytes:
        raise MailTooLarge(size=len(raw), limit=max_bytes)
    trimmed = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n \t\x00")
    if not trimmed:
        raise EmptyMail
    message, content = _read(trimmed)
    if not {str(key).lower().strip() for key in message} & KNOWN_HEADERS:
        raise NotAMail
    subject = header(message, "Subject")[:1000]
    text = content.text()
    if not (subject or text or content.attachments or content.answers_invitation or content.invites):
        raise EmptyMail
    senders = addresses(message, "From") or addresses(message, "Sender") or addresses(message, "Reply-To")
    date, date_note = date_of(message, now=now)
    return IncomingMail(
        digest=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        message_id=_message_id(message),
        sender=senders[0] if senders else Address(),
        to=addresses(message, "To") + addresses(message, "Resent-To"),
        cc=addresses(message, "Cc"),
        subject=subject,
        date=date,
        date_note=date_note,
        received=received_at(message, now=now),
        text=text,
        attachments=tuple(content.attachments),
        headers={name: value for name in KEPT_HEADERS if (value := header(message, name))},
        notes=tuple(dict.fromkeys(content.notes)),
        answers_invitation=content.answers_invitation,
        invites=content.invites,
    )


def _read(raw: bytes) -> tuple[Message, Content]:
    content = Content()
    delimiters = raw.count(b"\n--") + raw.count(b"\r--")
    lines = raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
    if delimiters <= MAX_DELIMITER_LINES and lines <= MAX_LINES:
        try:
            message = message_from_bytes(raw)
            collect(message, into=content)
            return message, content
        # Parts nested a thousand deep exhaust the recursion of the standard parser.
        except RecursionError:
            content = Content()
    message = BytesHeaderParser().parsebytes(raw)
    content.note(MailNote.STRUKTUR_TIDAK_TERBACA)
    body = re.split(rb"\r?\n\r?\n|\r\r", raw, maxsplit=1)[1:]
    content.add_text(clean_text(decode_bytes(body[0][:MEBIBYTE])) if body else "")
    return message, content


def _message_id(message: Message) -> str | None:
    value = re.sub(r"\s+", "", header(message, "Message-ID")).strip("<>")
    return value[:250] or None
