"""What a person typed and chose, as a question that any engine can answer. Pure; no database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .terms import PARTING, TOKEN, key

LONGEST_TEXT = 500
MOST_PARTS = 24
PER_PAGE = 25
RELEVANCE, DATE = "relevansi", "tanggal"

# Field filters: how they are typed, and where their value goes.
FIELDS = {
    "nomor": "numbers",
    "no": "numbers",
    "instansi": "institutions",
    "pengadu": "complainants",
    "pelapor": "complainants",
    "terlapor": "reported",
    "tahun": "year",
}
# Where the parts of a question go beside the fields.
SORTED = ("words", "phrases", "without", "unread_years")
IDENTITY_FIELDS = ("complainants", "reported")
# What is typed before a colon names a person, also where it is no filter or stands where none is read.
BEFORE_A_NAME = (*(typed for typed, name in FIELDS.items() if name in IDENTITY_FIELDS), "nama", "nik")
NAMES_PERSON = re.compile(rf"(?i)(?<![^\W_])(?:{'|'.join(BEFORE_A_NAME)})\s*[:：]\s*\"?\s*\S*?[^\W_]")
PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))')
# However a filter is typed, "(Pengadu : Siti)", this is how it is read; and the quotation of a value left open.
LOOSE_FIELD = re.compile(rf"(?i)(?<!\S)(-?)[(\[{{]*({'|'.join(FIELDS)})\s*[:：]\s*")
LEFT_OPEN = re.compile(rf'(?i)^(?:[^"]*"[^"]*")*[^"]*(?<!\S)-?(?:{"|".join(FIELDS)}):"[^"]*$')
TYPED_YEAR = re.compile(r"(?i)(?<!\S)tahun:\"?[0-9]{4}\"?(?!\S)")
# A field without a value. What follows after a blank is its value, so only the end or empty quotes leave it bare.
BARE_FIELD = re.compile(rf'(?i)(?<!\S)-?({"|".join(FIELDS)}):(?:""?)?(?=\s|$)')
# A shorter number stands in too many texts for other reasons to be looked for in all of them.
SHORTEST_QUOTED = 4
AMOUNT_OR_DAY = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}")
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
# Too frequent to narrow anything; a question made of nothing else keeps them.
FILLERS = frozenset(
    "yang dan di ke dari untuk pada dengan oleh atau ini itu adalah dalam tentang mengenai akan telah para sebagai "
    "serta kepada terhadap atas bahwa karena supaya agar tapi namun sehingga padahal juga tersebut saya kami kita "
    "mereka maka yg dgn utk krn pd tsb".split()
)


@dataclass(frozen=True)
class SearchQuery:
    """One question. Words and phrases stand as they were typed: each engine analyses them in its own way.

    A document must hold all `words` and `phrases`, none of `without`, and match every field filter. `facets` maps a
    facet's code to the values of which one must hold; `bare_fields` are filters typed without a value. `unfinished` is
    the last of the words where more of it may follow: then a word that begins so counts as well."""

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    complainants: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    shortened: bool = False
    bare_fields: tuple[str, ...] = ()
    # Typed as years; they stand among the words.
    unread_years: tuple[str, ...] = ()
    # Anywhere in all that was typed, also where it was cut or not understood.
    names_person: bool = False
    # Asked by an address that logs keep: what names persons is not looked into.
    is_in_address: bool = False
    unfinished: str = ""

    @property
    def before_unfinished(self) -> SearchQuery:
        """The question without the word that is still being typed."""
        return replace(self, words=tuple(word for word in self.words if word != self.unfinished), unfinished="")

    @property
    def wants_identity(self) -> bool:
        """Whether it looks for a person. One that `names_person` does not belong into an address either."""
        return bool(self.complainants or self.reported)

    @property
    def is_person_unread(self) -> bool:
        """Whether a person is named in it whom it would not look for as meant; such a question is not asked."""
        return self.names_person and (self.shortened or not self.wants_identity)

    @property
    def persons(self) -> tuple[str, ...]:
        """The persons it names, as they were typed."""
        return (*self.complainants, *self.reported)

    @property
    def has_words(self) -> bool:
        """Whether it asks what stands in a text, by words, numbers or institutions it holds or must not hold."""
        return bool(self.words or self.phrases or self.without or self.numbers or self.institutions)

    @property
    def narrows(self) -> bool:
        """Whether it holds anything to look for beside facets."""
        return self.has_words or self.wants_identity

    @property
    def asks(self) -> bool:
        return self.narrows or bool(self.facets)

    @property
    def exact_number(self) -> str:
        """The key of the one number the question may be, for people who may know numbers only; else empty."""
        if self.facets or self.without or self.wants_identity or self.institutions:
            return ""
        if self.numbers:
            return key(self.numbers[0]) if len(self.numbers) == 1 and not (self.words or self.phrases) else ""
        found = key(self.text)
        return found if any(char.isdigit() for char in found) else ""


def parse(
    text: str,
    *,
    facets: Mapping[str, Iterable[str]] | None = None,
    sort: str = RELEVANCE,
    page: int = 1,
    per_page: int = PER_PAGE,
    unfinished: bool = False,
    in_address: bool = False,
) -> SearchQuery:
    """Read a typed question. Every text is one: what means nothing is left out, what is too much is cut.

    `unfinished`: it is asked while it is typed, so that its last word may be half a word; `in_address`: by an address,
    which logs keep."""
    clean = "".join(char if char.isprintable() and char != PARTING else " " for char in text.translate(QUOTES))
    clean = LOOSE_FIELD.sub(r"\1\2:", " ".join(clean.split()))
    if LEFT_OPEN.match(clean):
        clean += '"'
    cut = clean[:LONGEST_TEXT]
    bare = tuple(dict.fromkeys(match[1].casefold() for match in BARE_FIELD.finditer(cut)))
    found: dict[str, list[str]] = {name: [] for name in (*SORTED, *FIELDS.values())}
    matches = [
        match
        for match in PART.finditer(BARE_FIELD.sub(" ", cut))
        if TOKEN.search(match["quoted"] or match["plain"] or "")
    ]
    for match in matches[:MOST_PARTS]:
        _sort_in(match, found)
    last = matches[-1]["plain"] if unfinished and matches else None
    telling = [word for word in found["words"] if word.casefold() not in FILLERS]
    chosen = {code: tuple(dict.fromkeys(values)) for code, values in (facets or {}).items()}
    years = tuple(found.pop("year"))
    if years:
        # A typed year becomes a choice like any other, which can be taken back.
        chosen["year"] = tuple(dict.fromkeys((*chosen.get("year", ()), *years)))
        cut = " ".join(TYPED_YEAR.sub(" ", cut).split())
    found["words"] = telling or found["words"]
    return SearchQuery(
        text=cut,
        facets={code: values for code, values in chosen.items() if values},
        sort=DATE if sort == DATE else RELEVANCE,
        page=max(page, 1),
        per_page=per_page,
        shortened=len(clean) > LONGEST_TEXT or len(matches) > MOST_PARTS,
        bare_fields=bare,
        names_person=bool(
            any(found[name] for name in IDENTITY_FIELDS) or NAMES_PERSON.search(BARE_FIELD.sub(" ", clean))
        ),
        is_in_address=in_address,
        unfinished=last if last in found["words"] else "",
        **{name: tuple(dict.fromkeys(values)) for name, values in found.items()},
    )


def is_telling(number: str) -> bool:
    """Whether a number is looked for wherever a text quotes it, and not only among the numbers of a document."""
    if AMOUNT_OR_DAY.fullmatch(number):
        return False
    found = key(number)
    return len(found) >= SHORTEST_QUOTED and any(char.isdigit() for char in found)


def _sort_in(match: re.Match[str], found: dict[str, list[str]]) -> None:
    value = match["quoted"] if match["quoted"] is not None else match["plain"]
    name = FIELDS.get((match["field"] or "").casefold(), "")
    if match["field"] and not name:
        value = f"{match['field']} {value}" if match["quoted"] is not None else f"{match['field']}:{value}"
    if match["minus"]:
        if name not in IDENTITY_FIELDS:
            found["without"].append(value)
    elif name == "year":
        if value.isdecimal() and value.isascii() and len(value) == 4:
            found["year"].append(value)
        else:
            found["words"].append(value)
            found["unread_years"].append(value)
    elif name:
        found[name].append(value.strip("()[]{},;"))
    else:
        found["phrases" if match["quoted"] is not None else "words"].append(value)
