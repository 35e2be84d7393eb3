"""Some drafts of the demo on their way, each at another step, so that every desk has something waiting."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from dumas_docs.actions.sign_document import sign_document
from dumas_docs.models import AssignmentOrder, BasePage, MonitoringReport, OutgoingLetter
from workflows.chains import Verb
from workflows.engine.acting import actors_at, step_of
from workflows.engine.decide import approve_step
from workflows.engine.submit import hand_in
from workflows.engine.sync import sync_chains
from workflows.models import StepState

from .office import DEMO_PASSWORD

STEPS_DONE = (0, 1, 2, 3)


def send_drafts(*, now: datetime) -> None:
    """Bring in the tables, then hand in four letters, an order and a report, which is received; once."""
    sync_chains()
    if StepState.objects.exists():
        return
    drafts = list(OutgoingLetter.objects.filter(live=False, drafter__isnull=False).order_by("pk")[: len(STEPS_DONE)])
    for letter, done in zip(drafts, STEPS_DONE, strict=False):
        hand_in(subject=letter, by=letter.drafter)
        for _step in range(done):
            act(letter, but=letter.drafter_id, now=now)
    order = AssignmentOrder.objects.filter(live=False).order_by("pk").first()
    if order is not None:
        hand_in(subject=order, by=order.owner)
    report = MonitoringReport.objects.filter(live=False).order_by("pk").first()
    if report is not None:
        hand_in(subject=report, by=report.owner)
        act(report, but=report.owner_id, now=now)


def act(page: BasePage, *, but: int | None, now: datetime) -> bool:
    """Whoever the step waits for acts, as at his desk, though not `but` who drafted it; returns whether anybody did."""
    step = step_of(page)
    if step is None or step.problem:
        return False
    actors = actors_at(step.office_task, step, on=timezone.localtime(now).date())
    others = [pk for pk in actors.people if pk != but]
    if not others:
        return False
    person = get_user_model().objects.get(pk=others[0])
    if step.office_task.verb == Verb.SIGN:
        sign_document(step=step, by=person, password=DEMO_PASSWORD, now=now)
    else:
        approve_step(step=step, by=person, now=now)
    return True
