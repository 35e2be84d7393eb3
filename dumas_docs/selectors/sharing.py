"""The table of the sharing tab: who has access here, in which role, and where each role comes from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dumas_docs.access.giving import givable_roles, needs_reason
from dumas_docs.access.holders import role_verbs_on
from dumas_docs.access.roles import ROLES, VERBS, Role
from dumas_docs.access.scope import current_scope
from dumas_docs.access.selectors import causes_reaching
from dumas_docs.enums import Level
from dumas_docs.models import AclScope, BasePage, Cause, GrantCause

from .origins import Place, places_of
from .principals import Principal, key_of, name_of, principals_by_key

# Roles of Wagtail's own pages at the top of the tree are nobody's business.
CONTAINER_TYPES = ("folder", "basepage")


@dataclass(frozen=True)
class RoleColumn:
    """One role as a heading and in the legend."""

    code: str
    label: str
    says: str
    verbs: list[tuple[str, str]]
    givable: bool
    needs_reason: bool


@dataclass
class Origin:
    """One cause: why a principal has a role here."""

    cause_id: int
    role: str
    role_label: str
    from_title: str
    from_url: str
    is_inherited: bool
    why: str
    given_by: str
    given_at: datetime
    reason: str
    ends_on: date | None
    is_shared_here: bool
    editable: bool
    effect: str
    counts: bool
    # As a form shows it: the last day, and what is wrong with it.
    day: str = ""
    fault: str = ""


@dataclass
class Cell:
    """One principal in one role."""

    role: str
    label: str
    inherited: bool = False
    locked: bool = False
    # `stored` is what the database says, `ticked` what the form shows.
    stored: bool = False
    ticked: bool = False
    editable: bool = False
    why: str = ""


@dataclass
class Row:
    """One principal with all roles that reach the page."""

    principal: Principal
    is_self: bool
    cells: list[Cell] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    # As a form shows it: why and until when new roles are given, and whether the details stand open.
    reason: str = ""
    until: str = ""
    reason_fault: str = ""
    until_fault: str = ""
    is_open: bool = False
    is_added: bool = False

    @property
    def has_marks(self) -> bool:
        """Whether anything counts here for this principal."""
        return any(cell.inherited or cell.locked or cell.ticked for cell in self.cells)

    @property
    def can_receive(self) -> bool:
        """Whether a role may be given to this principal here."""
        return any(cell.editable and not cell.ticked for cell in self.cells)


@dataclass(frozen=True)
class SharingTable:
    """`rows` have access here or were added; the roles of `idle` rows come from above and allow nothing here."""

    columns: list[RoleColumn]
    rows: list[Row]
    idle: list[Row]


def sharing_table(page: BasePage, *, user: Any, on: date, added: list[str] | None = None) -> SharingTable:
    """Principals with a role that reaches `page`, and those of the keys `added`, for a reader who may share it."""
    causes = list(causes_reaching(page, on=on))
    givable = givable_roles(current_scope().resolution, page)
    in_use = {cause.role for cause in causes if _allowed(cause, page)}
    columns = [_column(role, page, givable) for code, role in ROLES.items() if code in givable | in_use]
    by_key: dict[str, list[GrantCause]] = defaultdict(list)
    for cause in causes:
        by_key[key_of(user_id=cause.user_id, group_id=cause.group_id)].append(cause)
    principals = principals_by_key([*by_key, *(added or [])], on=on)
    places = places_of(causes, page)
    own_keys = own_principal_keys(user)
    rows = [
        _row(principal, by_key[key], page=page, columns=columns, places=places, is_self=key in own_keys, user=user)
        for key, principal in principals.items()
    ]
    rows.sort(key=lambda row: (bool(row.origins), not any(cell.ticked for cell in row.cells), row.principal.name))
    shown = [row for row in rows if row.has_marks or row.principal.key in (added or [])]
    return SharingTable(columns, shown, [row for row in rows if row not in shown])


def own_principal_keys(user: Any) -> set[str]:
    """The keys of a person and of the positions through which he acts."""
    principals = current_scope().resolution.principals
    return {key_of(user_id=user.pk, group_id=None)} | {
        key_of(user_id=None, group_id=group_id) for group_id in principals.group_ids
    }


def shared_causes(page: BasePage, *, on: date) -> dict[tuple[str, str], list[GrantCause]]:
    """What was given by sharing on `page` itself, by (principal's key, role)."""
    found: dict[tuple[str, str], list[GrantCause]] = defaultdict(list)
    for cause in GrantCause.objects.in_force(on).filter(page_id=page.pk, cause=Cause.BERBAGI).order_by("pk"):
        found[key_of(user_id=cause.user_id, group_id=cause.group_id), cause.role].append(cause)
    return found


def documents_reached(page: BasePage) -> int:
    """How many documents below `page` inherit from it, counting only what the person of the scope may know of."""
    scopes = list(AclScope.objects.filter(ancestor_id=page.pk).values_list("scope_id", flat=True))
    below = BasePage.objects.filter(Q(acl_folder_id__in=scopes) | Q(acl_item_id__in=scopes)).exclude(pk=page.pk)
    return below.exclude(content_type__model__in=CONTAINER_TYPES).count()


def _column(role: Role, page: BasePage, givable: frozenset[str]) -> RoleColumn:
    return RoleColumn(
        code=role.code,
        label=str(role.label),
        says=str(role.says),
        verbs=[(str(VERBS[verb]), str(Level(level).label)) for verb, level in role.reach.items()],
        givable=role.code in givable,
        needs_reason=needs_reason(page, role.code),
    )


def _row(
    principal: Principal, causes: list[GrantCause], *, page: BasePage, columns: list[RoleColumn],
    places: dict[int, Place], is_self: bool, user: Any,
) -> Row:  # fmt: skip
    row = Row(principal, is_self)
    givable = {column.code for column in columns if column.givable}
    for cause in causes:
        shared_here = cause.page_id == page.pk and cause.cause == Cause.BERBAGI
        editable = shared_here and (cause.role in givable or cause.user_id == user.pk)
        place = places[cause.page_id]
        row.origins.append(_origin(cause, page=page, place=place, editable=editable, shared_here=shared_here))
    for column in columns:
        own = [origin for origin in row.origins if origin.role == column.code]
        shared = [origin for origin in own if origin.is_shared_here]
        others = [origin for origin in own if origin.counts and not origin.is_shared_here]
        may_give = column.givable and not is_self and not principal.gone
        row.cells.append(
            Cell(
                role=column.code,
                label=column.label,
                inherited=any(origin.is_inherited for origin in others),
                locked=any(not origin.is_inherited for origin in others),
                stored=bool(shared),
                ticked=bool(shared),
                editable=all(origin.editable for origin in shared) if shared else may_give,
                why="; ".join(dict.fromkeys(_in_short(origin) for origin in others)),
            )
        )
    return row


def _allowed(cause: GrantCause, page: BasePage) -> frozenset[str]:
    return role_verbs_on(page, ROLES.get(cause.role), direct=cause.is_direct_on(page.pk))


def _in_short(origin: Origin) -> str:
    where = f"{origin.from_title} ({origin.why})"
    return f"{where}, {origin.effect}" if origin.effect else where


def _origin(cause: GrantCause, *, page: BasePage, place: Place, editable: bool, shared_here: bool) -> Origin:
    role = ROLES.get(cause.role)
    here = cause.page_id == page.pk
    allowed = _allowed(cause, page)
    effect = ""
    if role is not None and not allowed:
        effect = (
            _("has no effect here: the role does not reach this level")
            if page.live or role.drafts
            else _("has no effect here: the role does not reach drafts")
        )
    elif role is not None and allowed != role.verbs:
        effect = _("here only: %(verbs)s") % {"verbs": "; ".join(str(VERBS[verb]) for verb in VERBS if verb in allowed)}
    return Origin(
        cause_id=cause.pk,
        role=cause.role,
        role_label=str(role.label) if role else cause.role,
        from_title=place.title,
        from_url=place.url,
        is_inherited=not here,
        why=cause.get_cause_display(),
        given_by=name_of(cause.given_by) if cause.given_by else _("the system"),
        given_at=cause.given_at,
        reason=place.reason_of(cause),
        ends_on=cause.ends_on,
        is_shared_here=shared_here,
        editable=editable,
        effect=effect,
        counts=bool(allowed),
        day=cause.ends_on.isoformat() if cause.ends_on else "",
    )
