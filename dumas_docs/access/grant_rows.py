"""The guardian rows of one page: each stands exactly while a cause for it is in force, and says until which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from dumas_docs.models.grants import BOUNDED, GrantCause, PageGroupGrant, PageUserGrant

from .role_permissions import permission_ids, roles_by_permission
from .roles import ROLES

# Role code, user or None, group or None.
Principal = tuple[str, int | None, int | None]
# Last day, day from which the row is bound to the reach of its role.
Days = tuple[date | None, date | None]


def sync(
    *, page_id: int, principals: Collection[Principal], standing: Iterable[GrantCause], today: date
) -> tuple[bool, bool]:
    """Write or remove the rows of these roles on a page, so that they say what its `standing` causes say: all that were
    not revoked, as read since places are held.

    Returns whether the page had any row before, and whether it has one now. In a few queries however many roles;
    call it as bookkeeping, while places are held. Raises KeyError for a role that is not in the table."""
    asked = {(ROLES[role].code, user_id, group_id) for role, user_id, group_id in principals}
    wanted = {key: days for key, days in _wanted(standing, today).items() if key in asked}
    stored = _stored(page_id, asked)
    gone = {key: stored[key] for key in asked & stored.keys() - wanted.keys()}
    new = wanted.keys() - stored.keys()
    _remove(gone)
    _add(page_id, {key: wanted[key] for key in new})
    for key in wanted.keys() & stored.keys():
        row = stored[key]
        if (row.ends_on, row.bounded_from) != wanted[key]:
            row.ends_on, row.bounded_from = wanted[key]
            row.save(update_fields=["ends_on", "bounded_from"])
    return bool(stored), bool(new) or len(gone) < len(stored)


def days_of(standing: list[tuple[str, date | None]], *, today: date) -> Days:
    """The last day of a row, and the day from which only kept roles carry it, of its causes as (cause, last day)."""
    last = _last_day([ends_on for _cause, ends_on in standing])
    direct = [ends_on for cause, ends_on in standing if cause not in BOUNDED]
    if not direct:
        return last, today
    last_direct = _last_day(direct)
    if last_direct is None or last_direct == last:
        return last, None
    return last, last_direct + timedelta(days=1)


def _last_day(days: list[date | None]) -> date | None:
    return None if None in days else max(day for day in days if day)


def _wanted(causes: Iterable[GrantCause], today: date) -> dict[Principal, Days]:
    standing: dict[Principal, list[tuple[str, date | None]]] = defaultdict(list)
    for each in causes:
        if each.ends_on is None or each.ends_on >= today:
            standing[each.role, each.user_id, each.group_id].append((each.cause, each.ends_on))
    return {key: days_of(found, today=today) for key, found in standing.items()}


def _stored(page_id: int, asked: set[Principal]) -> dict[Principal, PageUserGrant | PageGroupGrant]:
    """Rows of the page; those of persons only where one is asked for, or no other row of a position stays."""
    about_positions = all(user_id is None for _role, user_id, _group in asked)
    roles = roles_by_permission()
    rows: dict[Principal, PageUserGrant | PageGroupGrant] = {}
    for model in (PageGroupGrant, PageUserGrant):
        if model is PageUserGrant and about_positions and rows.keys() - asked:
            break
        for row in model.objects.filter(content_object_id=page_id):
            role = roles.get(row.permission_id)
            if role is not None:
                rows[role.code, getattr(row, "user_id", None), getattr(row, "group_id", None)] = row
    return rows


def _remove(rows: dict[Principal, PageUserGrant | PageGroupGrant]) -> None:
    for model in (PageUserGrant, PageGroupGrant):
        ids = [row.pk for row in rows.values() if isinstance(row, model)]
        if ids:
            model.objects.filter(pk__in=ids).delete()


def _add(page_id: int, rows: dict[Principal, Days]) -> None:
    if not rows:
        return
    permissions = permission_ids()
    users, groups = [], []
    for (role, user_id, group_id), (ends_on, bounded_from) in sorted(rows.items(), key=str):
        said = {
            "permission_id": permissions[role], "content_object_id": page_id,
            "ends_on": ends_on, "bounded_from": bounded_from,
        }  # fmt: skip
        if group_id is not None:
            groups.append(PageGroupGrant(group_id=group_id, **said))
        else:
            users.append(PageUserGrant(user_id=user_id, **said))
    PageUserGrant.objects.bulk_create(users)
    PageGroupGrant.objects.bulk_create(groups)
