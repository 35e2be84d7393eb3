"""The whole story of a case on one line of time, as far as the reader may see each part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.access.roles import READ
from dumas_docs.intake.completeness import REQUESTS
from dumas_docs.models import (
    AssignmentOrder,
    Attachment,
    BasePage,
    ComplainantNotice,
    Complaint,
    CompletionRequest,
    Direction,
    Disposition,
    DispositionRecipient,
    IncomingLetter,
    InstitutionReply,
    InterventionRecord,
    MonitoringReport,
    OutgoingLetter,
    ProgressInquiry,
)
from dumas_docs.models.case_records import PROGRESS_FORM
from dumas_docs.models.documents import DocumentPage

from .chain_story import decisions, in_chains, transitions
from .contents import documents_in
from .dispositions import ended_as
from .monitored import monitorings_of
from .story_events import Event, Told, person_words


def story_of(case: Complaint) -> list[Event]:
    """Everything that happened in `case`, the latest first, for the person of the scope, who may read the case.

    A constant number of queries. Other rooms append to SOURCES."""
    documents = [page for page in documents_in(case) if READ in page.reader_verbs]
    monitorings = [page for page in monitorings_of(case) if READ in page.reader_verbs]
    told = Told(case, documents, monitorings)
    found = [event for source in SOURCES for event in source(told)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _intake(told: Told) -> Iterator[Event]:
    words = _("The complaint came in: %(channel)s") % {"channel": told.case.get_channel_display()}
    yield Event(told.case.received_at, words, icon="inbox")


def _directions(told: Told) -> Iterator[Event]:
    for direction in Direction.objects.filter(page=told.case.pk).select_related("recorded_by"):
        words = _("Direction of %(who)s") % {"who": direction.given_by}
        waiting = "" if direction.is_in_force else f" ({_('not confirmed yet')})"
        manner = " · ".join(part for part in (direction.get_mode_display(), direction.channel) if part)
        yield Event(direction.given_at, f"{words}{waiting}", manner, direction.text, "stamp")


def _dispositions(told: Told) -> Iterator[Event]:
    rows = list(DispositionRecipient.objects.filter(page=told.case.pk).select_related("position", "ended_by"))
    acted_as = ended_as(rows)
    by_sheet: dict[int, list[DispositionRecipient]] = {}
    for row in rows:
        by_sheet.setdefault(row.disposition_id, []).append(row)
        if row.ended_at:
            title = f"{row.position.title}: {row.get_state_display()}"
            by = person_words(_name(row.ended_by), acted_as.get(row.pk, ""))
            yield Event(row.ended_at, title, by, row.report, "check")
    labels: Any = Disposition._meta.get_field("instructions")
    for sheet in Disposition.objects.filter(page=told.case.pk).select_related("given_by"):
        to = "; ".join(row.position.title for row in by_sheet.get(sheet.pk, ()))
        note = " · ".join(part for part in (", ".join(labels.labels(sheet.instructions)), sheet.note) if part)
        yield Event(
            sheet.given_at, _("Disposition to %(to)s") % {"to": to},
            person_words(_name(sheet.given_by), sheet.given_as), note, "share",
        )  # fmt: skip


def _documents(told: Told) -> Iterator[Event]:
    by_chain = in_chains(told)
    for page in told.documents:
        for at, words, icon in _moments(page):
            if at is not None and page.pk not in by_chain:
                yield Event(
                    _moment(at), words % {"number": page.title}, note=page.subject, icon=icon, url=page.url or ""
                )


def _moments(page: BasePage) -> list[tuple[datetime | date | None, str, str]]:
    if isinstance(page, IncomingLetter):
        return [(page.received_at, _("Letter %(number)s came in"), "inbox")]
    if isinstance(page, OutgoingLetter):
        return [
            (page.signed_at, _("Letter %(number)s was signed"), "stamp"),
            (page.dispatched_at, _("Letter %(number)s was sent"), "upload"),
        ]
    if isinstance(page, AssignmentOrder):
        return [(page.signed_at, _("Assignment order %(number)s was signed"), "stamp")]
    if isinstance(page, MonitoringReport):
        made_final = page.submitted_at or page.first_published_at
        return [(made_final, _("Monitoring report %(number)s was submitted"), "file")]
    return [(page.first_published_at, "%(number)s", "file")] if isinstance(page, DocumentPage) else []


def _words_to_the_complainant(told: Told) -> Iterator[Event]:
    pk = told.case.pk
    for request in CompletionRequest.objects.filter(page=pk).select_related("recorded_by"):
        items = "; ".join(str(REQUESTS.get(name, name)) for name in request.items)
        title = f"{_('The complainant was asked for what is missing')}: {request.get_medium_display()}"
        yield Event(request.recorded_at, title, _name(request.recorded_by), f"{items}\n{request.message}", "edit")
        if request.answered_at:
            arrived = "; ".join(str(REQUESTS.get(name, name)) for name in request.arrived)
            note = "\n".join(part for part in (arrived, request.answer_note) if part)
            yield Event(request.answered_at, _("Data of the complainant came in"), note=note, icon="inbox")
    for notice in ComplainantNotice.objects.filter(page=pk).select_related("recorded_by"):
        title = f"{_('The complainant was told')}: {notice.get_medium_display()}"
        yield Event(_moment(notice.told_on, notice.recorded_at), title, _name(notice.recorded_by), notice.text, "eye")
    forms = {held.note: held for held in Attachment.objects.filter(page=pk, note__startswith=PROGRESS_FORM)}
    for inquiry in ProgressInquiry.objects.filter(page=pk).select_related("answered_by"):
        title = f"{_('The complainant asked about progress')}: {inquiry.get_medium_display()}"
        yield Event(inquiry.asked_at, title, note=inquiry.question, icon="search")
        if inquiry.answered_at:
            title = _("The inquiry was answered")
            form = forms.get(inquiry.form_note)
            yield Event(
                inquiry.answered_at, title, _name(inquiry.answered_by), inquiry.answer, "check",
                url=form.url if form else "",
            )  # fmt: skip


def _replies_and_interventions(told: Told) -> Iterator[Event]:
    for reply in InstitutionReply.objects.filter(page=told.case.pk):
        if told.may_tell_of(reply.reply_letter_id) and told.may_tell_of(reply.letter_id):
            title = _("Reply of %(who)s") % {"who": reply.institution}
            yield Event(_moment(reply.replied_on, reply.recorded_at), title, note=reply.summary, icon="inbox")
    for record in InterventionRecord.objects.filter(page=told.case.pk).select_related("recorded_by"):
        title = f"{_('Intervention')}: {record.get_trigger_display()}"
        yield Event(record.recorded_at, title, _name(record.recorded_by), record.action, "alert")


SOURCES: list[Callable[[Told], Iterator[Event]]] = [
    _intake, transitions, decisions, _directions, _dispositions, _documents, _words_to_the_complainant,
    _replies_and_interventions,
]  # fmt: skip


def _moment(at: datetime | date, recorded_at: datetime | None = None) -> datetime:
    """A moment as it is; a mere day at the time it was recorded that day, or at noon."""
    if isinstance(at, datetime):
        return at
    if recorded_at is not None and timezone.localtime(recorded_at).date() == at:
        return recorded_at
    return timezone.make_aware(datetime.combine(at, time(12)))


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
