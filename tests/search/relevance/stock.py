"""Wagtail's own Elasticsearch backend, as Wagtail configures it, over the same words: what one would have without us.

Its `search()` reads one field, cut into words by Elasticsearch's standard analysis. The n-gram filters of its settings
serve only its `autocomplete()` and are not in the test distribution; another filter stands in their place, unread.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from modelsearch.backends.elasticsearch8 import SearchBackend
from modelsearch.index import Indexed, SearchField

from search.content import contents_of
from search.models import SearchDocument
from tests.search.office import Office

from .measure import SEEN

UNREAD = {
    "analyzer": {name: {"filter": ["lowercase"]} for name in ("ngram_analyzer", "edgengram_analyzer")},
    "tokenizer": {name: {"type": "standard"} for name in ("ngram_tokenizer", "edgengram_tokenizer")},
    "filter": {name: {"type": "shingle"} for name in ("ngram", "edgengram")},
}


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


def stock_answers(office: Office, texts: Iterable[str], *, url: str) -> dict[str, list[str]]:
    """Names of the documents that the stock backend shows first for each text."""
    names = {page.pk: name for name, page in office.pages.items()}
    rows = {row.pk: row for row in PlainDocument.objects.all()}
    for content in contents_of(rows):
        files = [f"{file.name}\n{file.text}" for file in content.files]
        numbers = (*content.numbers, *content.foreign_numbers)
        rows[content.page_id].text = "\n".join((*numbers, content.body, *content.institutions, *files))
    analysis = {"settings": {"analysis": UNREAD}}
    backend = SearchBackend({"URLS": [url], "INDEX_PREFIX": "stock_", "INDEX_SETTINGS": analysis})
    index = backend.get_index_for_model(PlainDocument)
    index.reset()
    try:
        index.add_model(PlainDocument)
        index.add_items(PlainDocument, list(rows.values()))
        index.refresh()
        return {
            text: [names.get(row.pk, "") for row in backend.search(text, PlainDocument.objects.all())[:SEEN]]
            for text in texts
        }
    finally:
        index.delete()
