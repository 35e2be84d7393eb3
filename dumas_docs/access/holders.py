"""The other way round: for one page, everybody who reaches it. A few queries however many people there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.contrib.auth import get_user_model

from dumas_docs.enums import Level
from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import AclScope, PageGroupGrant, PageUserGrant
from workflows.models import Appointment
from workflows.selectors import people_out_of_office

from .roles import BY_CODENAME, SHARE, Role
from .scope import bookkeeping


def reaching_page_ids(page: BasePage) -> list[int]:
    """Ids of the pages whose grants reach `page`, itself included: the union of its two scopes' closures."""
    scopes = [pk for pk in (page.acl_folder_id, page.acl_item_id) if pk]
    ids = set(AclScope.objects.filter(scope_id__in=scopes).values_list("ancestor_id", flat=True))
    return sorted(ids | {page.pk})


def verbs_by_person(page: BasePage, *, on: date, reaching: Collection[int] | None = None) -> dict[int, frozenset[str]]:
    """Verbs of every active person with a grant that reaches `page` on a day, by user id.

    `reaching` asks what would be if the grants of those pages reached it. What is open to all is not counted."""
    ids = list(reaching_page_ids(page) if reaching is None else reaching)
    found: dict[int, set[str]] = defaultdict(set)
    with bookkeeping():
        of_groups: dict[int, set[str]] = defaultdict(set)
        names = ("permission__codename", "content_object_id", "bounded_from")
        for user_id, codename, from_id, bounded in (
            PageUserGrant.objects.in_force(on).filter(content_object_id__in=ids).values_list("user_id", *names)
        ):
            direct = from_id == page.pk and (bounded is None or bounded > on)
            found[user_id] |= role_verbs_on(page, BY_CODENAME.get(codename), direct=direct)
        for group_id, codename, from_id, bounded in (
            PageGroupGrant.objects.in_force(on).filter(content_object_id__in=ids).values_list("group_id", *names)
        ):
            direct = from_id == page.pk and (bounded is None or bounded > on)
            of_groups[group_id] |= role_verbs_on(page, BY_CODENAME.get(codename), direct=direct)
        for group_id, user_id in members_of(of_groups, on=on):
            found[user_id] |= of_groups[group_id]
    active = set(get_user_model().objects.filter(pk__in=found, is_active=True).values_list("pk", flat=True))
    active -= people_out_of_office(person_ids=active, on=on)
    return {pk: frozenset(verbs) for pk, verbs in found.items() if verbs and pk in active}


def shared_levels(page: BasePage, *, on: date, reaching: Collection[int] | None = None) -> frozenset[Level]:
    """The levels up to which somebody can give access through grants that reach `page`: there and to what inherits."""
    ids = list(reaching_page_ids(page) if reaching is None else reaching)
    found = set()
    for level in Level:
        document = BasePage(level=level, live=False)
        if any(SHARE in verbs for verbs in verbs_by_person(document, on=on, reaching=ids).values()):
            found.add(level)
    return frozenset(found)


def members_of(group_ids: Collection[int], *, on: date) -> set[tuple[int, int]]:
    """(group, user) for those who act through the groups on a day: holders of positions, members of plain groups."""
    ids = list(group_ids)
    held = Appointment.objects.on(on).filter(position__group_id__in=ids).values_list("position__group_id", "person_id")
    membership = get_user_model().groups.through.objects
    joined = membership.filter(group_id__in=ids, group__position__isnull=True).values_list("group_id", "user_id")
    return {*held, *joined}


def role_verbs_on(page: BasePage, role: Role | None, *, direct: bool) -> frozenset[str]:
    """What a role that reaches `page` allows there: at any level where it is `direct`, else up to its reach."""
    if role is None or not (page.live or role.drafts):
        return frozenset()
    if direct:
        return role.verbs
    return frozenset(verb for verb, reach in role.reach.items() if page.level <= reach)
