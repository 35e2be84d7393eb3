"""The connection to the cluster: one client for each process, and a breaker that spares people the waiting."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError

from search.backends.base import SearchUnavailable
from search.conf import setting

logger = logging.getLogger(__name__)

# Answers that say something about the cluster and not about the question: too busy, read-only, gone, not allowed.
OF_THE_CLUSTER = {401, 403, 408, 429, 500, 502, 503, 504}
# No index before the first filling; or a node left and took its part of the answer with it.
NOT_THERE = 404


class Breaker:
    """After a failure nobody asks again for a while: every page would wait for the same time-out."""

    def __init__(self) -> None:
        self.closed_again_at = 0.0

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self.closed_again_at

    def trip(self) -> None:
        self.closed_again_at = time.monotonic() + setting("ELASTICSEARCH")["rest_seconds"]

    def reset(self) -> None:
        self.closed_again_at = 0.0


breaker = Breaker()


def client() -> Elasticsearch:
    """The client for the hosts of the settings."""
    told = setting("ELASTICSEARCH")
    return _client(tuple(told["hosts"]), told["api_key"], told["ca_certs"], told["timeout_seconds"])


@lru_cache(maxsize=4)
def _client(hosts: tuple[str, ...], api_key: str, ca_certs: str, timeout: float) -> Elasticsearch:
    options: dict[str, Any] = {"request_timeout": timeout, "retry_on_timeout": False, "max_retries": len(hosts) - 1}
    if api_key:
        options["api_key"] = api_key
    if ca_certs:
        options["ca_certs"] = ca_certs
    return Elasticsearch(list(hosts), **options)


@contextmanager
def asking() -> Iterator[Elasticsearch]:
    """The client, while the breaker lets through. Raises SearchUnavailable where the cluster cannot answer.

    An answer about the request itself, such as a mapping conflict, is raised as it came."""
    if breaker.is_open:
        raise SearchUnavailable("resting after a failure")
    try:
        yield client()
    except TransportError as error:
        _failed(error)
    except ApiError as error:
        if error.meta.status == NOT_THERE:
            raise SearchUnavailable("what was asked is not there") from error
        if error.meta.status not in OF_THE_CLUSTER:
            raise
        _failed(error)
    else:
        breaker.reset()


def _failed(error: Exception) -> None:
    breaker.trip()
    logger.warning("Elasticsearch cannot answer: %s", type(error).__name__)
    raise SearchUnavailable from error
