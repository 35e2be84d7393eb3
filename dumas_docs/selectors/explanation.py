"""What one person may do on one page, and why: every verb with the grants that carry it, or what stops them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _

from dumas_docs.access.envelopes import confided_among, stands_in_for
from dumas_docs.access.holders import reaching_page_ids, role_verbs_on
from dumas_docs.access.principals import principals_of
from dumas_docs.access.resolve import is_open_to_all
from dumas_docs.access.roles import READ, ROLES, SEE, VERBS, Role
from dumas_docs.access.scope import office_day
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, GrantCause
from workflows.models import Appointment

from .origins import Place, places_of
from .principals import name_of


@dataclass
class VerbAnswer:
    """One verb in words: allowed or not, and why."""

    verb: str
    words: str
    allowed: bool = False
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Explanation:
    """Verbs in the order of the table, and grants that lead nowhere."""

    answers: list[VerbAnswer]
    without_effect: list[str]

    @property
    def allows_anything(self) -> bool:
        return any(answer.allowed for answer in self.answers)


def explain(person: Any, page: BasePage, *, on: date) -> Explanation:
    """Why `person` may or may not do each thing on `page` on a day.

    Pages that roles come from are named as far as the person of the current scope may know of them."""
    answers = {verb: VerbAnswer(verb, str(words)) for verb, words in VERBS.items()}
    if is_open_to_all(page):
        for verb in (SEE, READ):
            answers[verb].allowed = True
            answers[verb].reasons.append(_("The document is public."))
    notes = []
    if not person.is_active:
        notes.append(_("The account is closed: only what is public can be read."))
    if person.is_superuser:
        notes.append(_("Being a system administrator opens no content."))
    held = {held.position.group_id: held for held in _appointments(person) if _covers(held, on)}
    principals = principals_of(user=person, on=on)
    if person.is_active and principals.is_public:
        notes.append(_("The person holds no position today: what was given by name does not count."))
    reaching = set(reaching_page_ids(page))
    causes = _causes(person, page)
    places = places_of(causes, page)
    for cause in causes:
        role = ROLES.get(cause.role)
        if role is None:
            continue
        told = _told(cause, role, places, held)
        obstacle = _obstacle(cause, role, page, principals=principals, reaching=reaching, on=on, person=person)
        if obstacle:
            notes.append(f"{told} {obstacle}")
            continue
        allowed = role_verbs_on(page, role, direct=cause.is_direct_on(page.pk))
        if not allowed:
            notes.append(f"{told} {_('It does not reach the level of this document.')}")
        for verb in allowed:
            answers[verb].allowed = True
            answers[verb].reasons.append(told)
        for verb in role.verbs - allowed:
            answers[verb].reasons.append(_too_strict(role, verb, page))
    return Explanation(list(answers.values()), notes)


def _causes(person: Any, page: BasePage) -> list[GrantCause]:
    """All that was ever given to the person or one of his positions on this page or above it, the newest first."""
    groups = [held.position.group_id for held in _appointments(person)]
    paths = [page.path[: depth * page.steplen] for depth in range(1, page.depth + 1)]
    found = GrantCause.objects.filter(Q(user_id=person.pk) | Q(group_id__in=groups), page__path__in=paths)
    return list(found.select_related("group__position", "given_by", "revoked_by").order_by("-page__depth", "-pk"))


def _appointments(person: Any) -> list[Appointment]:
    if not hasattr(person, "_explained_appointments"):
        person._explained_appointments = list(
            Appointment.objects.filter(person=person).select_related("position").order_by("starts_on")
        )
    return person._explained_appointments


def _covers(held: Appointment, on: date) -> bool:
    return held.taken_back_at is None and held.starts_on <= on and (held.ends_on is None or held.ends_on >= on)


def _told(cause: GrantCause, role: Role, places: dict[int, Place], held: dict[int, Appointment]) -> str:
    """One cause as a sentence."""
    parts = [
        _("Role %(role)s on %(page)s (%(cause)s), given by %(giver)s on %(day)s")
        % {
            "role": role.label,
            "page": places[cause.page_id].title,
            "cause": cause.get_cause_display(),
            "giver": name_of(cause.given_by) if cause.given_by else _("the system"),
            "day": _day(office_day(cause.given_at)),
        }
    ]
    if cause.group_id:
        position = getattr(cause.group, "position", None)
        label = held[cause.group_id].label if cause.group_id in held else position.title if position else ""
        parts.append(_("through %(position)s") % {"position": label or str(cause.group)})
        last_day = held[cause.group_id].ends_on if cause.group_id in held else None
        if last_day:
            parts.append(_("held until %(day)s") % {"day": _day(last_day)})
    if cause.ends_on:
        parts.append(_("until %(day)s") % {"day": _day(cause.ends_on)})
    if reason := places[cause.page_id].reason_of(cause):
        parts.append(_("reason: %(reason)s") % {"reason": reason.rstrip(".")})
    return ", ".join(parts) + "."


def _obstacle(
    cause: GrantCause, role: Role, page: BasePage, *, principals: Any, reaching: set[int], on: date, person: Any
) -> str:
    """Why a cause does not count for this person here on that day; empty when it does."""
    if cause.revoked_at:
        return _("Withdrawn on %(day)s.") % {"day": _day(office_day(cause.revoked_at))}
    if cause.ends_on and cause.ends_on < on:
        return _("It has ended.")
    if not person.is_active:
        return _("The account is closed.")
    if cause.user_id and principals.is_public:
        return _("The person has left office.")
    if cause.user_id and principals.dated_only and cause.ends_on is None:
        return _("The person holds no position: only a role with a last day counts.")
    if cause.group_id and cause.group_id not in principals.group_ids:
        return _not_held(cause, person, on)
    is_stand_in = cause.group_id in stands_in_for(principals.held)
    if is_stand_in and (cause.page_id, role.codename) in confided_among([cause.page_id]):
        return _("It is confided to the holder of the position in person, not to who stands in as plh.")
    if cause.page_id not in reaching:
        return _("Inheritance is stopped on the way, so it does not come through to here.")
    if not page.live and not role.drafts:
        return _("The role does not reach drafts.")
    return ""


def _not_held(cause: GrantCause, person: Any, on: date) -> str:
    ever = [held for held in _appointments(person) if held.position.group_id == cause.group_id]
    mine = [held for held in ever if held.taken_back_at is None]
    if not mine:
        day = _day(office_day(max(held.taken_back_at for held in ever if held.taken_back_at)))
        return _("The appointment was taken back on %(day)s.") % {"day": day}
    ended = [held.ends_on for held in mine if held.ends_on and held.ends_on < on]
    if ended:
        return _("The position was left on %(day)s.") % {"day": _day(max(ended))}
    return _("The position begins on %(day)s.") % {"day": _day(min(held.starts_on for held in mine))}


def _too_strict(role: Role, verb: str, page: BasePage) -> str:
    return _("Role %(role)s reaches %(reach)s here; the document is %(level)s.") % {
        "role": role.label,
        "reach": Level(role.reach[verb]).label,
        "level": Level(page.level).label,
    }


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
