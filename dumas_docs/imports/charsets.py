"""Bytes of unknown or wrongly declared charset into text that a database can store."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 20_000
# Western letters are rare bytes in a Latin text; more than this share means another script.
FOREIGN_SHARE = 0.3
SURROGATES = re.compile(rb"(?:\xed[\xa0-\xbf][\x80-\xbf])+")
# Control characters and, against texts that read otherwise than they are stored, changes of direction.
NOT_STORABLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
LINE_ENDS = re.compile("\r\n|\r|\x85|\u2028|\u2029")


def known_codec(name: str | None) -> str | None:
    """The Python codec for a declared charset, or None when nobody knows it or it yields no text."""
    try:
        info = codecs.lookup((name or "").strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding else None


def decode_bytes(data: bytes, *, declared: str | None = None) -> str:
    """Text of `data`, never failing: BOM, UTF-8 when it fits, the declared charset, damaged UTF-8, then a guess.

    Valid UTF-8 beats a declared single-byte charset, because multi-byte sequences do not arise by accident.
    """
    for bom, marked in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(marked, "replace")
    codec = known_codec(declared)
    wide = _wide_codec(data, codec)
    if wide:
        return data.decode(wide, "replace")
    for candidate in ("utf-8", codec):
        # Charsets of seven bits look like UTF-8 but mean something else.
        if candidate is None or (candidate == "utf-8" and codec and codec.startswith(("iso2022", "utf-7", "hz"))):
            continue
        try:
            return data.decode(candidate)
        except (UnicodeError, ValueError):
            continue
    return _damaged_utf8(data) or data.decode(_guess(data), "replace")


def _damaged_utf8(data: bytes) -> str:
    """UTF-8 with some bytes lost, or with halves of characters as UTF-16 has them (CESU-8); empty when it is neither.

    What cannot be told becomes the replacement sign: a guess would invent letters nobody wrote.
    """
    halves = SURROGATES.sub(lambda found: found[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass")
                            .decode("utf-16", "replace").encode("utf-8"), data)  # fmt: skip
    text = halves.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    told = sum(letter > "\x7f" for letter in text) - lost
    return text if halves != data or told > lost else ""


def _wide_codec(data: bytes, codec: str | None) -> str | None:
    sample = data[:SAMPLE]
    if len(sample) >= 4 and b"\x00" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) / 2
        if odd > half * 0.6 and even < half * 0.1:
            return "utf-16-le"
        if even > half * 0.6 and odd < half * 0.1:
            return "utf-16-be"
    if codec and codec.startswith(("utf-16", "utf-32")):
        # A declared wide charset on bytes without any NUL is a wrong label in Latin-script mail.
        return codec if b"\x00" in sample or not sample.isascii() else None
    return None


def _guess(data: bytes) -> str:
    sample = data[:SAMPLE]
    high = sum(byte > 127 for byte in sample)
    if high > len(sample) * FOREIGN_SHARE:
        best = from_bytes(sample).best()
        if best and known_codec(best.encoding):
            return best.encoding
    try:
        data.decode("cp1252")
        return "cp1252"
    except UnicodeError:
        return "latin-1"


def clean_text(text: str) -> str:
    """`text` in NFC with plain line ends, without NUL, control characters, changes of direction or lone
    surrogates; tab, form feed stay."""
    text = NOT_STORABLE.sub("", LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text)
