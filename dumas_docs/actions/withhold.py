"""Words of a text that stands stay as they were signed; who becomes known later is withheld where it is read.

docs/decisions/0011-signed-words-stand.md"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Revision

from dumas_docs.access.roles import APPROVE, IDENTITY
from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import BasePage

from .hide_in_document import hide_in, hideable_fields, holds_words, persons_of_its_cases


def stands(document: BasePage) -> bool:
    """Whether a chain made the text of `document` final: it was signed, accepted, sent or made void since."""
    return bool(getattr(document, "final_by_chain", False) and document.text_stands)  # type: ignore[attr-defined]


def reads_withheld(verbs: frozenset[str]) -> bool:
    """Who reads the words that stand: with the right to identities, or deciding at a step (docs/decisions/0009)."""
    return bool(verbs & {IDENTITY, APPROVE})


def words_that_stand(document: Any) -> tuple[Revision, Any] | None:
    """The version that stands, with its own words; only `reads_withheld` opens it. None where no text stands."""
    if not stands(document):
        return None
    with bookkeeping():
        revision = document.live_revision if document.live else document.latest_revision
        if revision is None:
            return None
        return revision, BasePage.with_content_json(document, revision.content)


def withheld_in(document: Any) -> list[str]:
    """The fields of the text that stands in which a person its case knows by now is named."""
    found = words_that_stand(document)
    if found is None:
        return []
    with bookkeeping():
        return hide_in(found[1], persons_of_its_cases(found[1]))


def withhold(document: Any) -> bool:
    """Show `document`, whose text stands, without the persons its cases know by now; tells whether that changed it.

    What is shown follows from the version that stands, so a name that is corrected gives the words back. That version,
    its digest and its signature stay as they are: no new one is written."""
    found = words_that_stand(document)
    if found is None:
        return False
    shown = found[1]
    hide_in(shown, persons_of_its_cases(shown))
    changed = sum(_take(document, shown, field) for field in hideable_fields(document)) > 0
    for name, rows, theirs in _rows(document, shown):
        fields = [field for field in rows[0]._meta.local_fields if holds_words(field)]
        if sum(_take(row, theirs[row.pk], field) for row in rows if row.pk in theirs for field in fields):
            getattr(document, name).set(rows)
            changed = True
    if changed:
        document.save(clean=False)
    return changed


def _rows(document: Any, shown: Any) -> Iterator[tuple[str, list[Any], dict[int, Any]]]:
    for relation in get_all_child_relations(type(document)):
        name = relation.get_accessor_name()
        rows = list(getattr(document, name).all()) if name != COMMENTS_RELATION_NAME else []
        if rows:
            yield name, rows, {row.pk: row for row in getattr(shown, name).all()}


def _take(held: models.Model, shown: models.Model, field: Any) -> bool:
    now, then = getattr(held, field.attname), getattr(shown, field.attname)
    if isinstance(field, StreamField):
        same = list(now.get_prep_value()) == list(then.get_prep_value())
    else:
        same = (now or "") == (then or "")
    if not same:
        setattr(held, field.attname, then)
    return not same
