"""Letters meant for a leader's eyes only: in a closed envelope, or marked as personal (S4 B.1, domain.md §8)."""

import re
from collections.abc import Sequence

from dumas_docs.enums import Addressee, LetterSeal
from dumas_docs.intake.mail import IncomingMail

OPENING_LINES = 15
OPENING = 1000
# A mark stands at the beginning of a subject or line, or behind a sign; in a sentence "pribadi" is the bupati's car.
BEFORE = r"(?:^|[-\u2013\u2014:;|/(\[*\"\u201c]\s*|\b(?:rahasia|confidential|penting|segera|strictly)\b[\W_]{0,4}"
BEFORE += r"(?:(?:dan|and)\b[\W_]{0,3})?|\b(?:surat|(?:ber)?sifat|di\w+kan secara)\s+:?\s*)"
AFTER = (
    r"(?=\W*$|\s*[-\u2013\u2014:;,.|/)\]!&*\"\u201d]|\s+(?:untuk|utk|kepada|kpd|bagi|dan|rahasia|hanya|khusus|bapak|ibu|"
    r"yth|yang terhormat|ditujukan|dalam|tanpa|jangan|for|to|and|only)\b)"
)
PERSONAL = re.compile(rf"{BEFORE}(?:pribadi|personal|private){AFTER}", re.IGNORECASE | re.MULTILINE)
CONFIDENTIAL = re.compile(
    rf"{BEFORE}(?:(?:personal|private|pribadi)\s*(?:/|&|,|-|and|dan)?\s*(?:confidential|rahasia)|"
    rf"(?:confidential|rahasia)\s*(?:/|&|,|-|and|dan)\s*(?:personal|private|pribadi)){AFTER}",
    re.IGNORECASE | re.MULTILINE,
)
CLOSED = re.compile(
    rf"{BEFORE}(?:surat\s+)?(?:dalam\s+|ber)?amplop (?:yang )?tertutup{AFTER}", re.IGNORECASE | re.MULTILINE
)
OTHER_MINISTRY = (
    r"(?!\s+(?:agama|agraria|atr|bumn|dalam negeri|desa|energi|esdm|ham|hak|hukum|haji|imigrasi|investasi|kebudayaan|"
    r"kehutanan|kelautan|kesehatan|ketenagakerjaan|keuangan|komunikasi|koordinator|koperasi|lingkungan|luar|pan|panrb|"
    r"pariwisata|pekerjaan|pemberdayaan|pemuda|pendayagunaan|pendidikan|perdagangan|perencanaan|perhubungan|"
    r"perindustrian|pertahanan|pertanian|perumahan|pupr|sosial|tenaga|transmigrasi|umkm)\b)"
)
MINISTER = rf"(?:mensesneg|mensetneg|menteri{OTHER_MINISTRY}|minister(?: of (?:the )?state secretar\w*)?(?! of\b))"
LEADER = rf"(?:wakil presiden|wapres|vice president|presiden|president|{MINISTER})\b"
POLITE = r"(?:(?:(?:yth|bpk|kpd)\b\.?|yang terhormat|yang mulia|bapak|ibu|pak|bu|the|his excellency)[\s.,:/]+)*"
ONLY_FOR = re.compile(
    rf"\b(?:hanya|khusus)\s+(?:untuk|(?:boleh |dapat |bisa |untuk )?di(?:buka|baca|ketahui|sampaikan)\w*)\s+"
    rf"(?:di(?:buka|baca|ketahui)\w*\s+)?(?:(?:oleh|untuk|kepada)\s+)?(?:langsung\s+)?{POLITE}{LEADER}"
    rf"|\bfor\s+{POLITE}{LEADER}(?:'s|\u2019s)?\s+(?:eyes\s+)?only\b|\bonly\s+(?:for|by)\s+{POLITE}{LEADER}",
    re.IGNORECASE,
)
TO_MINISTER = re.compile(
    rf"\b(?:untuk|utk|kepada|kpd|bagi|oleh|yth|yang terhormat|for|to|bapak|ibu|pak)\b[^\n]{{0,40}}?\b{MINISTER}\b",
    re.IGNORECASE,
)
TO_LEADER = re.compile(
    rf"\b(?:untuk|utk|kepada|kpd|bagi|oleh|yth|yang terhormat|for|to|by)\b[^\n]{{0,40}}?\b{LEADER}", re.IGNORECASE
)


def personal_mark(mail: IncomingMail, *, addressees: Sequence[Addressee]) -> str:
    """The words that say that only the addressee may open the letter; empty when nothing says so.

    "Pribadi" alone counts when the letter speaks to a leader: `addressees`, or one named in subject or opening.
    """
    opening = "\n".join([line.strip() for line in mail.text[:OPENING].splitlines() if line.strip()][:OPENING_LINES])
    for text in (mail.subject.strip(), opening):
        found = CONFIDENTIAL.search(text) or CLOSED.search(text) or ONLY_FOR.search(text)
        if found is None and (addressees or TO_LEADER.search(f"{mail.subject}\n{opening}")):
            found = PERSONAL.search(text)
        if found:
            return found[0].strip(' -\u2013\u2014:;|/([*"\u201c\n').lower()
    return ""


def sealed_addressees(mail: IncomingMail, *, addressees: Sequence[Addressee]) -> tuple[Addressee, ...]:
    """`addressees` with this office's own Minister when a personal letter just says "Menteri"."""
    named = TO_MINISTER.search(f"{mail.subject}\n{mail.text[:OPENING]}")
    found = {*addressees, *([Addressee.MENSESNEG] if named else [])}
    return tuple(each for each in Addressee if each in found)


def seal_of(*, personal: str, sealed: bool, top_secret: bool) -> LetterSeal:
    """A personal letter is for its addressee alone, however secret it is besides."""
    if personal or (sealed and not top_secret):
        return LetterSeal.AMPLOP_TERTUTUP_PRIBADI
    return LetterSeal.AMPLOP_TERTUTUP_SANGAT_RAHASIA if sealed else LetterSeal.TERBUKA
