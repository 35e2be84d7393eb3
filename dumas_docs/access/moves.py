"""Moving a page changes who inherits access to it: path and pointers change in one transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.actions.move_page import MovePageAction

from dumas_docs import events

from . import pointers
from .scope import bookkeeping

_stock_move = MovePageAction._move_page


def guard_moves() -> None:
    """Put pointers and locks around every move, also those of the admin. Calling it twice changes nothing more."""
    MovePageAction._move_page = _move_whole


@transaction.atomic
def _move_whole(self: MovePageAction, page: Any, target: Any, parent_after: Any) -> Any:
    """Runs after the action's own check of rights. The tree's arithmetic must see hidden neighbours."""
    pointers.hold_places()
    with bookkeeping():
        result = _stock_move(self, page, target, parent_after)
        pointers.rebuild(page)
    events.access_changed.send(sender=page.specific_class or type(page), page_id=page.pk)
    return result
