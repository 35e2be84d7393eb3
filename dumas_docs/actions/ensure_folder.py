"""Year folders on demand: /arsip/<unit>/<register>/<year>/, one of each however many ask at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from dumas_docs import events
from dumas_docs.access import pointers
from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import BasePage, Folder, FolderPurpose


class NoUnitFolder(LookupError):
    """The unit has no folder in the archive; the organisation's set-up makes it together with its grants."""


@transaction.atomic
def ensure_year_folder(*, unit: Any, register: str, year: int, by: Any = None) -> Folder:
    """The folder of a unit's register for a year; missing register and year folders are made below the unit's folder.

    `register` is the folder's slug, for example "pengaduan". The folder's row stays locked until the caller's
    transaction ends, so documents are put into it one after another. Asks nobody's rights. Raises NoUnitFolder."""
    pointers.hold_places()
    with bookkeeping():
        unit_folder = Folder.objects.filter(unit=unit, purpose=FolderPurpose.UNIT, slug=unit.code).first()
        if unit_folder is None:
            raise NoUnitFolder(unit.code)
        book = _ensure(
            unit_folder, slug=register, title=register.replace("-", " ").capitalize(), purpose=FolderPurpose.BUKU,
            register=register, by=by,
        )  # fmt: skip
        folder = _ensure(
            book, slug=str(year), title=str(year), purpose=FolderPurpose.TAHUN, register=register, year=year, by=by
        )
        return _locked(folder)


@transaction.atomic
def place_in_register(*, parent: BasePage, document: type[BasePage], year: int, by: Any = None) -> BasePage:
    """Where a new `document` put into `parent` belongs: in the year of a register's own book, else in `parent` itself.

    The year folder is made when it is missing. Asks nobody's rights."""
    book = parent.specific
    register = getattr(document, "register_code", "")
    if not isinstance(book, Folder) or book.purpose != FolderPurpose.BUKU or not register or book.register != register:
        return parent
    pointers.hold_places()
    with bookkeeping():
        folder = _ensure(
            Folder.objects.get(pk=book.pk), slug=str(year), title=str(year), purpose=FolderPurpose.TAHUN,
            register=register, year=year, by=by,
        )  # fmt: skip
        return _locked(folder)


def _ensure(parent: Folder, *, slug: str, title: str, by: Any, **values: Any) -> Folder:
    found = Folder.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    # Whoever waited here finds the folder the other one has made, and the parent's true number of children.
    parent = _locked(parent)
    found = Folder.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    folder = parent.add_child(instance=Folder(title=title, slug=slug, **values))
    # Not in the audit trail: its end would stay locked while the caller takes a number, against the order of locks.
    log(instance=folder, action="wagtail.create", user=by)
    events.content_changed.send(sender=Folder, page_id=folder.pk)
    return folder


def _locked(folder: Folder) -> Folder:
    BasePage.objects.select_for_update(no_key=True).get(pk=folder.pk)
    return Folder.objects.get(pk=folder.pk)
