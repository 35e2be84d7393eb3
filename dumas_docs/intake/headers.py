"""Mail header values as they really arrive: raw 8-bit, badly encoded, endless or absent."""

import datetime
import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, getaddresses, parsedate_to_datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from dumas_docs.imports.charsets import clean_text, decode_bytes

MAX_VALUE = 20_000
MAX_ADDRESSES = 200
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+")
OFFICE_ZONE = ZoneInfo("Asia/Jakarta")
EARLIEST = datetime.datetime(1990, 1, 1, tzinfo=datetime.UTC)
# The library takes the year 0001 for 2001.
ANCIENT = re.compile(r"(?<![\d:+.-])0\d{3}(?![\d:])")
CLOCK_DRIFT = datetime.timedelta(days=1)


class DateNote(StrEnum):
    """Why the date a mail states about itself is not used."""

    TANPA_TANGGAL = "TANPA_TANGGAL"
    TIDAK_TERBACA = "TIDAK_TERBACA"
    MASA_DEPAN = "MASA_DEPAN"
    TERLALU_LAMA = "TERLALU_LAMA"

    @property
    def message(self) -> str:
        return str(DATE_MESSAGES[self])


DATE_MESSAGES = {
    DateNote.TANPA_TANGGAL: _("The mail states no date; the date of receipt counts."),
    DateNote.TIDAK_TERBACA: _("The date of the mail cannot be read; the date of receipt counts."),
    DateNote.MASA_DEPAN: _("The mail is dated in the future; the date of receipt counts."),
    DateNote.TERLALU_LAMA: _("The mail is dated before 1990; the date of receipt counts."),
}


@dataclass(frozen=True)
class Address:
    name: str = ""
    email: str = ""

    @property
    def label(self) -> str:
        """Name and address as a mail program shows them."""
        return f"{self.name} <{self.email}>" if self.name and self.email else self.name or self.email


def raw_values(message: Message, name: str) -> list[str]:
    """All values of a header as received, undecoded."""
    return [str(value)[:MAX_VALUE] for key, value in message.raw_items() if str(key).lower() == name.lower()]


def header(message: Message, name: str) -> str:
    """First value of a header as clean text on one line; empty when absent."""
    values = raw_values(message, name)
    return decode_value(values[0]) if values else ""


def decode_value(raw: str) -> str:
    """One header value as text: RFC 2047 words joined before decoding, raw bytes decoded as UTF-8 or Windows-1252."""
    text = re.sub(r"\r?\n|\r", "", _as_text(raw))
    try:
        chunks = decode_header(text)
    except (HeaderParseError, ValueError, LookupError):
        chunks = [(text, None)]
    decoded = "".join(
        chunk if isinstance(chunk, str) else decode_bytes(chunk, declared=charset) if charset else _latin(chunk)
        for chunk, charset in chunks
    )
    return re.sub(r"\s+", " ", clean_text(decoded)).strip()


def _as_text(raw: str) -> str:
    # Bytes above 127 come out of the parser as lone surrogates.
    if raw.isascii():
        return raw
    return decode_bytes(raw.encode("utf-8", "surrogateescape"))


def _latin(chunk: bytes) -> str:
    # decode_header hands plain text back as raw-unicode-escape bytes when encoded words stand beside it.
    return chunk.decode("raw-unicode-escape", "replace") if b"\\u" in chunk.lower() else chunk.decode("latin-1")


def addresses(message: Message, name: str) -> tuple[Address, ...]:
    """All people named in an address header, display names decoded after splitting."""
    raw = [_as_text(re.sub(r"[\r\n]+", " ", value)) for value in raw_values(message, name)]
    if not any(raw):
        return ()
    try:
        pairs = getaddresses(raw)
    except (RecursionError, ValueError, IndexError, TypeError, AttributeError):
        pairs = [("", found) for value in raw for found in ADDRESS.findall(value)]
    found = []
    for display, address in pairs[:MAX_ADDRESSES]:
        match = ADDRESS.search(decode_value(address))
        person = Address(decode_value(display)[:200].strip("\"' "), match[0].lower()[:254] if match else "")
        if person.label and (match or ADDRESS.search(" ".join(raw))):
            found.append(person)
    # A sender who writes only a name keeps the whole of it.
    return tuple(found) or (Address(decode_value(raw[0])[:200]),)


def date_of(message: Message, *, now: datetime.datetime) -> tuple[datetime.datetime | None, DateNote | None]:
    """The mail's own date when it is credible at `now`, otherwise None and the reason."""
    raw = header(message, "Date")
    if not raw:
        return None, DateNote.TANPA_TANGGAL
    if ANCIENT.search(raw[:100]):
        return None, DateNote.TERLALU_LAMA
    try:
        stated = parsedate_to_datetime(raw[:100])
        if stated.tzinfo is None:
            stated = stated.replace(tzinfo=datetime.UTC if "-0000" in raw else OFFICE_ZONE)
        stated = stated.astimezone(OFFICE_ZONE)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None, DateNote.TIDAK_TERBACA
    if stated > now + CLOCK_DRIFT:
        return None, DateNote.MASA_DEPAN
    if stated < EARLIEST:
        return None, DateNote.TERLALU_LAMA
    return stated, None


def received_at(message: Message, *, now: datetime.datetime) -> datetime.datetime | None:
    """When the office's own mail server took the mail in: the topmost Received line, when it is credible at `now`."""
    stamp = header(message, "Received").rpartition(";")[2].strip()
    try:
        found = parsedate_to_datetime(stamp[:100]).astimezone(OFFICE_ZONE)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None
    return found if EARLIEST <= found <= now else None


def parameter(part: Message, name: str, *, of: str = "content-type") -> str:
    """A parameter such as charset or filename in any of its encodings; empty when absent or unreadable."""
    raw = raw_values(part, of)
    if not raw:
        return ""
    # The library blots out raw bytes in a header it has parsed itself, so it gets the header as text.
    readable = Message()
    readable[of] = re.sub(r"[\r\n]+", " ", _as_text(raw[0]))
    try:
        value = readable.get_param(name, failobj="", header=of)
        text = collapse_rfc2231_value(value) if value else ""
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""
    return decode_value(text)
