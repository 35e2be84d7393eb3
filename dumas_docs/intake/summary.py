"""The core of a matter in a few sentences, proposed from the letter itself; an analyst rewrites it."""

from __future__ import annotations

import re

from dumas_docs.intake.likeness import BOILERPLATE

LONGEST = 400
SHORT = 25
GREETING = re.compile(
    r"^\W*(?:bapak|ibu|yang (?:saya|kami) hormati|yang mulia|salam|selamat (?:pagi|siang|sore|malam)|perihal|nomor|"
    r"lampiran|hal|tracking id|kategori|lokasi|laporan berikut|nama|alamat|nik|telepon|no)\b.{0,80}(?:[,:]|\]\.?)\s*$"
    r"|^\W*(?:nama|alamat|nik|telepon|hp|email|surel|tracking id|kategori|lokasi|klasifikasi|perihal|nomor|lampiran)"
    r"\s*:.*$|^\W*\[(?:pengadu|alamat|telepon|surel|kuasa)\]\W*$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[a-z0-9\])”\"][.!?])\s+(?=[A-Z\[“\"\d])")


def summarise(text: str, *, attached_texts: tuple[str, ...] = ()) -> str:
    """The first sentences of the matter, at most 400 characters; of the letter attached when the text is short."""
    own = _core(text)
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
    return " ".join(line for line in lines if line and not BOILERPLATE.match(line) and not GREETING.match(line))
