"""Brings units, positions and appointments in line with a plan: what an office writes down when it begins.

The plan is data as it stands in a JSON file (docs/operations.md, "An office begins"). Nothing is ever taken away here:
a position that ends gets a last day on its appointments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from .models import Appointment, Position, Unit


class PlanFault(ValueError):
    """The plan cannot be carried out; the message says where and why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")


def set_up_units(rows: Any) -> Iterator[str]:
    """Make or rename units, those above first; yields what changed. Raises PlanFault."""
    for where, row in entries(rows, "units"):
        above = named(Unit, "code", row.get("parent"), where=f"{where}.parent") if row.get("parent") else None
        values = {"name": text(row, "name", where), "letter_code": row.get("letter_code") or "", "parent": above}
        yield from bring_in_line(Unit, {"code": text(row, "code", where)}, values, where=where)


def set_up_positions(rows: Any) -> Iterator[str]:
    """Make or rename positions; yields what changed. Raises PlanFault."""
    for where, row in entries(rows, "positions"):
        values = {
            "title": text(row, "title", where),
            "unit": named(Unit, "code", row.get("unit"), where=f"{where}.unit"),
            "role_code": text(row, "role_code", where),
            "rank_group": text(row, "rank_group", where),
        }
        yield from bring_in_line(Position, {"code": text(row, "code", where)}, values, where=where)


def set_up_appointments(rows: Any, *, person: Any, where: str) -> Iterator[str]:
    """Appoint `person`, or move the last day of what he or she holds; yields what changed. Raises PlanFault."""
    for place, row in entries(rows, f"{where}.appointments"):
        position = named(Position, "code", row.get("position"), where=f"{place}.position")
        starts_on = day(row.get("starts_on"), where=f"{place}.starts_on")
        if starts_on is None:
            raise PlanFault(f"{place}.starts_on", _("is missing"))
        key = {
            "person": person, "position": position, "starts_on": starts_on, "kind": text(row, "kind", place),
            "taken_back_at": None,
        }  # fmt: skip
        values = {
            "ends_on": day(row.get("ends_on"), where=f"{place}.ends_on"),
            "decree_no": row.get("decree_no") or "",
        }
        yield from bring_in_line(Appointment, key, values, where=place)


def entries(rows: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each row of a list with its place in the plan. Raises PlanFault for what is no list of rows."""
    if not isinstance(rows, list):
        raise PlanFault(where, _("must be a list"))
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            raise PlanFault(f"{where}[{number}]", _("must be an object with named values"))
        yield f"{where}[{number}]", row


def text(row: Mapping[str, Any], name: str, where: str) -> str:
    """A value that must be there. Raises PlanFault."""
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise PlanFault(f"{where}.{name}", _("is missing"))
    return value.strip()


def day(value: Any, *, where: str) -> date | None:
    """A date written YYYY-MM-DD, or none. Raises PlanFault."""
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise PlanFault(where, _("is not a date such as 2026-01-31")) from error


def named(model: type[Model], field: str, value: Any, *, where: str) -> Any:
    """The row of that code. Raises PlanFault."""
    found = model._default_manager.filter(**{field: value}).first() if isinstance(value, str) else None
    if found is None:
        raise PlanFault(where, _("there is no “%s”") % value)
    return found


def bring_in_line(model: type[Model], key: dict[str, Any], values: dict[str, Any], *, where: str) -> Iterator[str]:
    """Make the row of `key` or change what differs; yields one line when something did. Raises PlanFault."""
    row = model._default_manager.filter(**key).first()
    is_new = row is None
    if row is None:
        row = model(**key, **values)
    elif all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    try:
        row.full_clean(exclude=["group"])
    except ValidationError as error:
        raise PlanFault(where, "; ".join(error.messages)) from error
    row.save()
    kind = str(model._meta.verbose_name)
    yield (_("new: %(kind)s %(row)s") if is_new else _("changed: %(kind)s %(row)s")) % {"kind": kind, "row": row}
