"""The parts of a mail: its text in reading order, its attachments, and mails inside the mail."""

import binascii
import re
from base64 import b64decode
from copy import copy
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from dumas_docs.imports.charsets import clean_text, decode_bytes
from dumas_docs.intake.headers import header, parameter
from dumas_docs.intake.html import html_to_text

MAX_DEPTH = 5
MAX_NESTING = 60
MAX_ATTACHMENTS = 100
MAX_TEXT = 1_000_000
# A text part with less than this share of the words of its HTML twin only says "see the HTML".
PLACEHOLDER_SHARE = 0.5
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")
CALENDAR_ANSWER = re.compile(rb"^METHOD:(?:REPLY|COUNTER|DECLINECOUNTER)\s*$", re.IGNORECASE | re.MULTILINE)
CALENDAR_INVITATION = re.compile(rb"^METHOD:(?:REQUEST|PUBLISH|ADD|CANCEL)\s*$", re.IGNORECASE | re.MULTILINE)
MAX_CALENDAR = 10_000
# Part of the archived text, so it does not follow the language of whoever reads.
NESTED_LINE = "--- Surel terlampir: {subject} | dari {sender} | {date} ---"


class MailNote(StrEnum):
    """What an official should know about how a mail was read."""

    DARI_HTML = "DARI_HTML"
    TEKS_DIPOTONG = "TEKS_DIPOTONG"
    LAMPIRAN_TERPOTONG = "LAMPIRAN_TERPOTONG"
    LAMPIRAN_TERLALU_BANYAK = "LAMPIRAN_TERLALU_BANYAK"
    TERLALU_DALAM = "TERLALU_DALAM"
    STRUKTUR_TIDAK_TERBACA = "STRUKTUR_TIDAK_TERBACA"
    DITERUSKAN = "DITERUSKAN"
    MUNGKIN_DITERUSKAN = "MUNGKIN_DITERUSKAN"

    @property
    def message(self) -> str:
        return str(NOTES[self])


NOTES = {
    MailNote.DARI_HTML: _("The text was taken from the HTML version of the mail."),
    MailNote.TEKS_DIPOTONG: _("The text of the mail is very long and was shortened; the original is kept whole."),
    MailNote.LAMPIRAN_TERPOTONG: _("An attachment arrived incomplete."),
    MailNote.LAMPIRAN_TERLALU_BANYAK: _("The mail has too many attachments; the rest is in the original only."),
    MailNote.TERLALU_DALAM: _(
        "The mail is nested too deeply: its innermost parts were taken as they are; compare the original."
    ),
    MailNote.STRUKTUR_TIDAK_TERBACA: _("The structure of the mail cannot be read; see the original."),
    MailNote.DITERUSKAN: _(
        "Somebody else handed this letter on; the original names him. The complainant is who wrote the letter."
    ),
    MailNote.MUNGKIN_DITERUSKAN: _(
        "Perhaps handed on: below the sender's own words stands a letter of somebody else. Check who complains."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file inside a mail, as sent: `name` and `declared_mime` are only what the sender says."""

    name: str
    declared_mime: str
    content: bytes = field(repr=False)
    is_inline: bool = False
    is_damaged: bool = False
    nested_in: str = ""


@dataclass
class Content:
    """Collects what `collect` finds."""

    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    notes: list[MailNote] = field(default_factory=list)
    length: int = 0
    answers_invitation: bool = False
    invites: bool = False

    def note(self, note: MailNote) -> None:
        self.notes.append(note)

    def add_text(self, text: str) -> None:
        text = text.strip()
        room = MAX_TEXT - self.length
        if len(text) > room:
            self.note(MailNote.TEKS_DIPOTONG)
        if text and room > 0:
            self.texts.append(text[:room])
            self.length += len(text)

    def text(self) -> str:
        return "\n\n".join(self.texts)


def collect(part: Message, *, into: Content, depth: int = 0, nesting: int = 0, inside: str = "") -> None:
    """Add the text and attachments of `part` and everything in it; `depth` counts mails, `nesting` any parts."""
    if nesting > MAX_NESTING:
        into.note(MailNote.TERLALU_DALAM)
        for leaf in _leaves(part):
            _collect_leaf(leaf, into=into, inside=inside)
        return
    kind = part.get_content_type()
    if kind == "message/rfc822" or _file_name(part).lower().endswith(".eml"):
        _collect_nested(part, into=into, depth=depth, nesting=nesting, inside=inside)
    elif part.is_multipart():
        children = children_of(part)
        if kind == "multipart/alternative":
            children = _best_alternative(children, into=into)
        for child in children:
            collect(child, into=into, depth=depth, nesting=nesting + 1, inside=inside)
    else:
        _collect_leaf(part, into=into, inside=inside)


def _collect_leaf(part: Message, *, into: Content, inside: str) -> None:
    kind = part.get_content_type()
    if kind == "text/calendar":
        entry = part_bytes(part)[0][:MAX_CALENDAR]
        into.answers_invitation |= bool(CALENDAR_ANSWER.search(entry))
        into.invites |= bool(CALENDAR_INVITATION.search(entry))
        if not _file_name(part):
            # What a mail program adds for calendars is nobody's evidence; the original keeps it.
            return
    if not _is_body_text(part, kind):
        _attach(part, into=into, inside=inside)
        return
    text = part_text(part)
    if kind == "text/html" and text:
        into.note(MailNote.DARI_HTML)
    into.add_text(text)


def _leaves(part: Message) -> list[Message]:
    """All that is no multipart below `part`, in order; `walk` of the library would nest as deep as the mail does."""
    waiting, found = [part], []
    while waiting:
        at = waiting.pop()
        if at.get_content_maintype() == "multipart" and at.is_multipart():
            waiting += reversed(children_of(at))
        else:
            found.append(at)
    return found


def _is_body_text(part: Message, kind: str) -> bool:
    if _disposition(part) == "attachment" or _file_name(part):
        return False
    return kind in ("text/plain", "text/html", "text/enriched") or part.get_content_maintype() == "multipart"


def _best_alternative(children: list[Message], *, into: Content) -> list[Message]:
    plain = [child for child in children if child.get_content_type() == "text/plain" and not _file_name(child)]
    rich = [child for child in children if child not in plain and _html_in(child)]
    if not plain or not rich:
        return children
    words_plain = sum(len(part_text(child).split()) for child in plain)
    words_rich = sum(len(text.split()) for child in rich for text in _html_in(child))
    dropped = plain if words_plain < words_rich * PLACEHOLDER_SHARE else rich
    kept = [child for child in children if child not in dropped]
    if dropped is rich:
        # Pictures and files that only the HTML version carries are still the sender's.
        kept += [leaf for child in rich for leaf in child.walk() if not leaf.is_multipart() and not _is_html(leaf)]
    return kept


def _is_html(part: Message) -> bool:
    return part.get_content_type() == "text/html" and not _file_name(part) and _disposition(part) != "attachment"


def _html_in(part: Message) -> list[str]:
    if part.is_multipart() and part.get_content_maintype() != "multipart":
        return []
    return [part_text(leaf) for leaf in part.walk() if _is_html(leaf)]


def _collect_nested(part: Message, *, into: Content, depth: int, nesting: int, inside: str) -> None:
    nested = _nested_message(part)
    if nested is None or depth >= MAX_DEPTH:
        if depth >= MAX_DEPTH:
            into.note(MailNote.TERLALU_DALAM)
        _attach(part, into=into, inside=inside)
        return
    subject = header(nested, "Subject")
    into.add_text(
        NESTED_LINE.format(
            subject=subject or "-", sender=header(nested, "From") or "-", date=header(nested, "Date") or "-"
        )
    )
    collect(nested, into=into, depth=depth + 1, nesting=nesting + 1, inside=subject or _file_name(part) or "surel")


def _nested_message(part: Message) -> Message | None:
    children = children_of(part)
    if children:
        inner = children[0]
        # Encoding a nested mail in base64 is forbidden but common.
        if header(part, "Content-Transfer-Encoding").lower() == "base64" and not inner.keys():
            return message_from_bytes(_from_base64(_raw_payload(inner))[0])
        return inner
    content, _damaged = part_bytes(part)
    nested = message_from_bytes(content)
    return nested if nested.keys() else None


def _attach(part: Message, *, into: Content, inside: str) -> None:
    if len(into.attachments) >= MAX_ATTACHMENTS:
        into.note(MailNote.LAMPIRAN_TERLALU_BANYAK)
        return
    content, damaged = part_bytes(part)
    name = _file_name(part)
    if not content and not name:
        return
    if damaged:
        into.note(MailNote.LAMPIRAN_TERPOTONG)
    is_inline = _disposition(part) == "inline" or (_disposition(part) != "attachment" and "Content-ID" in part)
    mime = clean_text(part.get_content_type())[:100]
    into.attachments.append(
        Attachment(
            name=name, declared_mime=mime, content=content, is_inline=is_inline, is_damaged=damaged, nested_in=inside
        )
    )


def _disposition(part: Message) -> str:
    return header(part, "Content-Disposition").partition(";")[0].strip().lower()


def _file_name(part: Message) -> str:
    name = parameter(part, "filename", of="content-disposition") or parameter(part, "name")
    return clean_text(name)[:1000]


def part_bytes(part: Message) -> tuple[bytes, bool]:
    """Decoded content of one part and whether its encoding was cut off or damaged."""
    if part.is_multipart():
        try:
            return b"".join(child.as_bytes() for child in children_of(part)), False
        # A damaged inner mail may be impossible to write out again; the original keeps it.
        except (ValueError, LookupError, TypeError, AttributeError):
            return b"", True
    data = _raw_payload(part)
    encoding = re.sub(r"[^a-z0-9-]", "", header(part, "Content-Transfer-Encoding").lower())
    if encoding == "base64":
        return _from_base64(data)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data), False
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        try:
            decoded = part.get_payload(decode=True)
        except (ValueError, UnicodeError):
            return data, True
        return (decoded, False) if isinstance(decoded, bytes) else (data, True)
    return data, False


def children_of(part: Message) -> list[Message]:
    """The parts directly inside `part`; the library may not be asked for the payload of any other kind undecoded."""
    payload = part.get_payload() if part.is_multipart() else []
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _raw_payload(part: Message) -> bytes:
    # Without an encoding header the library hands out the very bytes; the copy keeps the header of the original.
    bare = copy(part)
    del bare["Content-Transfer-Encoding"]
    payload = bare.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _from_base64(data: bytes) -> tuple[bytes, bool]:
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    whole = len(letters) - len(letters) % 4
    rest = letters[whole:]
    content = b64decode(letters[:whole])
    padded = data.rstrip().endswith(b"=") or not rest
    is_strange = NOT_BASE64.search(data) is not None
    if len(rest) > 1:
        content += b64decode(rest + b"=" * (4 - len(rest)))
    return content, is_strange or not padded


def part_text(part: Message) -> str:
    """Clean text of a text part, HTML made readable."""
    content, _damaged = part_bytes(part)
    text = decode_bytes(content, declared=parameter(part, "charset"))
    if part.get_content_type() == "text/html":
        return html_to_text(text)
    return clean_text(text).strip()
