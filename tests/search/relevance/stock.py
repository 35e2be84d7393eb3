"""What Wagtail's own Elasticsearch backend shows first for each question."""

from __future__ import annotations

from collections.abc import Iterable

from dumas_site.benchmarks.stock_search import PlainDocument, stock_backend
from search.content import contents_of
from search.models import SearchDocument
from tests.search.office import Office

from .measure import SHOWN


def stock_answers(office: Office, texts: Iterable[str], *, url: str) -> dict[str, list[str]]:
    """Names of the documents that the stock backend shows first for each text."""
    names = {page.pk: name for name, page in office.pages.items()}
    contents = contents_of(SearchDocument.objects.values_list("pk", flat=True))
    with stock_backend(contents, url=url) as backend:
        return {
            text: [names.get(row.pk, "") for row in backend.search(text, PlainDocument.objects.all())[:SHOWN]]
            for text in texts
        }
