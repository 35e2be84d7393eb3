"""Each rule as a pair: the set a person may act on, and whether one page is in it (access.md, "Selectors")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import AclScope, GrantCause, PageGroupGrant, PageUserGrant
from workflows.models import Appointment

from .resolve import Resolution, resolve
from .roles import SEE
from .scope import bookkeeping, local_today, scope_or_none


def resolution_for(user: Any, *, on: date | None = None) -> Resolution:
    """What `user` reaches today or on a day; the one of the current scope when it is the same person and day."""
    scope = scope_or_none()
    same_person = scope is not None and not scope.is_system and _pk(scope.user) == _pk(user)
    if same_person and scope is not None and (on is None or on == (scope.on or local_today())):
        return scope.resolution
    return resolve(user=user, on=on or local_today())


def visible_to(user: Any, verb: str = SEE, *, on: date | None = None, model: type[BasePage] = BasePage) -> QuerySet:
    """Pages on which `user` has `verb`, in one SQL query.

    Inside another person's scope the result is what both may see. Raises KeyError for an unknown verb."""
    predicate = resolution_for(user, on=on).predicate(verb)
    pages = model.objects.all()
    if predicate is None:
        return pages.none()
    found = pages.filter(predicate)
    scope = scope_or_none()
    if scope is not None and not scope.is_system and _pk(scope.user) == _pk(user):
        found.query.access_applied = True
    return found


def verbs_on(user: Any, page: BasePage, *, on: date | None = None) -> frozenset[str]:
    """All verbs `user` has on `page`."""
    return resolution_for(user, on=on).verbs(page)


def may(user: Any, verb: str, page: BasePage, *, on: date | None = None) -> bool:
    """Whether `user` has `verb` on `page`."""
    return verb in verbs_on(user, page, on=on)


def verbs_on_many(user: Any, pages: Iterable[BasePage]) -> dict[int, frozenset[str]]:
    """Verbs by page id for a page of results; resolves the person once and asks the database nothing more."""
    resolution = resolution_for(user)
    return {page.pk: resolution.verbs(page) for page in pages}


def reaching_page_ids(page: BasePage) -> list[int]:
    """Ids of the pages whose grants reach `page`, itself included: the union of its two scopes' closures."""
    scopes = [pk for pk in (page.acl_folder_id, page.acl_item_id) if pk]
    ids = set(AclScope.objects.filter(scope_id__in=scopes).values_list("ancestor_id", flat=True))
    return sorted(ids | {page.pk})


def causes_reaching(page: BasePage, *, on: date) -> QuerySet[GrantCause]:
    """Why anybody has a role that reaches `page` on a day, with the page each was given on."""
    return (
        GrantCause.objects.in_force(on)
        .filter(page_id__in=reaching_page_ids(page))
        .select_related("user", "group__position__unit", "given_by")
        .order_by("page__depth", "role", "pk")
    )


def people_with(verb: str, page: BasePage, *, on: date | None = None) -> QuerySet:
    """Active users who have `verb` on `page`; for recipients of mails. Each candidate is asked one by one."""
    day = on or local_today()
    with bookkeeping():
        ids = reaching_page_ids(page)
        groups = (
            PageGroupGrant.objects.in_force(day).filter(content_object_id__in=ids).values_list("group_id", flat=True)
        )
        holders = (
            Appointment.objects.on(day).filter(position__group_id__in=list(groups)).values_list("person_id", flat=True)
        )
        persons = (
            PageUserGrant.objects.in_force(day).filter(content_object_id__in=ids).values_list("user_id", flat=True)
        )
        user_model = get_user_model()
        candidates = user_model.objects.filter(is_active=True).filter(
            Q(pk__in=list(holders))
            | Q(pk__in=list(persons))
            | Q(groups__in=list(groups), groups__position__isnull=True)
        )
        allowed = [user.pk for user in candidates.distinct() if verb in resolve(user=user, on=day).verbs(page)]
    return user_model.objects.filter(pk__in=allowed)


def _pk(user: Any) -> int | None:
    return getattr(user, "pk", None)
