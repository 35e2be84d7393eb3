"""The indices behind the aliases: making them, filling a new one beside the old, changing over, taking the old away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection
from elasticsearch import BadRequestError, Elasticsearch, NotFoundError
from elasticsearch_dsl import Index

from search.backends.base import SearchUnavailable
from search.conf import setting

from .entries import FAMILIES
from .names import prefix, reach_index, read_alias, write_alias

# What the index is made of; raise it when fields or analysis change.
MAPPING_VERSION = 1
# Deletions are remembered this long, so that an older write that arrives late brings nothing back.
REMEMBER_DELETIONS = "1h"
REFRESH = "500ms"
PATIENCE_SECONDS = 60
# Any number no other advisory lock of the database uses.
CHANGE_LOCK = 0x44554D45
ALREADY_THERE = "resource_already_exists_exception"
SNAPSHOT_IS_TAKEN = "snapshot_in_progress_exception"


def patient(client: Elasticsearch) -> Elasticsearch:
    """For work on the indices themselves, which takes a cluster longer than a question."""
    return client.options(request_timeout=PATIENCE_SECONDS)


def hold_still() -> None:
    """Until the transaction ends no index is taken away: a write that arrives late would make it anew, with fields
    that give their text back. On SQLite the transaction is the only one already."""
    _lock("pg_advisory_xact_lock_shared")


def hold_writers() -> None:
    """Until the transaction ends nobody who called `hold_still` writes."""
    _lock("pg_advisory_xact_lock")


def written_to(client: Elasticsearch) -> dict[str, list[str]]:
    """By family every index that must hear of a change. Families without one have no index yet."""
    found = client.indices.get_alias(name=f"{prefix()}-*-write", ignore_unavailable=True, allow_no_indices=True)
    return {
        family: sorted(name for name, told in found.items() if write_alias(family) in told["aliases"])
        for family in FAMILIES
    }


def ensure(client: Elasticsearch, *, now: datetime) -> dict[str, list[str]]:
    """As `written_to`, after making what is missing, so that the first document of all finds its index."""
    written = written_to(client)
    for family, names in written.items():
        if not names:
            written[family] = [create(client, family, now=now)]
    if not client.indices.exists(index=reach_index()):
        mappings = {"dynamic": "strict", "properties": {"ids": {"type": "long", "index": False, "doc_values": False}}}
        with _made_already():
            patient(client).indices.create(index=reach_index(), mappings=mappings, settings=_replicas())
    return written


def create(client: Elasticsearch, family: str, *, now: datetime) -> str:
    """A new, empty index of a family that hears of changes from its first moment on. Returns its name.

    It answers no question before a rebuild has filled it: until then the database stands in."""
    name = f"{prefix()}-{family}-v{MAPPING_VERSION}-{now:%Y%m%d%H%M%S%f}"
    index = Index(name, using=client)
    index.document(FAMILIES[family])
    index.settings(
        **_replicas(),
        number_of_shards=setting("ELASTICSEARCH")["shards"],
        refresh_interval=REFRESH,
        gc_deletes=REMEMBER_DELETIONS,
        max_result_window=10_000,
    )
    index.aliases(**{write_alias(family): {}})
    # A node that dies with the request leaves it to another node, which may find it carried out.
    with _made_already():
        index.create(using=patient(client))
    return name


def unfinished(client: Elasticsearch, family: str) -> tuple[str, int] | None:
    """The index of a rebuild that was interrupted, and the last page id it holds for certain."""
    for name, told in _of(client, family).items():
        if write_alias(family) in told["aliases"] and read_alias(family) not in told["aliases"]:
            return name, int(told["mappings"].get("_meta", {}).get("filled_to", 0))
    return None


def note_filled(client: Elasticsearch, name: str, page_id: int) -> None:
    """Keep with the index how far it is filled, for whoever goes on after an interruption."""
    client.indices.put_mapping(index=name, meta={"filled_to": page_id})


def fill_unseen(client: Elasticsearch, name: str) -> None:
    """Spare an index that answers nobody yet the work of showing what was written, until `show`."""
    client.indices.put_settings(index=name, settings={"refresh_interval": -1})


def show(client: Elasticsearch, name: str) -> None:
    """Let the next question meet everything that was written, and what is written from now on in a moment."""
    patient(client).indices.put_settings(index=name, settings={"refresh_interval": REFRESH})
    patient(client).indices.refresh(index=name)


def change_over(client: Elasticsearch, family: str, name: str) -> None:
    """Let `name` answer instead of the index before it, and take that one away, in one step.

    Raises SearchUnavailable while a snapshot holds the old one."""
    old = [other for other in _of(client, family) if other != name]
    actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": read_alias(family)}}]
    actions += [{"remove_index": {"index": other}} for other in old]
    try:
        patient(client).indices.update_aliases(actions=actions)
    except BadRequestError as error:
        if error.error != SNAPSHOT_IS_TAKEN:
            raise
        raise SearchUnavailable("a snapshot is taken") from error


def drop_all(client: Elasticsearch) -> None:
    """Take away every index of this installation."""
    names = list(client.indices.get(index=f"{prefix()}-*", allow_no_indices=True))
    if names:
        client.indices.delete(index=",".join(names), ignore_unavailable=True)


def mapping_faults(client: Elasticsearch) -> list[str]:
    """Families whose index is missing, or made by another version of its fields."""
    faults = []
    for family in FAMILIES:
        try:
            found = client.indices.get_alias(name=read_alias(family))
        except NotFoundError:
            faults.append(f"{family}: no index")
            continue
        faults += [f"{name}: other fields" for name in found if f"-v{MAPPING_VERSION}-" not in name]
    return faults


@contextmanager
def _made_already() -> Iterator[None]:
    try:
        yield
    except BadRequestError as error:
        if error.error != ALREADY_THERE:
            raise


def _of(client: Elasticsearch, family: str) -> dict[str, Any]:
    return dict(client.indices.get(index=f"{prefix()}-{family}-v*", allow_no_indices=True))


def _lock(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [CHANGE_LOCK])


def _replicas() -> dict[str, Any]:
    return {"number_of_replicas": setting("ELASTICSEARCH")["replicas"]}
