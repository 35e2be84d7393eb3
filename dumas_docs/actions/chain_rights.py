"""Entering a step gives its actors what they need on the document; leaving it takes exactly that away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dumas_docs.access import grants
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.models import BasePage, Cause, GrantCause
from workflows.chains import Verb
from workflows.engine.acting import substitutes_at
from workflows.models import StepState

# Who initials or approves may mend the text and comment on it; who signs or numbers decides about it as it is.
ROLES_OF_STEP = {Verb.INITIAL: ("approver", "editor"), Verb.APPROVE: ("approver", "editor")}


def open_to_actors(*, step: StepState, now: datetime) -> None:
    """Give the position the step waits for, and its named substitutes, the role to read and decide while it waits."""
    if step.problem or step.position is None:
        return
    with bookkeeping():
        page = BasePage.objects.get(pk=step.subject_id)
    reason = _("Step %(step)s of the chain %(chain)s") % {
        "step": step.office_task.step_code, "chain": step.office_task.version.code,
    }  # fmt: skip
    given: dict[str, Any] = {"page": page, "cause": Cause.LANGKAH, "cause_ref": _ref(step), "now": now}
    covering = substitutes_at(step.office_task, step.position, on=office_day(now))
    for role in ROLES_OF_STEP.get(Verb(step.office_task.verb), ("approver",)):
        grants.give(to=step.position.group, role=role, reason=reason, **given)
        for substitute in covering:
            grants.give(to=substitute.person, role=role, reason=reason, ends_on=substitute.ends_on, **given)


def close_to_actors(*, step: StepState, now: datetime, by: Any = None) -> None:
    """Take back what was given for this step, and nothing else."""
    given = GrantCause.objects.filter(cause=Cause.LANGKAH, cause_ref=_ref(step), revoked_at__isnull=True)
    causes = list(given.select_related("user", "group").order_by("pk"))
    grants.revoke_together(causes=causes, now=now, by=by, reason=_("The step is over."))


def _ref(step: StepState) -> str:
    return f"langkah:{step.pk}"
