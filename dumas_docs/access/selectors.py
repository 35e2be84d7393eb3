"""Each rule as a pair: the set a person may act on, and whether one page is in it (access.md, "Selectors")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import GrantCause
from workflows.models import Appointment
from workflows.selectors import appointments_of

from .holders import reaching_page_ids, verbs_by_person
from .resolve import Resolution, resolve
from .roles import SEE
from .scope import local_today, scope_or_none


def resolution_for(user: Any, *, on: date | None = None) -> Resolution:
    """What `user` reaches today or on a day; the one of the current scope when it is the same person and day."""
    scope = scope_or_none()
    if scope is not None and reads_as(user, on):
        return scope.resolution
    return resolve(user=user, on=on or local_today())


def reads_as(user: Any, on: date | None = None) -> bool:
    """Whether the scope in force is this person's, on the day asked for."""
    scope = scope_or_none()
    if scope is None or scope.is_system or _pk(scope.user) != _pk(user):
        return False
    return on is None or on == (scope.on or local_today())


def held_by(user: Any, *, on: date) -> tuple[Appointment, ...]:
    """The appointments `user` holds on a day, definitive ones first, with position and unit; for lists and headings.

    No query for the person and day of the current scope, once that is resolved."""
    scope = scope_or_none()
    if scope is not None and reads_as(user, on):
        return scope.resolution.principals.held
    return tuple(appointments_of(person=user, on=on))


def visible_to(user: Any, verb: str = SEE, *, on: date | None = None, model: type[BasePage] = BasePage) -> QuerySet:
    """Pages on which `user` has `verb`, in one SQL query.

    Inside another person's scope the result is what both may see. Raises KeyError for an unknown verb."""
    predicate = resolution_for(user, on=on).predicate(verb)
    pages = model.objects.all()
    if predicate is None:
        return pages.none()
    found = pages.filter(predicate)
    if reads_as(user, on):
        found.query.access_applied_for = scope_or_none()
    return found


def verbs_on(user: Any, page: BasePage, *, on: date | None = None) -> frozenset[str]:
    """All verbs `user` has on `page`."""
    return resolution_for(user, on=on).verbs(page)


def may(user: Any, verb: str, page: BasePage, *, on: date | None = None) -> bool:
    """Whether `user` has `verb` on `page`."""
    return verb in verbs_on(user, page, on=on)


def may_begin(user: Any, model: type[BasePage], parent: BasePage) -> bool:
    """Whether `user` may put a new page of type `model` into `parent`."""
    return resolution_for(user).may_begin(model, parent)


def verbs_on_many(user: Any, pages: Iterable[BasePage], *, on: date | None = None) -> dict[int, frozenset[str]]:
    """Verbs by page id for a page of results; resolves the person once and asks the database nothing more."""
    resolution = resolution_for(user, on=on)
    return {page.pk: resolution.verbs(page) for page in pages}


def causes_reaching(page: BasePage, *, on: date) -> QuerySet[GrantCause]:
    """Why anybody has a role that reaches `page` on a day, with the page each was given on."""
    return (
        GrantCause.objects.in_force(on)
        .filter(page_id__in=reaching_page_ids(page))
        .select_related("user", "group__position__unit", "given_by")
        .order_by("page__depth", "role", "pk")
    )


def people_with(verb: str, page: BasePage, *, on: date | None = None) -> QuerySet:
    """Active users who have `verb` on `page` by a grant; for recipients of mails."""
    reached = verbs_by_person(page, on=on or local_today())
    return get_user_model().objects.filter(pk__in=[pk for pk, verbs in reached.items() if verb in verbs])


def _pk(user: Any) -> int | None:
    return getattr(user, "pk", None)
