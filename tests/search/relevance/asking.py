"""The filled archive, its person, and what the engines answer to every judged question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from dumas_docs.access.scope import system_scope
from search import outbox
from search.backends import get_backend
from search.query import parse
from tests.search.cluster import bring_in_line
from tests.search.office import Office

from .corpus import fill

DATABASE = "search.backends.database.DatabaseBackend"
ELASTICSEARCH = "search.backends.elasticsearch.ElasticsearchBackend"


@contextmanager
def filled_office() -> Iterator[Office]:
    """The archive in one transaction that is rolled back; `head` reads up to secret, `reader` up to restricted."""
    with transaction.atomic(), system_scope("an archive to measure relevance on"):
        office = Office()
        fill(office)
        for role in ("head", "reader"):
            office.person(role, role)
        outbox.drain()
        yield office
        transaction.set_rollback(True)


@contextmanager
def answered_by(engine: str) -> Iterator[None]:
    """The engine that answers inside the block, its index up to date."""
    before = settings.DUMAS_SEARCH
    settings.DUMAS_SEARCH = {**before, "BACKEND": engine}
    try:
        if engine == ELASTICSEARCH:
            bring_in_line(get_backend())
        yield
    finally:
        settings.DUMAS_SEARCH = before


def asking(office: Office, person: str = "head") -> Callable[[str], list[str]]:
    """Answers a text with the names of what the person's first page shows, whole answers before near ones."""
    names = {page.pk: name for name, page in office.pages.items()}

    def answer(text: str) -> list[str]:
        found = get_backend().search(parse(text), user=office.people[person])
        return [names.get(hit.page_id, hit.kind) for hit in (*found.hits, *found.near)]

    return answer


def answers(office: Office, texts: Iterable[str], *, engine: str, person: str = "head") -> dict[str, list[str]]:
    """What `engine` shows the person for each text."""
    with answered_by(engine):
        ask = asking(office, person)
        return {text: ask(text) for text in texts}
