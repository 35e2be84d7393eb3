"""Wagtail's own Elasticsearch backend, as Wagtail configures it, over the same words: what one would have without us.

Its `search()` reads one field, cut into words by Elasticsearch's standard analysis. The n-gram filters of its settings
serve only its `autocomplete()` and are not in the test distribution; another filter stands in their place, unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from modelsearch.backends.elasticsearch8 import SearchBackend
from modelsearch.index import Indexed, SearchField

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import person_scope
from dumas_docs.access.selectors import visible_to
from search.content import Content
from search.models import SearchDocument
from search.query import PER_PAGE

from .words import batches

UNREAD = {
    "analyzer": {name: {"filter": ["lowercase"]} for name in ("ngram_analyzer", "edgengram_analyzer")},
    "tokenizer": {name: {"type": "standard"} for name in ("ngram_tokenizer", "edgengram_tokenizer")},
    "filter": {name: {"type": "shingle"} for name in ("ngram", "edgengram")},
}
BATCH = 500
# What Elasticsearch gives to one question at most, unless it is told otherwise.
MOST_HITS = 10_000


class PlainDocument(Indexed, models.Model):
    """A row of SearchDocument by its words: the subject twice as heavy, as Wagtail weighs titles."""

    page_id = models.BigIntegerField(primary_key=True)
    subject = models.TextField()
    text = ""
    search_fields = [SearchField("subject", boost=2), SearchField("text")]

    class Meta:
        managed = False
        app_label = "dumas_search"
        db_table = SearchDocument._meta.db_table

    def __str__(self) -> str:
        return self.subject


@contextmanager
def stock_backend(contents: Iterable[Content], *, url: str) -> Iterator[SearchBackend]:
    """The stock backend with an index of these contents, which is dropped again."""
    analysis = {"settings": {"analysis": UNREAD}}
    backend = SearchBackend({"URLS": [url], "INDEX_PREFIX": "stock_", "INDEX_SETTINGS": analysis})
    index = backend.get_index_for_model(PlainDocument)
    index.reset()
    try:
        index.add_model(PlainDocument)
        for batch in batches(map(_plain, contents), BATCH):
            index.add_items(PlainDocument, batch)
        index.refresh()
        yield backend
    finally:
        index.delete()


def asking_stock(backend: SearchBackend, person: Any) -> Callable[[Any], None]:
    """What asks the stock backend for all hits, reads their rows as it does, and keeps in Python what the person may
    read. As here all words must be met, which is not how it asks by itself and spares it most hits."""

    def ask(query: Any) -> None:
        rows = list(backend.search(query.text, PlainDocument.objects.all(), operator="and")[:MOST_HITS])
        with person_scope(person):
            found = visible_to(person, READ).filter(pk__in=[row.pk for row in rows])
            readable = set(found.order_by().values_list("pk", flat=True))
        [row for row in rows if row.pk in readable][:PER_PAGE]

    return ask


def _plain(content: Content) -> PlainDocument:
    files = [f"{file.name}\n{file.text}" for file in content.files]
    numbers = (*content.numbers, *content.foreign_numbers)
    row = PlainDocument(page_id=content.page_id, subject=content.subject)
    row.text = "\n".join((*numbers, content.body, *content.institutions, *files))
    return row
