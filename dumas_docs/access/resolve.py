"""What a person reaches, as sets of scope ids: scheme Y3 (docs/decisions/0002-y3-pointers.md).

A page points to its nearest folder (`acl_folder`) and nearest record scope (`acl_item`). A grant on page P reaches
every scope whose closure (`AclScope`) holds P. So a person is resolved once into a few sets of ids, and each list is a
plain filter on two columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from dumas_docs.enums import Level

from .envelopes import closed_to_stand_in, stands_in_for
from .id_sets import IdSet
from .principals import Principals, principals_of
from .role_permissions import roles_by_permission
from .roles import ADD, READ, ROLES, SEE, VERBS, Role
from .scope import bookkeeping

if TYPE_CHECKING:
    from dumas_docs.models import BasePage


@dataclass(frozen=True)
class Term:
    """Pages whose `column` holds one of `ids`, up to a level where `reach` is set, without drafts unless `drafts`."""

    column: str  # acl_folder_id, acl_item_id, or id
    ids: frozenset[int]
    drafts: bool
    reach: Level | None = None

    def as_q(self) -> Q:
        """The term as a filter of the database."""
        found = Q(**{f"{self.column}__among": IdSet(self.ids)})
        if self.reach is not None:
            found &= Q(level__lte=self.reach)
        return found if self.drafts else found & Q(live=True)


@dataclass
class Resolution:
    """Scope ids by role for one person on one day; answers sets (`predicate`) and singles (`verbs`) alike."""

    principals: Principals
    folders: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    items: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    # Pages with a grant of their own, by role; every role the person has stands as a key.
    direct: dict[str, set[int]] = field(default_factory=dict)
    _grants: Sequence[QuerySet] = field(default=(), repr=False)
    _on: date | None = None
    _predicates: dict[str, Q | None] = field(default_factory=dict, repr=False)

    def has_verb_anywhere(self, verb: str) -> bool:
        """Whether any grant of the person carries `verb`."""
        return any(verb in ROLES[code].reach for code in self.direct)

    def predicate(self, verb: str) -> Q | None:
        """A filter on pages for `verb`, or None when nothing at all is reached. Raises KeyError for an unknown verb."""
        if verb not in self._predicates:
            given = [term.as_q() for term in self.terms(verb)]
            self._predicates[verb] = reduce(or_, given) if given else None
        return self._predicates[verb]

    def verbs(self, page: BasePage) -> frozenset[str]:
        """All verbs the person has on a loaded page. No query."""
        found = {verb for role in self.roles_on(page) for verb in self._carried(role, page)}
        if is_open_to_all(page):
            found |= {SEE, READ}
        return frozenset(found)

    def _carried(self, role: Role, page: BasePage) -> frozenset[str] | set[str]:
        """The verbs a role that reaches the page carries there."""
        if not (page.live or role.drafts):
            return set()
        if page.pk in self.direct[role.code]:
            return role.verbs
        return {verb for verb, reach in role.reach.items() if page.level <= reach}

    def may_begin(self, model: type[BasePage], parent: BasePage) -> bool:
        """Whether the person may put a new page of type `model` into a loaded one. No query.

        The office's own papers in a case or a monitoring are drafted by who works on it: the registry, which may add to
        it, puts in what came from outside (domain.md §2, §6 steps 4 and 6)."""
        is_own = parent.specific_class.is_record_scope and not getattr(model, "is_from_outside", False)
        roles = [role for role in self.roles_on(parent) if not (is_own and role.only_registers)]
        return any(ADD in self._carried(role, parent) for role in roles)

    def roles_on(self, page: BasePage) -> list[Role]:
        """Roles whose grants reach a loaded page, whatever they allow at its level. No query."""
        return [
            ROLES[code]
            for code, granted in self.direct.items()
            if page.pk in granted or page.acl_folder_id in self.folders[code] or page.acl_item_id in self.items[code]
        ]

    @cached_property
    def _open_to_all(self) -> set[int]:
        """The tree's root, and what the office publishes: few ids, so that every term of a list filter has an index.
        Only lists ask for them: of a loaded page it is seen (`is_open_to_all`)."""
        from dumas_docs.models.base import BasePage

        with bookkeeping():
            public = BasePage.objects.filter(is_public=True, live=True, level=Level.BIASA).order_by().values_list("pk")
            root = BasePage.objects.filter(path=BasePage._get_path(None, 1, 1)).order_by().values_list("pk")
            return {pk for (pk,) in public.union(root)}

    def _above(self, code: str, reach: Level) -> set[int]:
        return {page_id for page_id, level in self._raised.get(code, {}).items() if level > reach}

    @cached_property
    def _raised(self) -> dict[str, dict[int, int]]:
        """By role the levels of granted pages above the lowest reach of any. Only lists ask for them: a loaded page
        knows its own. The grants are asked again with them, as raising a document ends grants on it."""
        lowest = min((reach for code in self.direct for reach in ROLES[code].reach.values()), default=None)
        if lowest is None:
            return {}
        roles, found = roles_by_permission(), defaultdict[str, dict[int, int]](dict)
        with bookkeeping():
            first, *others = (
                source.filter(content_object__level__gt=lowest)
                .exclude(bounded_from__lte=self._on)
                .values_list("permission_id", "content_object_id", "content_object__level")
                for source in self._grants
            )
            for permission_id, page_id, level in first.union(*others, all=True):
                if permission_id in roles:
                    found[roles[permission_id].code][page_id] = level
        return found

    def terms(self, verb: str, *, named_too: bool = False) -> list[Term]:
        """The same filter for engines other than the database: a page is reached by any one of these terms.

        `named_too` adds the pages with a grant of their own by their id: an engine whose pointers follow a moment later
        finds them at once. No term at all: nothing is reached. Raises KeyError for an unknown verb."""
        VERBS[verb]
        folders: dict[tuple[Level, bool], set[int]] = defaultdict(set)
        items: dict[tuple[Level, bool], set[int]] = defaultdict(set)
        above_reach: dict[bool, set[int]] = defaultdict(set)
        for code, granted in self.direct.items():
            role = ROLES[code]
            if verb not in role.reach:
                continue
            reach = role.reach[verb]
            folders[reach, role.drafts] |= self.folders[code]
            items[reach, role.drafts] |= self.items[code]
            above_reach[role.drafts] |= granted if named_too else self._above(code, reach) & granted
        found = [
            *(Term("acl_folder_id", frozenset(ids), drafts, reach) for (reach, drafts), ids in folders.items()),
            *(Term("acl_item_id", frozenset(ids), drafts, reach) for (reach, drafts), ids in items.items()),
            *(Term("id", frozenset(ids), drafts) for drafts, ids in above_reach.items()),
        ]
        if verb in (SEE, READ):
            found.append(Term("id", frozenset(self._open_to_all), drafts=True))
        return [term for term in found if term.ids]


def is_open_to_all(page: BasePage) -> bool:
    """Whether everybody, also without signing in, may read a loaded page."""
    return page.depth == 1 or (page.is_public and page.live and page.level == Level.BIASA)


def resolve(*, user: Any, on: date) -> Resolution:
    """Resolve a person on a day: two queries for the principals, two for the grants; lists ask two more."""
    principals = principals_of(user=user, on=on)
    resolution = Resolution(principals=principals)
    if principals.is_public:
        return resolution
    with bookkeeping():
        resolution._grants, resolution._on = _grants_of(principals, on=on), on
        granted = _read_grants(resolution, on=on)
        closures = _closures(resolution._grants)
    for code, page_ids in granted.items():
        below = [row for page_id in page_ids & closures.keys() for row in closures[page_id]]
        folders = {scope_id for scope_id, is_folder in below if is_folder}
        # Whatever has a grant of its own is a scope, of records where it is no folder.
        resolution.folders[code] = folders
        resolution.items[code] = (page_ids - folders) | {scope_id for scope_id, is_folder in below if not is_folder}
    return resolution


def _grants_of(principals: Principals, *, on: date) -> list[QuerySet]:
    from dumas_docs.models.grants import PageGroupGrant, PageUserGrant

    by_name = PageUserGrant.objects.filter(user_id=principals.user_id).in_force(on).order_by()
    sources: list[QuerySet] = [by_name.filter(ends_on__isnull=False) if principals.dated_only else by_name]
    if principals.group_ids:
        by_position = PageGroupGrant.objects.filter(group_id__in=principals.group_ids).in_force(on).order_by()
        stands_in = stands_in_for(principals.held)
        sources.append(by_position.exclude(closed_to_stand_in(stands_in)) if stands_in else by_position)
    return sources


def _read_grants(resolution: Resolution, *, on: date) -> dict[str, set[int]]:
    """Granted pages by role, those whose grant counts only like one from above included, which are not `direct`."""
    # A text, as numbers, dates and truths are converted one by one, and a person may have thousands of rows.
    is_bounded = Case(When(bounded_from__lte=on, then=Value("yes")), default=Value(""), output_field=CharField())
    first, *others = (
        source.values_list("permission_id", "content_object_id", is_bounded) for source in resolution._grants
    )
    own: dict[int, set[int]] = defaultdict(set)
    bounded: dict[int, set[int]] = defaultdict(set)
    for permission_id, page_id, bound in first.union(*others, all=True):
        (bounded if bound else own)[permission_id].add(page_id)
    granted: dict[str, set[int]] = {}
    for permission_id, role in roles_by_permission().items():
        if permission_id in own or permission_id in bounded:
            resolution.direct[role.code] = own[permission_id]
            granted[role.code] = own[permission_id] | bounded[permission_id]
    return granted


def _closures(grants: Sequence[QuerySet]) -> dict[int, list[tuple[int, bool]]]:
    """Scopes below granted pages, by page: folders with themselves, of other pages only what lies below, as most of
    them are documents on their way and nothing but their own scope."""
    from dumas_docs.models.grants import FAR_REACHING, AclScope

    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    first, *others = (source.values("content_object_id") for source in grants)
    rows = AclScope.objects.filter(FAR_REACHING, ancestor_id__in=first.union(*others, all=True)).order_by()
    for ancestor_id, scope_id, is_folder in rows.values_list("ancestor_id", "scope_id", "is_folder"):
        found[ancestor_id].append((scope_id, is_folder))
    return found
