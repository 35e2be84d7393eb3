"""The table of doors: what every URL name is knocked with. A name without an entry fails test_table.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.leaks.rows import Of, Own, Template

NOTHING: tuple[Template, ...] = ({},)
EXPORTS: tuple[Template, ...] = ({"export": "csv"}, {"export": "xlsx"})

EVERY_PAGE = Of("page")
PAGE = Of("page", ("vault", "case", "case_secret", "blocked", "window"))
DEEP = ("case_secret", "open_case", "outgoing")
FEW_PAGES = Of("page", ("case_secret", "blocked", "open_case"))
EVERY_TEXT = Of("text")
TEXT = Of("text", ("case_secret",))


@dataclass(frozen=True)
class Door:
    """How to knock: fillings of the address, queries for GET, forms and queries (`posts`) for POST.

    `deep` names the pages with which every query and form goes, where that depends on the page little: at other pages
    only the first of each. `why` says why a door carries no page data; it is knocked all the same unless `visited` is
    false."""

    kwargs: Sequence[Template] = NOTHING
    queries: Sequence[Template] = NOTHING
    forms: Sequence[Template] = ({},)
    posts: Sequence[Template] = NOTHING
    deep: tuple[str, ...] = ()
    why: str = ""
    visited: bool = True
    path: str = ""


def page(
    name: str = "page_id", *, queries: Sequence[Template] = NOTHING, forms: Sequence[Template] = ({},), **fixed: Any
) -> Door:
    """A door whose address names a page."""
    return Door([{name: PAGE, **fixed}], queries, forms)


def part(name: str, rows: Of, *, page_kwarg: str = "page_id", forms: Sequence[Template] = ({},), **fixed: Any) -> Door:
    """A door whose address names a page and a row of it; also knocked with a row of another page."""
    return Door([{name: rows, page_kwarg: Own(name), **fixed}], forms=forms)


def row(kind: str, name: str = "pk", **more: Any) -> Door:
    """A door whose address names a row that is not a page."""
    return Door([{name: Of(kind)}], **more)


def listing(*queries: Template, q: str = "", exports: bool = False, forms: Sequence[Template] = ({},)) -> Door:
    """A door without ids in its address: asked plainly, with each query, with every text, and for its exports."""
    searches: tuple[Template, ...] = ({q: TEXT},) if q else ()
    return Door(NOTHING, [{}, *queries, *searches, *(EXPORTS if exports else ())], forms)


def empty(why: str, **more: Any) -> Door:
    """A door that carries no page data, and why; knocked plainly."""
    return Door(why=why, **more)


def unvisited(why: str) -> Door:
    """A door that is not knocked, and why."""
    return Door(why=why, visited=False)


def table() -> dict[str, Door]:
    """All doors of the ready site."""
    from tests.leaks import (
        doors_chains,
        doors_files,
        doors_office,
        doors_organisation,
        doors_pages,
        doors_search,
        doors_tools,
        doors_work,
    )

    tables = (
        doors_pages, doors_files, doors_tools, doors_office, doors_chains, doors_organisation, doors_search,
        doors_work,
    )  # fmt: skip
    return {name: door for each in tables for name, door in each.DOORS.items()}
