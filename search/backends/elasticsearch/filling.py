"""A new index for every family, filled beside the one that answers, and changed over when it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from django.db import transaction
from django.utils import timezone
from elasticsearch import Elasticsearch

from search.content import Content

from . import indices, writing
from .entries import FAMILIES

# So many pages are held at a time, and so many read while those before them are sent.
HELD_AT_ONCE, READ_AT_ONCE = 1000, 200
# How often is noted how far the filling has come: the whole cluster must agree on each note.
NOTED_EVERY = 5


def fill_anew(
    client: Elasticsearch, page_ids: Iterable[int], *, read: Callable[[list[int]], Iterable[Content]],
    progress: Callable[[int], None],
) -> None:  # fmt: skip
    """Index the documents `read` gives for these ids, ascending; go on where an interrupted run has come to.

    `read` holds the pages it reads until the transaction ends. Raises like `writing.send`."""
    indices.ensure(client, now=timezone.now())
    now = timezone.now()
    fresh, done = {}, []
    for family in FAMILIES:
        begun = indices.unfinished(client, family)
        fresh[family] = begun[0] if begun else indices.create(client, family, now=now)
        indices.fill_unseen(client, fresh[family])
        done.append(begun[1] if begun else 0)
    to = {family: [name] for family, name in fresh.items()}
    waiting, filled_to, number = iter(page_ids), min(done), 0
    while batch := list(islice(waiting, HELD_AT_ONCE)):
        ids = [pk for pk in batch if pk > filled_to]
        if ids:
            with transaction.atomic():
                indices.hold_still()
                parts = (ids[at : at + READ_AT_ONCE] for at in range(0, len(ids), READ_AT_ONCE))
                writing.send_beside(client, map(read, parts), to=to, now=now)
        number += 1
        if ids and number % NOTED_EVERY == 0:
            for name in fresh.values():
                indices.note_filled(client, name, ids[-1])
        progress(len(batch))
    for family, name in fresh.items():
        indices.show(client, name)
        with transaction.atomic():
            indices.hold_writers()
            indices.change_over(client, family, name)
