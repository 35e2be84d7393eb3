"""The engine reads every document it works on, whoever acted; the archive says how (`read_with`).

A right that came with a step is gone as soon as the step is over, in the middle of the act that ends it. What a person
may do is asked with the person's own verbs, never by what the database happens to show."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import swapper
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet


def _as_written(_subject: Any, text: str) -> str:
    return text


def _no_orders(_person: Any) -> QuerySet | tuple[()]:
    return ()


_orders: Callable[[Any], QuerySet | tuple[()]] = _no_orders
_words: Callable[[Any, str], str] = _as_written
_reading: Callable[[], AbstractContextManager[Any]] = nullcontext


def _hold_nothing() -> None:
    pass


_hold: Callable[[], None] = _hold_nothing


def hold_with(hold: Callable[[], None]) -> None:
    """Name what the archive locks after a chain and before anything else; called once, when the site starts."""
    global _hold
    _hold = hold


def hold_archive() -> None:
    """Take that lock until the transaction ends: acts of chains and changes of the archive wait in one order."""
    _hold()


def read_with(context: Callable[[], AbstractContextManager[Any]]) -> None:
    """Name the context in which the archive shows every document; called once, when the site starts."""
    global _reading
    _reading = context


def keep_words_with(clean: Callable[[Any, str], str]) -> None:
    """Name what is done to words about a document before they are kept; called once, when the site starts."""
    global _words
    _words = clean


def find_orders_with(find: Callable[[Any], QuerySet]) -> None:
    """Name what finds the documents that give a person an order; called once, when the site starts."""
    global _orders
    _orders = find


def orders_to(person: Any) -> QuerySet | tuple[()]:
    """Ids of documents that give the person an order, as a query."""
    return _orders(person)


def words_about(subject: Any, text: str) -> str:
    """A comment as the archive keeps it: without persons whose names are closed."""
    return _words(subject, text)


def whole_archive() -> AbstractContextManager[Any]:
    """The context in which the engine does its work."""
    return _reading()


def subject_in(workflow_state: Any) -> Any:
    """The document a chain runs on, as its own type, in one query."""
    model: Any = ContentType.objects.get_for_id(workflow_state.content_type_id).model_class()
    with whole_archive():
        return model._default_manager.get(pk=int(workflow_state.object_id))


def subject_of(page_id: int | str) -> Any:
    """The document of a chain, as its own type."""
    with whole_archive():
        return swapper.load_model("wagtailcore", "Page").objects.get(pk=int(page_id)).specific
