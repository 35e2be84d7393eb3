"""Show a service standard or SOP to everybody, and take it back (S1; domain.md §11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import APPROVE, READ
from dumas_docs.access.scope import bookkeeping, forget_resolution
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import Level, StandardLayout
from dumas_docs.models import BasePage, FieldGroup, ServiceStandard, Sop


class MayNotPublish(PermissionError):
    """Only who may approve a standard shows it to the public."""


class NotForThePublic(ValueError):
    """Only final service standards and SOPs at the ordinary level are public."""


class ComponentsMissing(ValueError):
    """A standard is shown when its 14 components are filled; `labels` names the empty ones (S1)."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__(", ".join(labels))
        self.labels = labels


def can_be_public(page: BasePage) -> bool:
    """Whether pages like this one are for the public at all."""
    return issubclass(page.specific_class, (ServiceStandard, Sop)) and page.level == Level.BIASA and page.live


@transaction.atomic
def publish_to_public(*, page: ServiceStandard | Sop, by: Any, now: datetime) -> None:
    """Let everybody read `page`. Raises MayNotPublish, NotForThePublic, ComponentsMissing."""
    _ask(page, by)
    if not can_be_public(page):
        raise NotForThePublic(page.pk)
    if isinstance(page, ServiceStandard) and page.layout == StandardLayout.KOMPONEN_14 and page.missing_components():
        raise ComponentsMissing(page.missing_components())
    if not page.is_public:
        _set(page, public=True)
        audit.record(verb="naskah.diumumkan", by=by, page=page, group=FieldGroup.METADATA, at=now)


@transaction.atomic
def withdraw_from_public(*, page: BasePage, by: Any, now: datetime, reason: str = "") -> None:
    """Show `page` to its own readers only again. Raises MayNotPublish."""
    _ask(page, by)
    if page.is_public:
        _set(page, public=False)
        audit.record(verb="naskah.ditarik", by=by, page=page, group=FieldGroup.METADATA, reason=reason.strip(), at=now)


def _ask(page: BasePage, by: Any) -> None:
    if by is not None and not {READ, APPROVE} <= verbs_on(by, page):
        raise MayNotPublish


def _set(page: BasePage, *, public: bool) -> None:
    with bookkeeping():
        BasePage.objects.filter(pk=page.pk).update(is_public=public)
    page.is_public = public
    forget_resolution()
    events.access_changed.send(sender=type(page), page_id=page.pk)
