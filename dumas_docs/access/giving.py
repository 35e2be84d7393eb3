"""Which roles a person may give on a page: never more than he has there (docs/decisions/0003-roles-and-reach.md)."""

from __future__ import annotations

from collections import defaultdict

from dumas_docs.enums import Level
from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import GrantCause

from .holders import role_verbs_on
from .resolve import Resolution
from .roles import DISPOSE, HOLD, NEVER_SHARED, READ, ROLES, SHARE, Role


def givable_roles(resolution: Resolution, page: BasePage) -> frozenset[str]:
    """Codes of the roles within the person's own rights on `page`; none without `share`.

    Every verb of the role must be one's own here. Where documents can lie below, the role must not reach a stricter
    level than one reaches oneself, and a role that shows drafts asks for one's own right to drafts."""
    own = resolution.verbs(page)
    if SHARE not in own:
        return frozenset()
    reach, reach_of_drafts = _own_reach(resolution, page)
    room_below = has_room_below(page)

    def is_within(role: Role) -> bool:
        if role.code in NEVER_SHARED:
            return False
        if not role.verbs <= own or (role.drafts and not role.verbs <= reach_of_drafts.keys()):
            return False
        limits = reach_of_drafts if role.drafts else reach
        return not room_below or _is_covered(role.reach, limits)

    return frozenset(code for code, role in ROLES.items() if is_within(role))


def rulable_roles(resolution: Resolution, page: BasePage) -> frozenset[str]:
    """Codes of the roles from above that the person may bring onto `page` or take off it by stopping or moving.

    Those he may give, measured by reach even on a single letter: its level may rise. Verbs of the archive's own
    keeping open no content and do not count."""
    own = resolution.verbs(page)
    if SHARE not in own:
        return frozenset()
    reach, reach_of_drafts = _own_reach(resolution, page)
    found = set()
    for code, role in ROLES.items():
        opening = {verb: level for verb, level in role.reach.items() if verb not in (DISPOSE, HOLD)}
        if opening.keys() <= own and _is_covered(opening, reach_of_drafts if role.drafts else reach):
            found.add(code)
    return frozenset(found)


def share_standing(resolution: Resolution, page: BasePage) -> int:
    """How high the person's right to share reaches through his roles on `page`, whatever they allow there; -1: none."""
    return max((role.reach[SHARE] for role in resolution.roles_on(page) if SHARE in role.reach), default=-1)


def _is_covered(reach: dict[str, Level], limits: dict[str, Level]) -> bool:
    return all(level <= limits.get(verb, -1) for verb, level in reach.items())


def has_room_below(page: BasePage) -> bool:
    """Whether documents can lie below `page`, so that a role given here reaches further."""
    return bool(page.specific_class.clean_subpage_models())


def needs_reason(page: BasePage, role: str) -> bool:
    """Whether giving `role` here opens something RAHASIA or stricter, on the page itself or below it."""
    if page.level >= Level.RAHASIA:
        return True
    return has_room_below(page) and ROLES[role].reach.get(READ, -1) >= Level.RAHASIA


def can_be_kept(page: BasePage, cause: GrantCause) -> bool:
    """Whether a role comes from above and allows something on the page or below it."""
    role = ROLES.get(cause.role)
    return cause.page_id != page.pk and (bool(role_verbs_on(page, role, direct=False)) or has_room_below(page))


def _own_reach(resolution: Resolution, page: BasePage) -> tuple[dict[str, Level], dict[str, Level]]:
    """How high the person's roles on `page` reach below it, by verb: all roles, and those that show drafts."""
    all_roles: dict[str, Level] = defaultdict(lambda: Level.BIASA)
    with_drafts: dict[str, Level] = defaultdict(lambda: Level.BIASA)
    for role in resolution.roles_on(page):
        for verb, level in role.reach.items():
            all_roles[verb] = max(all_roles[verb], level)
            if role.drafts:
                with_drafts[verb] = max(with_drafts[verb], level)
    return dict(all_roles), dict(with_drafts)
