"""The other way round: for one page, everybody who reaches it. A few queries however many people there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model

from dumas_docs.enums import Level
from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import AclScope, PageGroupGrant, PageUserGrant
from workflows.models import Appointment, AppointmentKind
from workflows.selectors import people_out_of_office, people_without_position

from .envelopes import confided_among
from .roles import BY_CODENAME, SHARE, Role
from .scope import bookkeeping


def reaching_page_ids(page: BasePage) -> list[int]:
    """Ids of the pages whose grants reach `page`, itself included: the union of its two scopes' closures."""
    scopes = [pk for pk in (page.acl_folder_id, page.acl_item_id) if pk]
    ids = set(AclScope.objects.filter(scope_id__in=scopes).values_list("ancestor_id", flat=True))
    return sorted(ids | {page.pk})


@dataclass(frozen=True)
class Holders:
    """The grants of a few pages with everybody who acts through them; asked about one page after the other."""

    # (user or None, group or None, codename, page the grant stands on, day from which it is bound to the role's reach)
    rows: list[tuple[int | None, int | None, str, int, date | None]]
    members: dict[int, set[int]]
    counting: frozenset[int]
    on: date
    # Grants that count in person, as (page, code name), and the (group, user) pairs that stand in for a holder.
    confided: frozenset[tuple[int, str]]
    standing_in: frozenset[tuple[int, int]]

    def verbs(self, page: BasePage, *, reaching: Collection[int]) -> dict[int, frozenset[str]]:
        """Verbs on `page` by user id, if the grants of the pages `reaching` reached it."""
        found: dict[int, set[str]] = defaultdict(set)
        for user_id, group_id, codename, from_id, bounded in self.rows:
            if from_id not in reaching:
                continue
            direct = from_id == page.pk and (bounded is None or bounded > self.on)
            verbs = role_verbs_on(page, BY_CODENAME.get(codename), direct=direct)
            for person_id in {user_id} if user_id else self._acting(group_id or 0, codename, from_id):
                found[person_id] |= verbs
        return {pk: frozenset(verbs) for pk, verbs in found.items() if verbs and pk in self.counting}

    def _acting(self, group_id: int, codename: str, from_id: int) -> set[int]:
        members = self.members.get(group_id, set())
        if (from_id, codename) not in self.confided:
            return members
        return {person_id for person_id in members if (group_id, person_id) not in self.standing_in}

    def verbs_of_groups(self, page: BasePage, *, reaching: Collection[int]) -> dict[int, frozenset[str]]:
        """As `verbs`, by the group of a position, whether somebody holds it or not."""
        found: dict[int, set[str]] = defaultdict(set)
        for _user_id, group_id, codename, from_id, bounded in self.rows:
            if group_id is not None and from_id in reaching:
                direct = from_id == page.pk and (bounded is None or bounded > self.on)
                found[group_id] |= role_verbs_on(page, BY_CODENAME.get(codename), direct=direct)
        return {pk: frozenset(verbs) for pk, verbs in found.items()}

    def shared_levels(self, *, reaching: Collection[int]) -> frozenset[Level]:
        """The levels up to which somebody can give access through the grants of `reaching`."""
        documents = {level: BasePage(level=level, live=False) for level in Level}
        return frozenset(
            level
            for level, document in documents.items()
            if any(SHARE in verbs for verbs in self.verbs(document, reaching=reaching).values())
        )


@dataclass(frozen=True)
class Rights:
    """What persons and positions may do with one page."""

    people: Mapping[int, frozenset[str]]
    groups: Mapping[int, frozenset[str]]

    def has(self, verbs: Collection[str], *, people: Collection[int], group_id: int | None) -> bool:
        """Whether one of `people`, who hold the position of the group, has all `verbs`; of a vacant one, whether who
        comes to hold it would have them."""
        wanted = set(verbs)
        if not people:
            return group_id is not None and wanted <= self.groups.get(group_id, frozenset())
        return any(wanted <= self.people.get(pk, frozenset()) for pk in people)


def rights_on(page: BasePage, *, on: date) -> Rights:
    """Everybody's verbs on `page` on a day, and those that positions bring; what is open to all is not counted."""
    ids = reaching_page_ids(page)
    held = holders_of_grants(ids, on=on)
    return Rights(held.verbs(page, reaching=ids), held.verbs_of_groups(page, reaching=ids))


def holders_of_grants(page_ids: Collection[int], *, on: date) -> Holders:
    """Everybody with a grant on one of the pages on a day."""
    rows: list[tuple[int | None, int | None, str, int, date | None]] = []
    names = ("permission__codename", "content_object_id", "bounded_from")
    with bookkeeping():
        by_name = list(
            PageUserGrant.objects.in_force(on)
            .filter(content_object_id__in=page_ids)
            .values_list("user_id", "ends_on", *names)
        )
        outside = people_without_position(person_ids={user_id for user_id, *_rest in by_name}, on=on)
        for user_id, ends_on, *grant in by_name:
            if ends_on is not None or user_id not in outside:
                rows.append((user_id, None, *grant))
        for group_id, *grant in (
            PageGroupGrant.objects.in_force(on).filter(content_object_id__in=page_ids).values_list("group_id", *names)
        ):
            rows.append((None, group_id, *grant))
        members: dict[int, set[int]] = defaultdict(set)
        standing_in = set()
        for group_id, user_id, is_own in members_of({group for _user, group, *_rest in rows if group}, on=on):
            members[group_id].add(user_id)
            if not is_own:
                standing_in.add((group_id, user_id))
        confided = confided_among(page_ids) if standing_in else frozenset()
    people = {user for user, *_rest in rows if user}.union(*members.values())
    active = set(get_user_model().objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))
    counting = frozenset(active - people_out_of_office(person_ids=active, on=on))
    return Holders(rows, dict(members), counting, on, confided, frozenset(standing_in))


def verbs_by_person(page: BasePage, *, on: date, reaching: Collection[int] | None = None) -> dict[int, frozenset[str]]:
    """Verbs of every active person with a grant that reaches `page` on a day, by user id.

    `reaching` asks what would be if the grants of those pages reached it. What is open to all is not counted."""
    ids = list(reaching_page_ids(page) if reaching is None else reaching)
    return holders_of_grants(ids, on=on).verbs(page, reaching=ids)


def shared_levels(page: BasePage, *, on: date) -> frozenset[Level]:
    """The levels up to which somebody can give access through grants that reach `page`: there and to what inherits."""
    ids = reaching_page_ids(page)
    return holders_of_grants(ids, on=on).shared_levels(reaching=ids)


def members_of(group_ids: Collection[int], *, on: date) -> set[tuple[int, int, bool]]:
    """(group, user, whether not only as plh.) for those who act through the groups on a day: who holds positions."""
    held = Appointment.objects.on(on).filter(position__group_id__in=list(group_ids))
    kinds: dict[tuple[int, int], set[str]] = defaultdict(set)
    for group_id, person_id, kind in held.values_list("position__group_id", "person_id", "kind"):
        kinds[group_id, person_id].add(kind)
    return {(*pair, held_as != {AppointmentKind.PLH}) for pair, held_as in kinds.items()}


def role_verbs_on(page: BasePage, role: Role | None, *, direct: bool) -> frozenset[str]:
    """What a role that reaches `page` allows there: at any level where it is `direct`, else up to its reach."""
    if role is None or not (page.live or role.drafts):
        return frozenset()
    if direct:
        return role.verbs
    return frozenset(verb for verb, reach in role.reach.items() if page.level <= reach)
