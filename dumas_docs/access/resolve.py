"""What a person reaches, as sets of scope ids: scheme Y3 (docs/decisions/0002-y3-pointers.md).

A page points to its nearest folder (`acl_folder`) and nearest record scope (`acl_item`). A grant on page P reaches
every scope whose closure (`AclScope`) holds P. So a person is resolved once into a few sets of ids, and each list is a
plain filter on two columns.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from dumas_docs.enums import Level

from .envelopes import closed_to_stand_in, stands_in_for
from .principals import Principals, principals_of
from .roles import ADD, BY_CODENAME, READ, ROLES, SEE, VERBS, Role
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
        found = Q(**{f"{self.column}__in": sorted(self.ids)})
        if self.reach is not None:
            found &= Q(level__lte=self.reach)
        return found if self.drafts else found & Q(live=True)


@dataclass
class Resolution:
    """Scope ids by role for one person on one day; answers sets (`predicate`) and singles (`verbs`) alike."""

    principals: Principals
    # The tree's root, and what the office publishes: few ids, so that every term of a list filter has an index.
    open_to_all: set[int] = field(default_factory=set)
    folders: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    items: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    # Pages with a grant of their own, by role, with the page's level; every role the person has stands as a key.
    direct: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
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
            above_reach[role.drafts] |= {page_id for page_id, level in granted.items() if named_too or level > reach}
        found = [
            *(Term("acl_folder_id", frozenset(ids), drafts, reach) for (reach, drafts), ids in folders.items()),
            *(Term("acl_item_id", frozenset(ids), drafts, reach) for (reach, drafts), ids in items.items()),
            *(Term("id", frozenset(ids), drafts) for drafts, ids in above_reach.items()),
        ]
        if verb in (SEE, READ):
            found.append(Term("id", frozenset(self.open_to_all), drafts=True))
        return [term for term in found if term.ids]


def is_open_to_all(page: BasePage) -> bool:
    """Whether everybody, also without signing in, may read a loaded page."""
    return page.depth == 1 or (page.is_public and page.live and page.level == Level.BIASA)


def resolve(*, user: Any, on: date) -> Resolution:
    """Resolve a person on a day: two queries for the principals, one for what is open, one or two for the grants."""
    from dumas_docs.models.grants import PageGroupGrant, PageUserGrant

    principals = principals_of(user=user, on=on)
    resolution = Resolution(principals=principals, open_to_all=_open_to_all())
    if principals.is_public:
        return resolution
    by_name = PageUserGrant.objects.filter(user_id=principals.user_id)
    sources: list[Any] = [by_name.filter(ends_on__isnull=False) if principals.dated_only else by_name]
    if principals.group_ids:
        by_position = PageGroupGrant.objects.filter(group_id__in=principals.group_ids)
        stands_in = stands_in_for(principals.held)
        sources.append(by_position.exclude(closed_to_stand_in(stands_in)) if stands_in else by_position)
    with bookkeeping():
        for grants in sources:
            rows = grants.in_force(on).values_list(
                "permission__codename",
                "bounded_from",
                "content_object_id",
                "content_object__level",
                "content_object__scopes_below__scope_id",
                "content_object__scopes_below__is_folder",
            )
            for codename, bounded_from, page_id, level, scope_id, is_folder in rows.order_by():
                role = BY_CODENAME.get(codename)
                if role is None:
                    continue
                direct = resolution.direct[role.code]
                if bounded_from is None or bounded_from > on:
                    direct[page_id] = level
                if scope_id is not None:
                    (resolution.folders if is_folder else resolution.items)[role.code].add(scope_id)
    return resolution


def _open_to_all() -> set[int]:
    from dumas_docs.models.base import BasePage

    with bookkeeping():
        public = BasePage.objects.filter(is_public=True, live=True, level=Level.BIASA).order_by().values_list("pk")
        root = BasePage.objects.filter(path=BasePage._get_path(None, 1, 1)).order_by().values_list("pk")
        return {pk for (pk,) in public.union(root)}
