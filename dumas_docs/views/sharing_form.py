"""What the sharing tab posts: which cells were shown ticked, which are ticked now, reasons and last days.

Only the difference counts: a role that somebody else gave in the meantime is not withdrawn by accident.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from dumas_docs.access.giving import needs_reason
from dumas_docs.access.roles import ROLES
from dumas_docs.actions.change_sharing import Gift
from dumas_docs.actions.share import LONGEST_REASON, has_left
from dumas_docs.models import BasePage
from dumas_docs.selectors.principals import KEY, load_principal, name_of
from dumas_docs.selectors.sharing import Row, SharingTable, shared_causes

MOST_ROWS = 200
DAY_FIELD = re.compile(r"batas-([1-9][0-9]{0,17})")
Cell = tuple[str, str]


@dataclass
class SharingForm:
    """Fields: baris (keys shown), ada and peran ("key:role", shown ticked and ticked now), alasan-<key>, sampai-<key>,
    batas-<cause> and semula-<cause> (last day now and as shown), cari, tambah."""

    page: BasePage
    data: QueryDict
    today: date
    errors: list[tuple[str, str]] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """Rows to show besides those that have a role: the ones added so far, the newest first."""
        asked = [self.data.get("tambah", ""), *self.data.getlist("baris")]
        return list(dict.fromkeys(key for key in asked if KEY.fullmatch(key)))[:MOST_ROWS]

    def gifts(self) -> list[Gift]:
        """Cells ticked that were not; faults are noted in `errors`."""
        found = []
        for key, role in sorted(self._cells("peran") - self._cells("ada")):
            to = load_principal(key)
            if role not in ROLES or to is None:
                self.errors.append(("", _("One of the roles or names sent does not exist. Nothing was changed.")))
                continue
            reason = self.data.get(f"alasan-{key}", "").strip()
            if not reason and needs_reason(self.page, role):
                self._fault(
                    f"alasan-{key}", _("A reason is needed for the role %(role)s.") % {"role": ROLES[role].label}
                )
            if len(reason) > LONGEST_REASON:
                message = _("The reason may have at most %(most)d characters; it has %(now)d.")
                self._fault(f"alasan-{key}", message % {"most": LONGEST_REASON, "now": len(reason)})
            if not isinstance(to, Group) and has_left(to, on=self.today):
                self._fault(f"sampai-{key}", _former(to))
            found.append(Gift(to=to, role=role, reason=reason, ends_on=self._day(f"sampai-{key}")))
        return found

    def withdrawn(self) -> list[int]:
        """Ids of the causes whose cells are no longer ticked."""
        gone = self._cells("ada") - self._cells("peran")
        shared = shared_causes(self.page, on=self.today)
        return [cause.pk for cell in sorted(gone) for cause in shared.get(cell, [])]

    def last_days(self) -> dict[int, date | None]:
        """New last days by cause, for those that stay."""
        gone = set(self.withdrawn())
        found = {}
        for name in self.data:
            match = DAY_FIELD.fullmatch(name)
            if match is None or self.data[name] == self.data.get(f"semula-{match[1]}", ""):
                continue
            if int(match[1]) not in gone:
                found[int(match[1])] = self._day(name)
        return found

    def show_in(self, table: SharingTable) -> None:
        """Put ticks, reasons, days and faults of this form into the rows of a table that was read afresh."""
        shown, ticked = self._cells("ada"), self._cells("peran")
        faults = dict(self.errors)
        for row in table.rows:
            key = row.principal.key
            for cell in row.cells:
                here = (key, cell.role)
                if cell.editable:
                    cell.stored = cell.ticked
                    cell.ticked = here in ticked or (cell.ticked and here not in shown)
            self._fill(row, faults)
        table.rows.sort(key=lambda row: not row.is_added)

    def _fill(self, row: Row, faults: dict[str, str]) -> None:
        key = row.principal.key
        row.reason, row.until = self.data.get(f"alasan-{key}", ""), self.data.get(f"sampai-{key}", "")
        row.reason_fault, row.until_fault = faults.get(f"alasan-{key}", ""), faults.get(f"sampai-{key}", "")
        for origin in row.origins:
            origin.day = self.data.get(f"batas-{origin.cause_id}", origin.day)
            origin.fault = faults.get(f"batas-{origin.cause_id}", "")
        row.is_added = key == self.data.get("tambah")
        row.is_open = bool(
            not row.origins
            or row.is_added
            or row.reason
            or row.until
            or row.reason_fault
            or row.until_fault
            or any(origin.fault for origin in row.origins)
        )

    def _cells(self, name: str) -> set[Cell]:
        cells: set[Cell] = set()
        for value in self.data.getlist(name):
            key, _colon, role = value.partition(":")
            cells.add((key, role))
        return cells

    def _day(self, name: str) -> date | None:
        text = self.data.get(name, "").strip()
        try:
            day = forms.DateField(required=False).clean(text)
        except ValidationError:
            self._fault(name, _("Write the day as in 31/12/2026."))
            return None
        if day is not None and day < self.today:
            self._fault(name, _("The last day lies before today."))
        return day

    def _fault(self, name: str, message: str) -> None:
        if (name, message) not in self.errors:
            self.errors.append((name, message))


def _former(person: Any) -> str:
    return _(
        "%(name)s holds no position any more, so a role given by name would open nothing. Appoint the person first, or "
        "give the role to a position."
    ) % {"name": name_of(person)}
