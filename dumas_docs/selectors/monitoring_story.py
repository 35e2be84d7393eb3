"""What happened in a monitoring, for its reader: steps, directions, and its orders, report and account."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from dumas_docs.actions.hide_in_document import persons_around
from dumas_docs.models import BasePage, MonitoringActivity
from workflows.lifecycles.registry import LIFECYCLES
from workflows.lifecycles.table import ChainEvent
from workflows.models import StepState, TransitionRecord

from .chain_story import TOLD_BY_CHAIN
from .story_events import Event, person_words

# Here the decision at the last step tells number and dispatch in one.
TOLD_BY_DECISIONS = TOLD_BY_CHAIN | {ChainEvent.NUMBERED, ChainEvent.SENT}


def story_of_activity(activity: MonitoringActivity, documents: Iterable[BasePage]) -> list[Event]:
    """The latest first. `documents` are those inside that the reader may read; three queries."""
    pages = {page.pk: page for page in (activity, *documents)}
    found = [*_steps(activity, pages), *_directions(activity), *_decisions(pages)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _steps(activity: MonitoringActivity, pages: dict[int, Any]) -> Iterator[Event]:
    """Steps of the monitoring, and those of its papers that no decision of a chain tells: made void, withdrawn."""
    without = persons_around(activity).without
    for record in TransitionRecord.objects.filter(subject_id__in=pages):
        page = pages[record.subject_id]
        step = LIFECYCLES[record.lifecycle].transition(record.name, state=record.source)
        if page.pk != activity.pk and step is not None and step.on_chain in TOLD_BY_DECISIONS:
            continue
        prefix = "" if page.pk == activity.pk else f"{page.title}: "
        states = dict(page._meta.get_field("state").flatchoices)
        label = step.label if step else record.name
        yield Event(
            record.at, f"{prefix}{label} → {states.get(record.target, record.target)}",
            person_words(record.by_name, record.position_label), _note(record, page, without=without), "check-circle",
            url=page.url or "" if prefix else "",
        )  # fmt: skip


def _note(record: TransitionRecord, page: Any, *, without: Callable[[str], str]) -> str:
    """Why, and which number is void since."""
    number = getattr(page, "number", "") if record.target == "BATAL" else ""
    void = _("Number %(number)s is void.") % {"number": number} if number else ""
    return " ".join(part for part in (without(record.reason), void) if part)


def _directions(activity: MonitoringActivity) -> Iterator[Event]:
    for direction in activity.directions.all():
        title = _("Direction of %(who)s") % {"who": direction.given_by}
        waiting = "" if direction.is_in_force else f" ({_('not confirmed yet')})"
        manner = " · ".join(part for part in (direction.get_mode_display(), direction.channel) if part)
        yield Event(direction.given_at, f"{title}{waiting}", manner, direction.text, "stamp")


def _decisions(pages: dict[int, Any]) -> Iterator[Event]:
    words = {
        "SETUJU": _("%(number)s was approved"), "TANDA_TANGAN": _("%(number)s was signed"),
        "NOMOR": _("%(number)s was numbered and sent"), "VERIFIKASI": _("%(number)s was verified"),
        "PARAF": _("%(number)s was initialled"), "DIKEMBALIKAN": _("%(number)s was returned"),
    }  # fmt: skip
    decided = StepState.objects.filter(subject_id__in=pages, finished_at__isnull=False, decision__in=words)
    for step in decided:
        page = pages[step.subject_id]
        voided = f" ({_('no longer counts')})" if step.outdated_at and step.decision != StepState.RETURNED else ""
        title = f"{words[step.decision] % {'number': page.title}}{voided}"
        who = person_words(step.actor_name, step.acted_as)
        yield Event(step.finished_at, title, who, step.comment, "stamp", url=page.url or "")
