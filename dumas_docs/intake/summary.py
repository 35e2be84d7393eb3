"""The core of a matter in a few sentences, proposed from the letter itself; an analyst rewrites it."""

from __future__ import annotations

import re

from dumas_docs.intake.likeness import BOILERPLATE
from dumas_docs.intake.marks import MARKS
from dumas_docs.intake.mime import NESTED_LINE

NESTED_MARK = NESTED_LINE.partition("{")[0].strip()
LONGEST = 400
SHORT = 25
# Lines of so few words that end without a stop are titles, labels, names or cells of a table.
FEW_WORDS, GREETING_WORDS = 6, 12
ONLY_MARKS = re.compile(rf"^(?:\W*(?:{'|'.join(map(re.escape, MARKS))}))+\W*$")
LABEL = re.compile(r"^\W*[\w ()/.]{2,30}\s*:\s.{0,60}$")
GREETING = re.compile(
    r"^\W*(?:bapak|ibu|yang (?:saya|kami) hormati|yang mulia|salam|selamat (?:pagi|siang|sore|malam)|perihal|hal|nomor|"
    r"laporan berikut|assalam\w*|bismillah\w*)\b.{0,80}[,:.]?\s*$",
    re.IGNORECASE,
)
REPORT = re.compile(r"(?ims)^\W*isi laporan\s*:\s*(.+?)(?=^\W*(?:instruksi|lampiran pelapor)\b|\Z)")
TWO_SENTENCES = re.compile(r"[.!?]\s+[A-Z]\w+ \w+ \w+")
SENTENCE_END = re.compile(r"(?<=[a-z0-9\])”\"][.!?])\s+(?=[A-Z\[“\"\d])")


def summarise(text: str, *, attached_texts: tuple[str, ...] = ()) -> str:
    """The first sentences of the matter, at most 400 characters; of the letter attached when the text is short."""
    own = _core(_report(text))
    if len(own.split()) < SHORT:
        letter = next((core for other in attached_texts if len((core := _core(other)).split()) >= SHORT), "")
        own = " ".join(part for part in (own, letter) if part)
    kept = ""
    for sentence in SENTENCE_END.split(own):
        if kept and len(kept) + len(sentence) + 1 > LONGEST:
            break
        kept = f"{kept} {sentence}".strip()
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _core(text: str) -> str:
    lines = [line.strip() for line in text.splitlines()]
    return " ".join(line for line in lines if line and not line.startswith(NESTED_MARK) and _tells(line))


def _report(text: str) -> str:
    """Of a referral by SP4N-LAPOR! the report itself, without the instruction around it."""
    match = REPORT.search(text)
    return match[1] if match else text


def _tells(line: str) -> bool:
    words = len(line.split())
    if (
        words <= GREETING_WORDS
        and not TWO_SENTENCES.search(line)
        and any(found.match(line) for found in (BOILERPLATE, GREETING, LABEL, ONLY_MARKS))
    ):
        return False
    return words > FEW_WORDS or line.endswith((".", "!", "?", ";"))
