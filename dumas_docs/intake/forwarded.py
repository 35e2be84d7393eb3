"""Letters inside a letter: who wrote what a mail forwards or quotes."""

import re
from collections.abc import Iterator

from dumas_docs.intake.headers import Address

ADDRESS = r"[^\s<>\[\]|;,]+@[^\s<>\[\]|;,]+"
# Lines a mail program puts above what it forwards; the last is how this office writes down a mail inside a mail.
SENDER_LINE = re.compile(
    rf"^[>\s*]*(?:(?:From|Dari|Pengirim)\s*\*?\s*:\s*\*?|--- Surel terlampir: .*? \| dari )"
    rf"(?P<name>[^|\n<\[]{{0,80}}?)\s*[<\[(]?(?:mailto:)?(?P<email>{ADDRESS})[>\])]?.*$",
    re.IGNORECASE | re.MULTILINE,
)
OTHER_LINE = re.compile(
    rf"^[>\s*]*(?:To|Kepada|Cc|Tembusan)\s*\*?\s*:\s*\*?(?P<name>[^|\n<\[]{{2,80}}?)\s*[<\[](?:mailto:)?(?P<email>{ADDRESS})",
    re.IGNORECASE | re.MULTILINE,
)
# "On Mon, 2 Nov 2026 at 09:11, Budi Santoso <budi@surat.example> wrote:"
ANSWERED = re.compile(
    rf"^[>\s]*(?:On|Pada)\b[^\n]{{5,120}}?[,\d]\s+(?P<name>[^\d\n<,]{{2,80}}?)\s*<(?P<email>{ADDRESS})>[^\n]{{0,40}}:\s*$",
    re.IGNORECASE | re.MULTILINE,
)
HEADER_LINE = re.compile(
    r"^[>\s*]*(?:From|Dari|Pengirim|Date|Tanggal|Sent|Dikirim|Subject|Subjek|Perihal|To|Kepada|Cc)\s*\*?\s*:",
    re.IGNORECASE,
)


def quoted_people(text: str) -> list[Address]:
    """Senders and addressees of everything `text` forwards or quotes."""
    found = (match for pattern in (SENDER_LINE, OTHER_LINE, ANSWERED) for match in pattern.finditer(text))
    return [_address(match) for match in found]


def forwarded_letter(text: str) -> tuple[Address, str] | None:
    """The first letter that `text` passes on: its sender, and its text without the lines above it."""
    match = SENDER_LINE.search(text)
    if match is None:
        return None
    return _address(match), "\n".join(_below(text[match.end() :].splitlines()))


def _below(lines: list[str]) -> Iterator[str]:
    above = True
    for line in lines:
        above = above and (not line.strip() or bool(HEADER_LINE.match(line)))
        if not above:
            yield line


def _address(match: re.Match[str]) -> Address:
    return Address(match["name"].strip(" \"'*,"), match["email"].strip(".,").lower())
