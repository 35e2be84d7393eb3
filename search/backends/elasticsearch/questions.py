"""A SearchQuery as a question to Elasticsearch, without the person's filter. Boosts say where a word weighs most."""

from __future__ import annotations

from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query

from search.beginnings import Beginning, beginning_of
from search.query import SearchQuery, is_telling
from search.synonyms import groups, other_names
from search.terms import key

from .entries import as_written, stems

STEMS = {"title_numbers": 8.0, "subject": 5.0, "body": 2.0}
FILES = 1.0
# The same words as they are written weigh a little more.
WRITTEN = {"subject_exact": 6.0, "body_exact": 2.4}
THIS_NUMBER, NAMED = 1000.0, 100.0
# A word that only begins as the last one typed stands behind the word itself.
BEGUN = 0.1
NEWEST = ({"date": {"order": "desc", "missing": "_last"}}, {"page_id": "desc"})
# How many other words may stand between the words of the question where they still count as close together.
NEAR_IN_SUBJECT, NEAR_IN_BODY = 4, 8


def positive(query: SearchQuery, *, identified: Query | None) -> list[Query]:
    """One question for each word and phrase; a document must answer all. Words of `withheld` texts only where
    `identified` holds."""
    found = [any_way(words, identified) for words in groups(query.words)]
    found += [any_way((phrase,), identified) for phrase in query.phrases]
    beginning = beginning_of(query.unfinished)
    if not beginning:
        return found
    others = positive(query.before_unfinished, identified=identified)
    begun = [*others, _beginning(beginning, identified)]
    return [Q("dis_max", queries=[Q("bool", must=found), Q("bool", must=begun, boost=BEGUN)])]


def negative(query: SearchQuery, *, identified: Query | None) -> list[Query]:
    """What must not occur, in what the person may meet."""
    return [_text(text, identified) for text in query.without]


def fields(query: SearchQuery, *, identified: Query | None) -> list[Query]:
    """The filters by number and institution; what only a `withheld` text quotes or names where `identified` holds."""
    found: list[Query] = []
    for number in query.numbers:
        ways = [Q("match_phrase", number_parts=stems(number)), Q("term", number_keys=key(number))]
        ways += [_text(number, identified)] if is_telling(number) else []
        found.append(Q("bool", should=ways, minimum_should_match=1))
    for name in query.institutions:
        found.append(Q("bool", should=[_named(name), any_way((name,), identified)], minimum_should_match=1))
    return found


def closeness(query: SearchQuery) -> list[Query]:
    """What puts a document further up among those that answer: this very number, a field that names the institution,
    and the words close together."""
    found: list[Query] = [Q("constant_score", filter=_named(name), boost=NAMED) for name in query.institutions]
    if number := key(query.text):
        found.append(Q("term", title_keys={"value": number, "boost": THIS_NUMBER}))
    if len(query.words) > 1:
        together = stems(" ".join(query.words))
        found.append(Q("match_phrase", subject={"query": together, "slop": NEAR_IN_SUBJECT, "boost": 3.0}))
        found.append(Q("match_phrase", body={"query": together, "slop": NEAR_IN_BODY, "boost": 1.5}))
    return found


def any_way(words: tuple[str, ...], identified: Query | None) -> Query:
    """Words that belong together, or what they are called as well."""
    each = [_text(word, identified) for word in words]
    ways = [Q("bool", must=each) if len(each) > 1 else each[0]]
    ways += [_text(other, identified) for other in other_names(" ".join(words))]
    return Q("dis_max", queries=ways) if len(ways) > 1 else ways[0]


def _named(name: str) -> Query:
    return Q("match", institutions={"query": stems(name), "operator": "and"})


def _text(text: str, identified: Query | None) -> Query:
    """A word, or several in their order."""
    found, number = stems(text), _whole(text)
    said = [_phrase(place, found, boost) for place, boost in STEMS.items()]
    said += [_phrase(place, as_written(text), boost) for place, boost in WRITTEN.items()]
    if number:
        said.append(Q("term", title_keys={"value": number, "boost": 8.0}))
        said.append(Q("term", text_keys={"value": number, "boost": 2.0}))
    # A file that says again what its letter says brings the letter no nearer.
    ways = [Q("dis_max", queries=said, tie_breaker=0.1), _phrase("files", found, FILES)]
    if identified is not None:
        persons = [_phrase("withheld", found, 2.0)]
        persons += [Q("term", withheld_keys=number)] if number else []
        ways.append(Q("bool", must=[Q("dis_max", queries=persons)], filter=[identified]))
    return Q("dis_max", queries=ways)


def _beginning(beginning: Beginning, identified: Query | None) -> Query:
    """A word that begins so."""
    ways = [_begins(place, beginning, boost) for place, boost in (*STEMS.items(), ("files", FILES))]
    ways += [Q("prefix", **{place: each}) for place in ("title_keys", "text_keys") for each in beginning.prefixes]
    if identified is not None:
        persons = [_begins("withheld", beginning, 2.0)]
        persons += [Q("prefix", withheld_keys=each) for each in beginning.prefixes]
        ways.append(Q("bool", must=[Q("dis_max", queries=persons)], filter=[identified]))
    return Q("dis_max", queries=ways)


def _begins(place: str, beginning: Beginning, boost: float) -> Query:
    ways = [Q("prefix", **{place: each}) for each in beginning.prefixes]
    ways += [Q("term", **{place: each}) for each in beginning.roots]
    return Q("constant_score", filter=Q("bool", should=ways, minimum_should_match=1), boost=boost)


def _phrase(place: str, text: str, boost: float) -> Query:
    return Q("match_phrase", **{place: {"query": text, "boost": boost}})


def _whole(text: str) -> str:
    """The key under which a number stands in the index; empty for what is none."""
    found = key(text)
    return found if any(char.isdigit() for char in found) else ""
