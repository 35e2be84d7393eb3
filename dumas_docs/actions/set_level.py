"""Change the security level of a document, and with it that of its case file (domain.md §10; access.md)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import TaskState

from dumas_docs import events
from dumas_docs.access import audit, pointers
from dumas_docs.access.roles import READ, SET_LEVEL
from dumas_docs.access.scope import bookkeeping, forget_resolution
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, FieldGroup, GrantCause
from workflows.engine.decide import hold_chain
from workflows.models import StepState

from .chain_rights import follow_level
from .direct_grants import corrections_of_letters, direct_beyond_reach, end_direct, keep_by_name


class MayNotSetLevel(PermissionError):
    """Only who may change the level of the whole file changes that of one document in it."""


class FolderHasNoLevel(ValueError):
    """Levels belong to documents; a folder is opened and closed by sharing."""


class LoweringNeedsReason(ValueError):
    """A level is lowered with a reason only (domain.md §10)."""


class BelowItsCase(ValueError):
    """Part of a case cannot be less strict than the case; the case is lowered instead."""


class DirectGrantsReach(ValueError):
    """Roles given on the documents themselves would open them as secret ones; somebody has to want that."""

    def __init__(self, causes: list[GrantCause]) -> None:
        super().__init__([cause.pk for cause in causes])
        self.causes = causes


@transaction.atomic
def set_level(
    *, page: BasePage, level: int, by: Any, now: datetime, reason: str = "", confirmed: Collection[int] = ()
) -> None:
    """Set the level of `page`; a file is as strict as its strictest item, so raising one raises its whole case.

    Lowering a case lowers those of its parts that stood at the same level. Raising withdraws a public document. Top
    secret is reached by direct grants only: heads of unit and the handler get one where they had inherited access, and
    those of others end. Raised to secret, direct grants that reach further than their role does from above must be
    `confirmed` (ids of causes); what let a registrar correct his entry ends. `by` is None for the system, which
    confirms nothing: they end.
    Raises MayNotSetLevel, FolderHasNoLevel, LoweringNeedsReason, BelowItsCase, DirectGrantsReach."""
    level, reason = Level(level), reason.strip()
    _hold_chains(page)
    pointers.hold_places()
    with bookkeeping():
        page_now = BasePage.objects.select_for_update(no_key=True).get(pk=page.pk)
        if page_now.specific_class.is_folder:
            raise FolderHasNoLevel(page.pk)
        _ask(by, page_now)
        if page_now.level == level:
            return
        case = case_of(page_now)
        if level < page_now.level and not reason:
            raise LoweringNeedsReason
        if case.pk != page_now.pk and level < case.level:
            raise BelowItsCase
        changed = _raised(case, level) if level > page_now.level else _lowered(page_now, level)
    for changing in changed:
        _ask(by, changing)
    if level == Level.RAHASIA and level > page_now.level:
        beyond = direct_beyond_reach(changed, level=level, now=now)
        corrections = corrections_of_letters(beyond, pages=changed)
        beyond = [cause for cause in beyond if cause not in corrections]
        unconfirmed = [cause for cause in beyond if cause.pk not in confirmed]
        if unconfirmed and by is not None:
            raise DirectGrantsReach(beyond)
        end_direct([*corrections, *unconfirmed], by=by, now=now)
    for changing in changed:
        change_level(changing, level, by=by, now=now, reason=reason)
    if level > page_now.level:
        follow_level(page_ids=[changing.pk for changing in changed], level=level, by=by, now=now)
    page.level = level
    page.is_public = page.is_public and level == Level.BIASA
    forget_resolution()


def _hold_chains(page: BasePage) -> None:
    """The chains on documents of the file, before the documents: whoever acts at a step locks in that order."""
    with bookkeeping():
        file = BasePage.objects.descendant_of(case_of(page), inclusive=True)
        running = StepState.objects.filter(subject__in=file, status=TaskState.STATUS_IN_PROGRESS)
        for page_id in running.order_by("subject").values_list("subject_id", flat=True):
            hold_chain(page_id)


def _ask(by: Any, page: BasePage) -> None:
    if by is not None and not {READ, SET_LEVEL} <= verbs_on(by, page):
        raise MayNotSetLevel


def case_of(page: BasePage) -> BasePage:
    """The file `page` is part of; itself where it lies in a folder."""
    parent = page.get_parent()
    return page if parent is None or parent.specific_class.is_folder else parent


def _raised(case: BasePage, level: Level) -> list[BasePage]:
    """The whole file, as far as it is less strict than the new level."""
    file = BasePage.objects.select_for_update(no_key=True).descendant_of(case, inclusive=True)
    return list(file.filter(level__lt=level).order_by("path"))


def _lowered(page: BasePage, level: Level) -> list[BasePage]:
    file = BasePage.objects.select_for_update(no_key=True).descendant_of(page, inclusive=True)
    return list(file.filter(level=page.level).order_by("path"))


def change_level(page: BasePage, level: Level, *, by: Any, now: datetime, reason: str) -> None:
    """Write the level of one page, with what follows from it for its roles; whoever calls has asked."""
    before, was_public = Level(page.level), page.is_public
    if level == Level.SANGAT_RAHASIA:
        keep_by_name(page, by=by, now=now)
    page.level, page.is_public = level, was_public and level == Level.BIASA
    with bookkeeping():
        BasePage.objects.filter(pk=page.pk).update(level=level, is_public=page.is_public)
    audit.record(
        verb="naskah.tingkat", by=by, page=page, group=FieldGroup.METADATA, reason=reason, at=now,
        data={"from": before.code, "to": level.code},
    )  # fmt: skip
    if was_public and not page.is_public:
        audit.record(verb="naskah.ditarik", by=by, page=page, group=FieldGroup.METADATA, reason=reason, at=now)
    events.access_changed.send(sender=BasePage, page_id=page.pk)
