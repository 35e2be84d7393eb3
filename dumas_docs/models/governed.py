"""A page in memory never writes back an old value of what actions govern.

Between loading a page and saving it somebody else may have raised its level, blocked it or moved it. Saving the whole
row would undo that silently. So a value that was not changed in memory is taken from the database again.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, ClassVar

# Changed by the tree alone, also behind a loaded page's back.
TREE_FIELDS = ("path", "depth", "numchild")


class GovernedColumns:
    """For page models with `governed_fields` (attribute names of columns)."""

    governed_fields: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def from_db(cls, db, field_names, values):
        page = super().from_db(db, field_names, values)
        page.remember_governed()
        return page

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self.remember_governed()

    def remember_governed(self) -> None:
        """What is in memory now is what the database holds."""
        names = (*self.governed_fields, *TREE_FIELDS)
        held = self.__dict__
        self._governed_as_stored = {name: _frozen(held[name]) for name in names if name in held}

    def remember_governed_of(self, other: GovernedColumns) -> None:
        """This version was made from `other`, with its governed values."""
        self._governed_as_stored = dict(other.__dict__.get("_governed_as_stored", {}))

    def take_governed_from_database(self) -> None:
        """Before an update: replace what was not changed here by what the database says, and lock the row."""
        loaded: dict[str, Any] = self.__dict__.get("_governed_as_stored", {})
        unchanged = [name for name, value in loaded.items() if self.__dict__.get(name) == value]
        if not unchanged:
            return
        stored = type(self).objects.select_for_update().filter(pk=self.pk).order_by().values(*unchanged).first()
        for name, value in (stored or {}).items():
            setattr(self, name, value)


def _frozen(value: Any) -> Any:
    """The value, or a copy of one that could be changed in place."""
    return deepcopy(value) if isinstance(value, (dict, list)) else value
