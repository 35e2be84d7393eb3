"""What the index holds of a document, one index for each family of documents (search.md, "Index").

Texts come as the terms of `search.terms`, so that both engines find the same and a mark stands on what was found
(decision 0010). No text can be read back: `_source` keeps none, what is shown comes from the database, which decides.
Words count alike however rare they are (`boolean` similarity): an order by rarity would tell what documents hold that
the reader may not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from elasticsearch_dsl import Boolean, Date, Document, Keyword, Long, MetaField, Short, Text

from search.content import Content
from search.terms import TOKEN, fold, key, number_terms, quoted_numbers, terms, unmarked, whole_numbers

MOST_QUOTED = 200
MOST_NUMBERS = 2000
# Fields with words of the document: found, never given back.
CLOSED = (
    "subject", "subject_exact", "body", "body_exact", "files", "withheld", "withheld_keys", "text_keys", "institutions",
    "number_keys", "number_parts", "title_numbers", "title_keys",
)  # fmt: skip


def words() -> Text:
    """Terms in their order."""
    return Text(analyzer="standard", similarity="boolean", norms=False)


class Entry(Document):
    """One document of the archive. The access columns are those the database decides by (decision 0002)."""

    page_id = Long()
    acl_folder_id = Long()
    acl_item_id = Long()
    level = Short()
    live = Boolean()
    kind = Keyword()
    state = Keyword()
    year = Short()
    date = Date()
    unit = Keyword()
    channel = Keyword()
    issue = Keyword()
    province = Keyword()
    institutions = words()
    # Own numbers and those of the sender: whole, by part, and as words of the title; numbers its text quotes.
    number_keys = Keyword()
    number_parts = words()
    title_numbers = words()
    title_keys = Keyword()
    text_keys = Keyword()
    subject = words()
    body = words()
    files = words()
    # As they are written, for what stands exactly as it was asked.
    subject_exact = words()
    body_exact = words()
    # Texts that name persons, for readers with `identity`.
    withheld = words()
    withheld_keys = Keyword()
    fingerprint = Keyword(index=False)
    indexed_at = Date(index=False)

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField({"excludes": list(CLOSED)})


class CaseEntry(Entry):
    """Complaints."""


class LetterEntry(Entry):
    """Letters in and out."""


class WorkEntry(Entry):
    """Records of work: reviews, orders, monitoring, its reports and accounts."""


class StandardEntry(Entry):
    """Service standards and procedures."""


FAMILIES: dict[str, type[Entry]] = {
    "cases": CaseEntry,
    "letters": LetterEntry,
    "work": WorkEntry,
    "standards": StandardEntry,
}
FAMILY_OF_KIND = {
    "complaint": "cases",
    "incomingletter": "letters",
    "outgoingletter": "letters",
    "review": "work",
    "assignmentorder": "work",
    "monitoringactivity": "work",
    "financialaccountability": "work",
    "monitoringreport": "work",
    "servicestandard": "standards",
    "sop": "standards",
}


def body_of(content: Content, *, now: datetime) -> dict[str, Any]:
    """The document as it is sent to the index."""
    subject, body = unmarked(content.subject), unmarked(content.body)
    files = [unmarked(f"{file.name}\n{file.text}") for file in content.files if not file.names_person]
    withheld = [unmarked(f"{file.name}\n{file.text}") for file in content.files if file.names_person]
    own = [*content.numbers, *content.foreign_numbers]
    quoted = list(dict.fromkeys(islice(quoted_numbers(f"{subject}\n{body}"), MOST_QUOTED)))
    own_parts = [_parts(number) for number in own]
    return {
        "page_id": content.page_id,
        **vars(content.placing),
        "kind": content.kind,
        "state": content.state,
        "year": content.year,
        "date": content.date.isoformat() if content.date else None,
        "channel": content.channel,
        "issue": list(content.issues),
        "province": list(content.provinces),
        "institutions": [stems(unmarked(name)) for name in content.institutions],
        "number_keys": sorted({key(number) for number in (*own, *quoted)}),
        "number_parts": [*own_parts, *map(_parts, quoted)],
        "title_numbers": own_parts,
        "title_keys": sorted({*map(key, own), *whole_numbers(subject)}),
        "text_keys": _keys([subject, body, *files]),
        "subject": stems(subject),
        "body": stems(body),
        "files": [stems(text) for text in files],
        "subject_exact": as_written(subject),
        "body_exact": as_written(body),
        "withheld": [stems(text) for text in withheld],
        "withheld_keys": _keys(withheld),
        "fingerprint": content.fingerprint,
        "indexed_at": now.isoformat(),
    }


def stems(text: str) -> str:
    """The terms of a text, as documents and questions alike are sent."""
    return " ".join(terms(text))


def as_written(text: str) -> str:
    """The words of a text, folded and not stemmed."""
    if text.isascii():
        return " ".join(TOKEN.findall(text.lower()))
    return " ".join(map(fold, TOKEN.findall(text)))


def _parts(number: str) -> str:
    """Parts in their order and again without leading zeros: "DM-2026-1" finds DM-2026-000001."""
    return " ".join(number_terms(number)[:-1])


def _keys(texts: Iterable[str]) -> list[str]:
    found: Iterator[str] = (number for text in texts for number in whole_numbers(text))
    return sorted(dict.fromkeys(islice(found, MOST_NUMBERS)))
