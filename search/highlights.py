"""Where in a document something was found: marked pieces of subject, text and files, read under the reader's filter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Q
from django.db.models.functions import Substr

from dumas_docs.models import Complaint
from search.backends.base import Place, Snippet
from search.content import searched_files, withheld_words
from search.kindred import kindred, meanings
from search.query import SearchQuery
from search.sources import CASE
from search.synonyms import alternatives, groups
from search.terms import LONGEST_TERM, TOKEN, term, terms, unmarked

Needle = tuple[str, ...]
# Characters read of one file; deeper finds are listed without their place.
FILE_CHARACTERS = 200_000
BEFORE, WINDOW = 60, 240
MOST_CANDIDATES, MOST_FINDS = 3000, 60
MOST_FILES = 3
MOST_KINDRED = 60
# Letters with accents as their plain letter, one for one, so that positions stay.
PLAIN = {
    code: plain
    for code in range(0xC0, 0x250)
    if len(plain := unicodedata.normalize("NFKD", chr(code))[:1]) == 1 and plain.isascii()
}
BLANK = re.compile(r"\s+")
# A prefix swallows these first letters: memungut, menulis, menyapu, mengirim.
SWALLOWED = "ptsk"


@dataclass(frozen=True)
class Find:
    """One marked place in a text, and which needle it is."""

    start: int
    end: int
    needle: Needle


class Finder:
    """Finds needles in texts of any size: a quick pattern first, the exact terms only where it strikes."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        self.by_first: dict[str, list[Needle]] = {}
        for needle in sorted(needles, key=len, reverse=True):
            self.by_first.setdefault(needle[0], []).append(needle)
        cores = sorted({_core(first) for first in self.by_first}, key=len, reverse=True)
        self.pattern = re.compile("|".join(cores), re.IGNORECASE) if cores else None

    def finds(self, text: str) -> list[Find]:
        """The first finds in `text`, in order, not overlapping."""
        found: list[Find] = []
        if self.pattern is None:
            return found
        plain, past = unmarked(text).translate(PLAIN), 0
        for number, strike in enumerate(self.pattern.finditer(plain)):
            if number >= MOST_CANDIDATES or len(found) >= MOST_FINDS:
                break
            if strike.start() < past:
                continue
            token = _token_around(plain, strike.start())
            past = token[1]
            find = self._find_at(plain, *token)
            if find is not None:
                found.append(find)
                past = find.end
        return found

    def _find_at(self, text: str, start: int, end: int) -> Find | None:
        for needle in self.by_first.get(term(text[start:end]), ()):
            last, matched = end, 1
            while matched < len(needle):
                following = TOKEN.search(text, last, last + LONGEST_TERM)
                if following is None or term(following.group()) != needle[matched]:
                    break
                last, matched = following.end(), matched + 1
            if matched == len(needle):
                return Find(start, last, needle)
        return None


def needles(query: SearchQuery) -> list[Needle]:
    """Every sequence of terms that counts as found, for marking it in the text."""
    wanted: list[Needle] = []
    for words in groups(query.words):
        wanted += [*(terms(word) for word in words), *alternatives(terms(" ".join(words)))]
    for text in (*query.phrases, *query.numbers, *query.institutions):
        wanted += [terms(text), *alternatives(terms(text))]
    return list(dict.fromkeys(found for found in wanted if found))


def other_needles(query: SearchQuery) -> list[Needle]:
    """What stands for the words of the question where something only comes near, the nearest first."""
    words = tuple(map(" ".join, groups(query.words)))
    said = (*meanings(words), *map(kindred, query.phrases))
    ways = (way for in_other_words in said for ways in in_other_words for way in ways)
    return list(islice(dict.fromkeys(tuple(way.split()) for way in ways), MOST_KINDRED))


def snippets_of(
    rows: Sequence[dict[str, Any]], *, query: SearchQuery, identified: Collection[int], near: Collection[int] = ()
) -> dict[int, tuple[Snippet, ...]]:
    """Snippets by page id for one page of hits, in at most three queries; of files and words that are withheld for the
    names in them only on pages `identified`. On pages `near` other words for those of the question are marked too."""
    wanted = needles(query)
    if not wanted:
        return {}
    finder = Finder(wanted)
    widely = Finder([*wanted, *other_needles(query)]) if near else finder
    ids = [row["pk"] for row in rows]
    files = _files_of(ids, identified=identified)
    cases = [row["pk"] for row in rows if row["kind"] == CASE and row["pk"] in identified]
    words = withheld_words(Complaint.objects.filter(pk__in=cases)) if cases else {}
    told = [row | {"body": f"{words[row['pk']]}\n{row['body']}"} if row["pk"] in words else row for row in rows]
    return {
        row["pk"]: tuple(_snippets(row, files.get(row["pk"], ()), widely if row["pk"] in near else finder))
        for row in told
    }


def _snippets(row: dict[str, Any], files: Iterable[tuple[int, str, str, bool]], finder: Finder) -> Iterator[Snippet]:
    subject = finder.finds(row["subject"])
    if subject:
        yield Snippet(Place.SUBJECT, _pieces(row["subject"], subject, 0, len(row["subject"])))
    body = finder.finds(row["body"])
    if body:
        yield Snippet(Place.BODY, _excerpt(row["body"], body))
    shown = 0
    for file_id, name, text, several_pages in files:
        if shown == MOST_FILES:
            return
        snippet = _in_file(finder, file_id, name, text, several_pages)
        if snippet is not None:
            shown += 1
            yield snippet


def _in_file(finder: Finder, file_id: int, name: str, text: str, several_pages: bool) -> Snippet | None:
    finds = finder.finds(text)
    if finds:
        best = _best(finds)
        page_number = text.count("\f", 0, best.start) + 1 if several_pages else None
        return Snippet(Place.FILE, _excerpt(text, finds), file_id, name, page_number)
    in_name = finder.finds(name)
    if in_name:
        return Snippet(Place.FILE_NAME, _pieces(name, in_name, 0, len(name)), file_id, name)
    return None


def _files_of(page_ids: list[int], *, identified: Collection[int]) -> dict[int, list[tuple[int, str, str, bool]]]:
    found: dict[int, list[tuple[int, str, str, bool]]] = {}
    met = Q(names_person=False) | Q(page_id__in=identified)
    attached = searched_files(page_ids).filter(met).annotate(start=Substr("text", 1, FILE_CHARACTERS))
    columns = ("page_id", "pk", "title", "names_person", "start")
    for page_id, pk, name, names_person, text in attached.order_by("pk").values_list(*columns):
        found.setdefault(page_id, []).append((pk, "" if names_person else name, text, "\f" in text))
    return found


def _core(first: str) -> str:
    """What every word with this term holds. Numbers and very short words stand alone."""
    if len(first) < 3 or not first.isalpha():
        return rf"(?<![^\W_]){re.escape(first)}(?![^\W_])"
    return first[1:] if len(first) > 3 and first[0] in SWALLOWED else first


def _token_around(text: str, position: int) -> tuple[int, int]:
    start = position
    while start > 0 and position - start < LONGEST_TERM and TOKEN.match(text[start - 1]):
        start -= 1
    match = TOKEN.match(text, start, start + 2 * LONGEST_TERM)
    return (start, match.end()) if match else (position, position + 1)


def _best(finds: list[Find]) -> Find:
    """Where the most different needles stand together."""
    return max(finds, key=lambda find: len({near.needle for near in finds if 0 <= near.start - find.start < WINDOW}))


def _excerpt(text: str, finds: list[Find]) -> tuple[tuple[str, bool], ...]:
    best = _best(finds)
    page_start = text.rfind("\f", 0, best.start) + 1
    page_end = text.find("\f", best.end)
    start = max(best.start - BEFORE, page_start)
    if start > page_start:
        start = _after_blank(text, start, best.start)
    last = page_end if page_end >= 0 else len(text)
    end = min(max(start + WINDOW, best.end), last)
    if end < last:
        end = _before_blank(text, best.end, end)
    pieces = list(_pieces(text, finds, start, end))
    if start > page_start:
        pieces.insert(0, ("… ", False))
    if end < last:
        pieces.append((" …", False))
    return tuple(pieces)


def _after_blank(text: str, start: int, before: int) -> int:
    blank = BLANK.search(text, start, before)
    return blank.end() if blank else start


def _before_blank(text: str, after: int, end: int) -> int:
    if BLANK.match(text, end):
        return end
    blanks = [match.start() for match in BLANK.finditer(text, after, end)]
    return blanks[-1] if blanks else end


def _pieces(text: str, finds: list[Find], start: int, end: int) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    at = start
    for find in finds:
        if find.start < at or find.end > end:
            continue
        pieces += [(_plain(text[at : find.start]), False), (_plain(text[find.start : find.end]), True)]
        at = find.end
    pieces.append((_plain(text[at:end]), False))
    return tuple(piece for piece in pieces if piece[0])


def _plain(text: str) -> str:
    return BLANK.sub(" ", text)
