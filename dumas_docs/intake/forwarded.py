"""Letters inside a letter: who wrote what a mail forwards or quotes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dumas_docs.intake.headers import Address
from dumas_docs.intake.mime import NESTED_LINE

ADDRESS = r"[^\s<>\[\]|;,]+@[^\s<>\[\]|;,]+"
NESTED_MARK = NESTED_LINE.partition("{")[0].strip()
# How this office writes down a mail inside a mail; a subject may hold anything, so the last sender counts.
NESTED = re.compile(
    rf"^[>\s]*{re.escape(NESTED_MARK)} (?P<subject>.*) \| dari (?P<name>[^|\n]*?)\s*(?:<?(?P<email>{ADDRESS}?)>?)?"
    r" \| [^|\n]* ---\s*$",
    re.MULTILINE,
)
LEAD = r"^[>\s*]*(?:From|Dari|Pengirim)\s*\*?\s*:\s*\*?"
# Lines a mail program puts above what it forwards.
SENDER_LINE = re.compile(
    rf"(?:{LEAD}|^--- Surel terlampir: .* \| dari )"
    rf"(?P<name>[^|\n<\[]{{0,80}}?)\s*[<\[(]?(?:mailto:)?(?P<email>{ADDRESS})[>\])]?.*$",
    re.IGNORECASE | re.MULTILINE,
)
# Within one organisation mail programs leave the address out.
SENDER_ALONE = re.compile(rf"{LEAD}\s*(?P<name>[^\n<>@|]{{3,80}}?)\s*\*?$(?P<email>)", re.IGNORECASE)
OTHER_LINE = re.compile(
    rf"^[>\s*]*(?:To|Kepada|Cc|Tembusan)\s*\*?\s*:\s*\*?(?P<name>[^|\n<\[]{{2,80}}?)\s*[<\[](?:mailto:)?(?P<email>{ADDRESS})",
    re.IGNORECASE | re.MULTILINE,
)
READERS_LINE = re.compile(
    r"^[>\s*]*(?:To|Ke|Kepada|Untuk|Cc|Bcc|Tembusan)\s*\*?\s*:\s*\*?(?P<names>[^\n]{2,400})$", re.IGNORECASE
)
# "On Mon, 2 Nov 2026 at 09:11, Budi Santoso <budi@surat.example> wrote:"
ANSWERED = re.compile(
    rf"^[>\s]*(?:On|Pada)\b[^\n]{{5,120}}?[,\d]\s+(?P<name>[^\d\n<,]{{2,80}}?)\s*<(?P<email>{ADDRESS})>[^\n]{{0,40}}:\s*$",
    re.IGNORECASE | re.MULTILINE,
)
HEADER_LINE = re.compile(
    r"^[>\s*]*(?P<name>From|Dari|Pengirim|Date|Tanggal|Tgl|Sent|Kirim|Dikirim|Terkirim|Subject|Subjek|Perihal|To|Ke|Kepada"
    r"|Untuk|Cc|Bcc|Tembusan|Reply-To|Balas ke|Attachments?|Lampiran|Importance|Message-ID)\s*\*?\s*:",
    re.IGNORECASE,
)
SUBJECT_LINE = re.compile(r"^[>\s*]*(?:Subject|Subjek|Perihal)\s*\*?\s*:\s*\*?(?P<subject>.*)$", re.IGNORECASE)
FORWARD_MARK = re.compile(
    r"^[>\s*_-]*(?:(?:begin )?forwarded (?:message|mail|by)|(?:awal )?(?:pesan|surel|surat|e-?mail) "
    r"(?:terusan|(?:yang )?diteruskan)|meneruskan pesan|terusan)\b[^\n]{0,60}$",
    re.IGNORECASE,
)
# Put above answers as well as above what is passed on.
ORIGINAL_MARK = re.compile(
    r"^[>\s*_-]*(?:original (?:message|mail)|(?:pesan|surel) (?:asli|asal))\b.{0,20}$", re.IGNORECASE
)
LINES_ABOVE = 3


@dataclass(frozen=True, kw_only=True)
class Forwarded:
    """A letter that another passes on. `before` is what he writes himself; `is_block` when a mail program set it off,
    `says_so` when it says that it was forwarded, not answered."""

    sender: Address
    text: str
    before: str
    is_block: bool
    says_so: bool


def quoted_people(text: str) -> list[Address]:
    """Senders and addressees of everything `text` forwards or quotes."""
    found = (match for pattern in (SENDER_LINE, OTHER_LINE, ANSWERED) for match in pattern.finditer(text))
    alone = (block.sender for block in _blocks(text) if not block.sender.email)
    return [*(_address(match) for match in found), *alone, *_readers(text.splitlines())]


def _readers(lines: Sequence[str]) -> Iterator[Address]:
    """To whom the letters in a text went, where a mail program gives their names alone."""
    at = 0
    while at < len(lines):
        count = _headers_from(lines, at) if HEADER_LINE.match(lines[at]) else 0
        for match in (READERS_LINE.match(line) for line in lines[at : at + count]):
            names = re.split(r"\s*[;,]\s*", match["names"]) if match and count > 1 else []
            yield from (Address(name.strip(" \"'*")) for name in names if name and "@" not in name)
        at += max(count, 1)


def forwarded_letter(text: str) -> Forwarded | None:
    """The first letter that `text` passes on, without the lines above it; None when there is none."""
    return next(_blocks(text), None)


def letters_in(text: str) -> list[str]:
    """What each writer in `text` says: the sender, and everybody whose letter stands below."""
    blocks = list(_blocks(text))
    return [blocks[0].before, *(block.text for block in blocks)] if blocks else [text]


def without_header_lines(text: str) -> str:
    """`text` without what mail programs write above a letter that is passed on; its subject stays."""
    lines = NESTED.sub(lambda match: match["subject"].strip(" -"), text).splitlines()
    kept: list[str] = []
    at = 0
    while at < len(lines):
        count = _headers_from(lines, at)
        if count < 2:
            is_mark = FORWARD_MARK.match(lines[at]) or ORIGINAL_MARK.match(lines[at]) or ANSWERED.match(lines[at])
            kept += [] if is_mark else [lines[at]]
            at += 1
            continue
        kept += [match["subject"] for line in lines[at : at + count] if (match := SUBJECT_LINE.match(line))]
        at += count
    return "\n".join(kept)


def _blocks(text: str) -> Iterator[Forwarded]:
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if nested := NESTED.match(line):
            yield Forwarded(
                sender=Address(nested["name"].strip(" \"'*,<>"), (nested["email"] or "").lower()),
                text=_unquoted(lines[at + 1 :]), before="\n".join(lines[:at]), is_block=True, says_so=True,
            )  # fmt: skip
            continue
        named = SENDER_LINE.match(line) or SENDER_ALONE.match(line)
        if named is None:
            continue
        start = at
        while start and HEADER_LINE.match(lines[start - 1]):
            start -= 1
        above = [number for number in range(max(0, start - LINES_ABOVE), start) if _is_mark(lines[number])]
        count = _headers_from(lines, start)
        if not named["email"] and not (above or count > 2):
            continue
        yield Forwarded(
            sender=_address(named),
            text=_unquoted(lines[start + count :]),
            before="\n".join(lines[: min([*above, start])]),
            is_block=bool(above) or count > 1,
            says_so=any(FORWARD_MARK.match(lines[number]) for number in above),
        )


def _is_mark(line: str) -> bool:
    return bool(FORWARD_MARK.match(line) or ORIGINAL_MARK.match(line))


def _headers_from(lines: Sequence[str], start: int) -> int:
    """How many header lines stand together from `start` on, with their sender among them; blank ones between count."""
    count, blank = 0, 0
    seen: set[str] = set()
    for line in lines[start:]:
        if not line.strip("> *"):
            blank += 1
            continue
        name = HEADER_LINE.match(line)
        if name is None or (blank > 1 and count) or name["name"].lower() in seen:
            break
        seen.add(name["name"].lower())
        count, blank = count + blank + 1, 0
    return count if seen & {"from", "dari", "pengirim"} else 0


def _unquoted(lines: Sequence[str]) -> str:
    """The text below, without the sign that marks each line of it as quoted."""
    filled = [line for line in lines if line.strip()]
    if filled and all(line.startswith(">") for line in filled):
        lines = [re.sub(r"^>\s?", "", line) for line in lines]
    return "\n".join(lines).strip("\n")


def _address(match: re.Match[str]) -> Address:
    return Address(match["name"].strip(" \"'*,"), match["email"].strip(".,").lower())
