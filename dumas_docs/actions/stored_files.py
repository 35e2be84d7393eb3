"""Files on disk follow the database: what a transaction stored is gone when the transaction is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction

_stored: ContextVar[list[tuple[Storage, str]] | None] = ContextVar("dumas_stored_files", default=None)


class NoFileTransaction(RuntimeError):
    """A file was stored outside of `file_transaction`, where a rollback would leave it behind."""


@contextmanager
def file_transaction() -> Iterator[None]:
    """`transaction.atomic()` that also removes the files stored inside when it ends with an exception.

    Blocks nest: what an inner block has stored is removed by the outer one when that fails. Use it in place of
    `atomic` around everything that stores files."""
    outer = _stored.get()
    mine: list[tuple[Storage, str]] = []
    token = _stored.set(mine)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for storage, name in mine:
            storage.delete(name)
        raise
    finally:
        _stored.reset(token)
    if outer is not None:
        outer.extend(mine)


def store(instance: Any, *, name: str, content: Any) -> None:
    """Write `content` as the file of a model instance that is about to be saved; its name on disk is random.

    Raises NoFileTransaction, and OSError when the disk is full: nothing half-written stays."""
    mine = _stored.get()
    if mine is None:
        raise NoFileTransaction
    field = instance._meta.get_field("file")
    path = field.generate_filename(instance, name)
    try:
        saved = field.storage.save(path, content)
    except BaseException:
        field.storage.delete(path)
        raise
    mine.append((field.storage, saved))
    instance.file.name = saved
