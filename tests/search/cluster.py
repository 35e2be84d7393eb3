"""The cluster under test, and how a test brings its index to the state of its own, never committed archive."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

import pytest

from dumas_docs.access.scope import system_scope
from search import indexing, outbox
from search.backends.elasticsearch import ElasticsearchBackend


def bring_in_line(engine: ElasticsearchBackend) -> None:
    """As a worker, a first rebuild and `check_index --fix` would, and findable at once."""
    outbox.drain()
    with system_scope("the index follows the test"):
        if list(engine.faults()):
            indexing.rebuild(engine, progress=lambda done: None)
        engine.show_now()
        # What a test rolled back leaves ids behind that mean a page of another family now.
        counts = Counter(page_id for page_id, _fingerprint in engine.fingerprints())
        twice = {page_id for page_id, count in counts.items() if count > 1}
        wrong = twice | {page_id for page_id, _what in indexing.differences(engine)}
        engine.remove(wrong)
        indexing.index_pages(engine, wrong)
    engine.show_now()


def settings_for(url: str, worker: str) -> dict[str, Any]:
    """DUMAS_SEARCH for the cluster at `url`, with indices that belong to this worker alone."""
    if not url:
        pytest.skip("MISSING: Elasticsearch (make test, or set ELASTICSEARCH_URL)")
    told = {"hosts": [url], "prefix": f"dumas-{worker}-{os.getpid()}", "replicas": 0, "timeout_seconds": 20.0}
    return {"ELASTICSEARCH": told, "THESAURUS": ""}
