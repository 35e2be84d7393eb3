"""Numbers of letters in a text: what they are made of names nobody, so they survive the taking out of identities."""

from __future__ import annotations

import re
from collections.abc import Callable

# "T-17/Kemensetneg/D-4/Dumas/DM.01.01/11/2026", "07/KNM-TB/I/2026", "LP/B/123/IV/2026/SPKT": codes parted by strokes.
_CODE = r"[^\W_]{1,20}(?:[.&\u2013-][^\W_]{1,20}){0,6}"
_NUMBER = re.compile(rf"(?<![\w/.@-]){_CODE}(?:[ \t]?/[ \t]?{_CODE}){{2,9}}(?![\w/@])")
_YEAR = re.compile(r"(?:19|20)\d\d")
# A longer run of digits is a person's: a telephone, an account, a NIK.
_LONG = re.compile(r"\d{7}")
_FIRST, _LAST = 0xE000, 0xF8FF


def is_letter_number(written: str) -> bool:
    """Whether codes parted by strokes are a letter's number: a year among them, and an index beside it."""
    codes = [code.strip() for code in written.split("/")]
    years = sum(bool(_YEAR.fullmatch(code)) for code in codes)
    digits = sum(bool(re.search(r"\d", code)) for code in codes)
    return years > 0 and digits > years and not _LONG.search(written)


class NumbersApart:
    """A text with a sign of no meaning in place of each letter's number, and the way back.

    `is_kept` says of a number whether it may be put apart; others stay in the text."""

    def __init__(self, text: str, *, is_kept: Callable[[str], bool] = lambda _number: True) -> None:
        self._numbers: dict[int, str] = {}
        free = (sign for sign in range(_FIRST, _LAST) if chr(sign) not in text)

        def apart(match: re.Match[str]) -> str:
            written = match[0]
            sign = next(free, None) if is_letter_number(written) and is_kept(written) else None
            if sign is None:
                return written
            self._numbers[sign] = written
            return chr(sign)

        self.text = _NUMBER.sub(apart, text)

    def restored(self, text: str) -> str:
        """`text`, worked on since, with the numbers in their places."""
        return text.translate(self._numbers)
