"""What happened in a monitoring, for its reader: steps, directions, and its orders, report and account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from dumas_docs.actions.hide_in_document import persons_around
from dumas_docs.models import BasePage, MonitoringActivity
from workflows.lifecycles.monitoring import MONITORING
from workflows.models import StepState, TransitionRecord

from .story_events import Event


def story_of_activity(activity: MonitoringActivity, documents: Iterable[BasePage]) -> list[Event]:
    """The latest first. `documents` are those inside that the reader may read; three queries."""
    pages = {page.pk: page for page in (activity, *documents)}
    found = [*_steps(activity), *_directions(activity), *_decisions(pages)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _steps(activity: MonitoringActivity) -> Iterator[Event]:
    without = persons_around(activity).without
    states = dict(activity._meta.get_field("state").flatchoices)
    for record in TransitionRecord.objects.filter(subject_id=activity.pk, lifecycle=MONITORING.name):
        step = MONITORING.transition(record.name, state=record.source)
        label = step.label if step else record.name
        who = ", ".join(part for part in (record.by_name or _("The system"), record.position_label) if part)
        title = f"{label} → {states.get(record.target, record.target)}"
        yield Event(record.at, title, who, without(record.reason), "check-circle")


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
        who = ", ".join(part for part in (step.actor_name, step.acted_as) if part)
        title = words[step.decision] % {"number": page.title}
        yield Event(step.finished_at, title, who, step.comment, "stamp", url=page.url or "")
