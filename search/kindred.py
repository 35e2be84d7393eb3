"""What is called otherwise: everyday words for official ones, where something is looked for that comes near.

Three sources: the lists in `everyday/`, which know the field of public complaints; those in `everyday/general/`, which
know the frequent words of the language, by their first letter; both come with the product. Behind them stands a general
thesaurus, where the machine has one. A line of a list is one group of words and short phrases that mean nearly the
same, between commas, first the one that heads it; any affixed form will do. `everyday/forms/` brings together what the
stemmer parts: a line there is one word. What stands behind # is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, product
from pathlib import Path

from . import thesaurus
from .synonyms import Terms, together
from .terms import TOKEN, fold, terms

LISTS = Path(__file__).parent / "everyday"
FORMS, GENERAL = LISTS / "forms", LISTS / "general"
# A word of several groups stands for the first of what they hold; more of it would lead away.
MOST_EVERYDAY = 24
LONGEST_PHRASE = 3

Group = tuple[str, ...]
Ways = tuple[str, ...]


def kindred(text: str) -> list[Ways]:
    """What stands for a word or phrase in other words: terms, and phrases as terms with blanks between. The nearest
    come first: its other forms, then what the lists tell, then the thesaurus; none of them is empty."""
    lists, own = _lists(), terms(text)
    # The forms of a phrase multiply with each of its words.
    forms = lists.field.forms_of(own) if len(own) <= LONGEST_PHRASE else ()
    other_forms = tuple(form for form in forms if form != " ".join(own))
    of_field = lists.field.others_of(text)
    of_language = tuple(way for way in lists.language.others_of(text) if way not in of_field)
    told = tuple(way for way in thesaurus.kindred(text) if way not in forms)
    return [ways for ways in (other_forms, of_field, of_language, told) if ways]


def meanings(texts: Sequence[str]) -> list[list[Ways]]:
    """For each text of a question what is kindred to it; before that, for those that form a phrase of the lists, what
    is kindred to the phrase: both words of "rumah sakit" stand for a clinic too."""
    found: list[list[Ways]] = []
    for phrase in together(tuple(texts), _lists().phrases, LONGEST_PHRASE):
        of_phrase = kindred(" ".join(phrase)) if len(phrase) > 1 else []
        found += [of_phrase + kindred(text) for text in phrase]
    return found


def groups_in(folder: Path) -> Iterator[Group]:
    """The groups of the lists in a folder, entries as they are written; one for each line that holds any."""
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if group := line.partition("#")[0].strip():
                yield tuple(entry.strip() for entry in group.split(","))


@dataclass(frozen=True)
class Lists:
    """What each entry stands for, in all forms of its terms. One stem may carry several senses ("penduduk",
    "kedudukan"): what a word means as it is written comes first, then what its stem means."""

    forms: Mapping[str, Terms]
    as_written: Mapping[Terms, Iterable[Ways]]
    by_stems: Mapping[Terms, Iterable[Ways]]

    @classmethod
    def of(cls, groups: Iterable[Group], words: Iterable[Group]) -> Lists:
        """Of groups of entries, and of words whose forms have different terms."""
        forms = {}
        for word in words:
            line = tuple(dict.fromkeys(term for entry in word for term in terms(entry)))
            forms.update(dict.fromkeys(line, line))
        as_written: dict[Terms, dict[Ways, None]] = {}
        by_stems: dict[Terms, dict[Ways, None]] = {}
        given = [(group, [_each_form(terms(entry), forms) for entry in group]) for group in groups]
        # What a word heads is nearer to it than what it is named in.
        for place in (slice(1), slice(1, None)):
            for group, found in given:
                for entry, own in zip(group[place], found[place], strict=True):
                    others = dict.fromkeys(ways for ways in found if ways != own)
                    as_written.setdefault(_words(entry), {}).update(others)
                    for way in own:
                        by_stems.setdefault(tuple(way.split()), {}).update(others)
        return cls(forms, as_written, by_stems)

    def forms_of(self, found: Terms) -> Ways:
        """Terms in all their forms, as one way to say it each."""
        return _each_form(found, self.forms)

    def others_of(self, text: str) -> Ways:
        """What the groups of a text hold beside it."""
        others = dict.fromkeys((*self.as_written.get(_words(text), ()), *self.by_stems.get(terms(text), ())))
        return tuple(dict.fromkeys(way for ways in islice(others, MOST_EVERYDAY) for way in ways))


@dataclass(frozen=True)
class Everyday:
    """The lists of the field of complaints, and those of the whole language."""

    field: Lists
    language: Lists

    @cached_property
    def phrases(self) -> frozenset[Terms]:
        """The terms of all entries."""
        return frozenset((*self.field.by_stems, *self.language.by_stems))


@lru_cache(maxsize=1)
def _lists() -> Everyday:
    forms = list(groups_in(FORMS))
    return Everyday(Lists.of(groups_in(LISTS), forms), Lists.of(groups_in(GENERAL), forms))


def _each_form(found: Terms, forms: Mapping[str, Terms]) -> Ways:
    return tuple(map(" ".join, product(*(forms.get(term, (term,)) for term in found))))


def _words(text: str) -> Terms:
    return tuple(map(fold, TOKEN.findall(text)))
