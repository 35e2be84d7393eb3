"""The cluster under test, and how a test brings its index to the state of its own, never committed archive."""

from __future__ import annotations

from dumas_docs.access.scope import system_scope
from search import indexing, outbox
from search.backends.elasticsearch import ElasticsearchBackend


def bring_in_line(engine: ElasticsearchBackend) -> None:
    """As a worker and `check_index --fix` would, and findable at once."""
    outbox.drain()
    engine.write([])
    engine.show_now()
    with system_scope("the index follows the test"):
        wrong = [page_id for page_id, _what in indexing.differences(engine)]
        indexing.index_pages(engine, wrong)
    engine.show_now()
