"""Writes the rows that are searched. The full text index follows by itself: triggers or a generated column."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime
from itertools import islice

from search.content import Content, FileContent
from search.models import SearchDocument, SearchNumber
from search.terms import TermBudget, key, quoted_numbers

from . import completions

WRITTEN = [
    "kind", "year", "channel", "state", "issues", "provinces", "date", "fingerprint", "indexed_at", "institution_terms",
    "number_terms", "title_terms", "subject", "body", "body_terms", "file_terms",
]  # fmt: skip
# Numbers of other letters that one document is found by with `nomor:`.
MOST_QUOTED = 200


def write(contents: Iterable[Content], *, now: datetime, unchanged_too: bool = False) -> int:
    """Insert or update the rows of `contents`; returns how many differed from what stood there."""
    given = {content.page_id: content for content in contents}
    stored = dict(SearchDocument.objects.filter(pk__in=given).values_list("pk", "fingerprint"))
    changed = [
        content for pk, content in given.items() if unchanged_too or stored.get(pk) != content.fingerprint
    ]  # fmt: skip
    SearchDocument.objects.bulk_create(
        [_row(content, now) for content in changed],
        update_conflicts=True, unique_fields=["page"], update_fields=WRITTEN, batch_size=50,
    )  # fmt: skip
    _write_numbers(changed, standing_for=stored)
    completions.write(changed, standing_for=stored)
    return len(changed)


def remove(page_ids: Iterable[int]) -> None:
    """Delete rows. Only inside a system scope, as a reader's scope would leave rows standing."""
    ids = list(page_ids)
    SearchNumber.objects.filter(page_id__in=ids).delete()
    completions.remove(ids)
    SearchDocument.objects.filter(pk__in=ids).delete()


def _row(content: Content, now: datetime) -> SearchDocument:
    budget = TermBudget()
    numbers = budget.numbers((*content.numbers, *content.foreign_numbers))
    institutions = budget.text("\n".join(content.institutions))
    quoted = dict.fromkeys(islice(quoted_numbers(f"{content.subject}\n{content.body}"), MOST_QUOTED))
    return SearchDocument(
        page_id=content.page_id,
        kind=content.kind,
        year=content.year,
        channel=content.channel,
        state=content.state,
        issues=_barred(content.issues),
        provinces=_barred(content.provinces),
        date=content.date,
        fingerprint=content.fingerprint,
        indexed_at=now,
        institution_terms=institutions,
        number_terms=numbers + budget.numbers(tuple(quoted)),
        title_terms=numbers + budget.text(content.subject),
        subject=content.subject,
        body=content.body,
        body_terms=budget.text(content.body),
        file_terms="".join(_file_terms(file, budget) for file in content.files),
    )


def _file_terms(file: FileContent, budget: TermBudget) -> str:
    text = f"{file.name}\n{file.text}"
    return budget.withheld_text(text) if file.names_person else budget.text(text)


def _barred(values: tuple[str, ...]) -> str:
    return f"|{'|'.join(values)}|" if values else ""


def _write_numbers(contents: list[Content], *, standing_for: Container[int]) -> None:
    wanted = {(content.page_id, number) for content in contents for text in content.numbers if (number := key(text))}
    known = [content.page_id for content in contents if content.page_id in standing_for]
    standing = SearchNumber.objects.filter(page_id__in=known)
    stored = {(page_id, number): pk for pk, page_id, number in standing.values_list("pk", "page_id", "key")}
    SearchNumber.objects.filter(pk__in=[pk for pair, pk in stored.items() if pair not in wanted]).delete()
    SearchNumber.objects.bulk_create(
        [SearchNumber(page_id=page_id, key=number) for page_id, number in sorted(wanted - stored.keys())],
        ignore_conflicts=True,
    )
