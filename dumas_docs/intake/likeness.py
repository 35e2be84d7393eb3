"""Is this the same matter as a case we have? Compared by keyed hashes, so that what is stored reveals no text.

Texts are cut into overlapping runs of three words; of each text only the smallest hashes are kept. Because the same
words give the same hashes, the smallest ones of two texts meet wherever one contains the other.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from dumas_docs.intake.forwarded import without_header_lines

WORDS_IN_RUN = 3
KEPT_PER_TEXT = 32
MAX_TEXTS = 6
ANALYSED = 200_000
MAX_NUMBERS = 20
MAX_NAMES = 20
LEAST_COMMON_RUNS = 4
LIKELY = 0.6
POSSIBLE = 0.4
# Each sign alone: half a chance or less, except a text that is contained in the other.
WEIGHTS = {"text": 0.9, "subject": 0.45, "sender": 0.2, "number": 0.5, "name": 0.45, "own": 0.8}
REASONS = {
    "text": _("%(percent)s percent of the shorter text also stands in the other."),
    "subject": _("The same subject."),
    "sender": _("The same sender."),
    "number": _("The same reference number is quoted."),
    "name": _("The complainant's name is mentioned."),
    "own": _("It quotes the number of the other case."),
}
PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|fw|bls|balas|trs|terusan|kirim ulang)\s*:)+", re.IGNORECASE)
# A file, letter or report number: parts joined by a slash with digits, or a long run of digits.
NUMBER = re.compile(r"(?<![\w./-])(?=[\w./-]{0,80}\d)[\w.-]{1,40}(?:/[\w.-]{1,40}){1,8}|(?<!\d)\d{7,}(?!\d)")
MONTH = (
    r"(?:jan|feb|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agus?t?|ags|aug(?:ust)?|sept?|okt|oct|nov|des|dec)"
)
# A register number of this office or a tracking code, however its groups are set apart; a month with its year is none.
REGISTER_NUMBER = re.compile(
    rf"(?<![\w/])(?!{MONTH}\b)"
    r"(?P<book>[A-Z]{1,6})[\s.:\u2010-\u2015-]{0,3}(?P<year>(?:19|20)\d\d)[\s./\u2010-\u2015-]{1,3}"
    r"(?P<number>\d{1,9})(?![\w/])",
    re.IGNORECASE,
)
TRACKING_CODE = re.compile(r"(?<![\w/-])[0-9A-Z]{4}(?:\s?[\u2010-\u2015-]\s?[0-9A-Z]{4}){3}(?![\w/-])", re.IGNORECASE)
SLASH = re.compile(r"(?<=\w)[ \t]?/[ \t]?(?=\w)")
NOT_A_NUMBER = re.compile(r"^(?:rt|rw|no)?\.?\d{1,3}/(?:r[tw]\.?)?\d{0,3}$|^\d{1,2}/\d{1,2}/\d{2,4}$", re.IGNORECASE)
MARK = re.compile(r"\[[A-Za-z]{3,12}\]")
NAME_PAIR = re.compile(r"\b[A-Z][a-z']{2,}(?= ([A-Z][a-z']{2,}))")
BOILERPLATE = re.compile(
    r"^\W*(?:kepada\b.{0,80}|yth\b.{0,80}|yang terhormat\b.{0,80}|dengan hormat\W*|hormat (?:saya|kami)\W*|"
    r"assalam.*|wassalam.*|"
    r"salam\b.{0,20}|terima kasih\W*|-{2,}.*|from:.*|dari:.*|sent:.*|to:.*|subject:.*|di tempat\W*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """What is stored of a case to find its like. All values are keyed hashes as signed 64-bit integers."""

    texts: tuple[tuple[int, ...], ...] = ()
    subject: int | None = None
    sender: int | None = None
    names: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
    mentions: tuple[int, ...] = ()

    def lookup_keys(self) -> frozenset[int]:
        """Keys to store in an index column beside the case."""
        runs = (key for text in self.texts for key in text)
        single = (key for key in (self.subject, self.sender) if key is not None)
        return frozenset({*runs, *single, *self.names, *self.numbers, *self.own})

    def query_keys(self) -> frozenset[int]:
        """Keys to look for in that column when this one is new: its own, and the names its text mentions."""
        return self.lookup_keys() | frozenset(self.mentions)

    def to_json(self) -> dict[str, Any]:
        """Plain lists and numbers for a JSON column."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        lists = {key: tuple(stored[key]) for key in ("names", "numbers", "own", "mentions")}
        texts = tuple(tuple(text) for text in stored["texts"])
        return cls(texts=texts, subject=stored["subject"], sender=stored["sender"], **lists)


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """`score` from 0 to 1; `signs` name what agreed, `percent` how much of the shorter text."""

    score: float
    signs: tuple[str, ...]
    percent: int = 0

    @property
    def is_likely(self) -> bool:
        """Enough to propose a link as the same matter."""
        return self.score >= LIKELY

    @property
    def is_possible(self) -> bool:
        """Enough to show among related cases."""
        return self.score >= POSSIBLE

    def reasons(self) -> list[str]:
        """The signs in words, in the active language."""
        return [str(REASONS[sign]) % {"percent": self.percent} for sign in self.signs]


def fingerprint(
    *,
    secret: bytes,
    subject: str,
    text: str,
    attached_texts: Sequence[str] = (),
    mentions: Sequence[str] = (),
    sender_email: str = "",
    complainant_name: str = "",
    own_numbers: Sequence[str] = (),
) -> Fingerprint:
    """Keyed hashes of one matter. `secret` (16 to 64 bytes, outside the database) must stay the same for all cases.

    `own_numbers` are those by which the office itself calls the case."""
    texts = [without_header_lines(text), *attached_texts][:MAX_TEXTS]
    whole = "\n".join([subject, *texts])[:ANALYSED]
    clean_subject = " ".join(_words(PREFIX.sub("", subject)))
    numbers = [number for number in _numbers(whole) if not NOT_A_NUMBER.match(number)]
    own_name = _words(complainant_name)
    return Fingerprint(
        texts=tuple(runs for runs in (_sketch(secret, each) for each in texts) if runs),
        subject=_key(secret, "subject", clean_subject) if len(clean_subject.split()) >= WORDS_IN_RUN else None,
        sender=_key(secret, "sender", sender_email.strip().lower()) if sender_email else None,
        names=(_key(secret, "name", " ".join(own_name[:2])),) if len(own_name) > 1 else (),
        numbers=tuple(_key(secret, "number", number) for number in numbers[:MAX_NUMBERS]),
        own=tuple(_key(secret, "number", number) for own in own_numbers for number in _numbers(own)),
        mentions=tuple(_key(secret, "name", pair) for pair in mentions),
    )


def names_mentioned(text: str) -> tuple[str, ...]:
    """Pairs of words in `text` that may be somebody's name, to ask for cases of that person."""
    pairs = (" ".join(_words(f"{match[0]} {match[1]}")) for match in NAME_PAIR.finditer(text))
    return tuple(dict.fromkeys(pairs))[:MAX_NAMES]


def compare(*, new: Fingerprint, known: Fingerprint) -> Likeness:
    """How likely `new` is the same matter as `known`; independent signs add up, none alone is certain."""
    contained = max((_containment(mine, other) for mine in new.texts for other in known.texts), default=0.0)
    found = {
        "text": contained if contained >= 0.3 else 0.0,
        "subject": float(new.subject is not None and new.subject == known.subject),
        "sender": float(new.sender is not None and new.sender == known.sender),
        "number": float(bool(set(new.numbers) & set(known.numbers))),
        "own": float(bool(set(new.numbers) & set(known.own))),
        "name": float(bool(set(new.mentions) & set(known.names)) and new.names != known.names),
    }
    doubt = 1.0
    for sign, strength in found.items():
        doubt *= 1 - WEIGHTS[sign] * strength
    signs = tuple(sign for sign, strength in found.items() if strength)
    return Likeness(score=round(1 - doubt, 3), signs=signs, percent=round(contained * 100))


def likeness_of(signs: Sequence[str], *, percent: int) -> Likeness:
    """The likeness that these signs alone make; signs of other rooms are left out."""
    known = tuple(sign for sign in signs if sign in WEIGHTS)
    doubt = 1.0
    for sign in known:
        doubt *= 1 - WEIGHTS[sign] * (percent / 100 if sign == "text" else 1)
    return Likeness(score=round(1 - doubt, 3), signs=known, percent=percent)


def _numbers(text: str) -> list[str]:
    """The numbers quoted in `text` in one spelling each; the office's own kind first, so that none is left out."""
    found = [f"{m['book']}-{m['year']}-{int(m['number'])}" for m in REGISTER_NUMBER.finditer(text)]
    found += ["-".join(re.findall(r"\w{4}", match[0])) for match in TRACKING_CODE.finditer(text)]
    found += [match[0].strip(".-") for match in NUMBER.finditer(SLASH.sub("/", text))]
    return list(dict.fromkeys(number.lower() for number in found))


def _sketch(secret: bytes, text: str) -> tuple[int, ...]:
    lines = [line for line in text[:ANALYSED].splitlines() if not BOILERPLATE.match(line)]
    words = _words("\n".join(line.lstrip("> ") for line in lines))
    runs = {" ".join(words[i : i + WORDS_IN_RUN]) for i in range(len(words) - WORDS_IN_RUN + 1)}
    return tuple(sorted(_key(secret, "run", run) for run in runs)[:KEPT_PER_TEXT])


def _words(text: str) -> list[str]:
    # A mark stands where somebody was named; who tells the same without names leaves it out.
    plain = unicodedata.normalize("NFKD", MARK.sub(" ", text).lower())
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def _key(secret: bytes, kind: str, value: str) -> int:
    digest = hashlib.blake2b(value.encode(), key=secret, digest_size=8, person=kind.encode()).digest()
    return int.from_bytes(digest, "big", signed=True)


def _containment(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    # A full sketch says nothing about hashes above its largest, so only the range known of both is compared.
    tops = [max(sketch) for sketch in (first, second) if len(sketch) == KEPT_PER_TEXT]
    limit = min(tops) if tops else None
    mine = {key for key in first if limit is None or key <= limit}
    other = {key for key in second if limit is None or key <= limit}
    common, smaller = len(mine & other), min(len(mine), len(other))
    return common / smaller if smaller and common >= LEAST_COMMON_RUNS else 0.0
