"""The documents of the archive as life cycles see them (workflows.lifecycles.advance.Subject)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from dumas_docs import events
from dumas_docs.access import audit, grants
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Cause,
    Complaint,
    FieldGroup,
    FinancialAccountability,
    GrantCause,
    IncomingLetter,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
    Review,
)
from dumas_docs.selectors.activity_facts import facts_of_activity
from dumas_docs.selectors.case_facts import facts_of_case, facts_of_incoming, facts_of_paper
from workflows.lifecycles.assignment_order import ASSIGNMENT_ORDER
from workflows.lifecycles.complaint import COMPLAINT
from workflows.lifecycles.financial_account import FINANCIAL_ACCOUNT
from workflows.lifecycles.incoming_letter import INCOMING_LETTER
from workflows.lifecycles.monitoring import MONITORING
from workflows.lifecycles.monitoring_report import MONITORING_REPORT
from workflows.lifecycles.outgoing_letter import OUTGOING_LETTER
from workflows.lifecycles.review import REVIEW
from workflows.lifecycles.table import Lifecycle
from workflows.models import TransitionRecord, Unit

from .activity_effects import EFFECTS_ON_ACTIVITIES
from .case_effects import EFFECTS_ON_CASES
from .paper_effects import EFFECTS_ON_PAPERS


class DocumentSubject:
    """A document with a state column. `now` is the moment of looking or acting."""

    lifecycle: Lifecycle
    model: ClassVar[type[Any]]

    def __init__(self, page: Any, *, now: datetime) -> None:
        self.page = page
        self.on: date = office_day(now)
        self._is_held = False

    @property
    def subject_id(self) -> int:
        return self.page.pk

    @property
    def unit(self) -> Unit | None:
        return self.page.unit

    @property
    def state(self) -> str:
        return self.page.state

    def lock(self) -> None:
        if self._is_held:
            return
        with bookkeeping():
            self.page = self.model.objects.select_for_update(of=("self",)).get(pk=self.page.pk)
        self._is_held = True

    def verbs_of(self, user: Any) -> frozenset[str]:
        return verbs_on(user, self.page)

    def facts_for(self, user: Any) -> Mapping[str, Any]:
        raise KeyError(self.lifecycle.name)

    def label_of(self, state: str) -> str:
        return str(dict(self.model._meta.get_field("state").flatchoices).get(state, state))

    def move_to(self, state: str) -> None:
        with bookkeeping():
            self.model.objects.filter(pk=self.page.pk).update(state=state)
        self.page.state = state
        self._is_held = False  # what follows from the move may change more of the row

    def carry_out(self, effect: str, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
        raise KeyError(effect)

    def announce(self, record: TransitionRecord) -> None:
        audit.record(
            verb="naskah.beralih", by=record.by, page=self.page, group=FieldGroup.METADATA, at=record.at,
            reason=record.reason, data={"step": record.name, "from": record.source, "to": record.target},
        )  # fmt: skip
        events.content_changed.send(sender=self.model, page_id=self.page.pk)


class CaseSubject(DocumentSubject):
    lifecycle = COMPLAINT
    model = Complaint

    def facts_for(self, user: Any) -> Mapping[str, Any]:
        return facts_of_case(self.page, user=user, on=self.on)

    def carry_out(self, effect: str, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
        with bookkeeping():
            EFFECTS_ON_CASES[effect](self.page, given=given, by=by, now=now)


class IncomingSubject(DocumentSubject):
    lifecycle = INCOMING_LETTER
    model = IncomingLetter

    def facts_for(self, user: Any) -> Mapping[str, Any]:
        return facts_of_incoming(self.page, user=user, on=self.on)

    def carry_out(self, effect: str, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
        if effect != "end_corrections":
            raise KeyError(effect)
        standing = GrantCause.objects.filter(page_id=self.page.pk, cause=Cause.PEMBUAT, revoked_at__isnull=True)
        for cause in standing:
            grants.revoke(cause=cause, by=by, now=now)


class PaperSubject(DocumentSubject):
    """What goes through an approval chain."""

    def facts_for(self, user: Any) -> Mapping[str, Any]:
        return facts_of_paper(self.page)

    def carry_out(self, effect: str, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
        with bookkeeping():
            EFFECTS_ON_PAPERS[effect](self.page, given=given, by=by, now=now)


class OutgoingSubject(PaperSubject):
    lifecycle = OUTGOING_LETTER
    model = OutgoingLetter


class OrderSubject(PaperSubject):
    lifecycle = ASSIGNMENT_ORDER
    model = AssignmentOrder


class ReportSubject(PaperSubject):
    lifecycle = MONITORING_REPORT
    model = MonitoringReport


class AccountSubject(DocumentSubject):
    """Its chain takes every step; nothing more is asked and nothing follows in the archive."""

    lifecycle = FINANCIAL_ACCOUNT
    model = FinancialAccountability

    def facts_for(self, user: Any) -> Mapping[str, Any]:
        return {}


class ReviewSubject(PaperSubject):
    lifecycle = REVIEW
    model = Review


class ActivitySubject(DocumentSubject):
    lifecycle = MONITORING
    model = MonitoringActivity

    def facts_for(self, user: Any) -> Mapping[str, Any]:
        return facts_of_activity(self.page, user=user, on=self.on)

    def carry_out(self, effect: str, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
        EFFECTS_ON_ACTIVITIES[effect](self.page, given=given, by=by, now=now)


SUBJECTS: dict[type[BasePage], type[DocumentSubject]] = {
    subject.model: subject
    for subject in (
        CaseSubject, IncomingSubject, OutgoingSubject, OrderSubject, ReportSubject, ReviewSubject, AccountSubject,
        ActivitySubject,
    )
}  # fmt: skip


def has_lifecycle(page: BasePage) -> bool:
    return type(page) in SUBJECTS


def subject_of(page: BasePage, *, now: datetime) -> DocumentSubject:
    """`page`, loaded as its own type, as a subject. Raises KeyError where its type has no life cycle."""
    return SUBJECTS[type(page)](page, now=now)
