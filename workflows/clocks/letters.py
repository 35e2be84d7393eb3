"""The words of the letters in the outbox: numbers and dates, never a word of the subject."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workflows.models import Clock, ClockNotice, NoticeKind

from .recipients import Recipients
from .step_letters import StepLetter
from .table import rule

DAY = "l, j F Y"


def send_letter(notice: ClockNotice, about: Recipients | StepLetter) -> None:
    """Hand one letter to the mail server. Raises OSError when it does not take it."""
    if isinstance(about, StepLetter):
        subject, lines = about.subject, about.lines
    else:
        subject, lines = subject_of(notice, about), reminder_of(notice, cast(Clock, notice.clock), about)
    address = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{about.path}"
    EmailMessage(
        subject=settings.EMAIL_SUBJECT_PREFIX + subject,
        body="\n\n".join([*lines, _("To see it, sign in: %s") % address]) + "\n",
        to=[notice.person.email],
        headers={"Auto-Submitted": "auto-generated", "X-Dumas-Reminder": str(notice.pk)},
    ).send()


def subject_of(notice: ClockNotice, recipients: Recipients) -> str:
    """The subject line: which stage, and the number."""
    return f"{NoticeKind(notice.kind).label}: {recipients.reference}"


def reminder_of(notice: ClockNotice, clock: Clock, recipients: Recipients) -> list[str]:
    """The sentences of a reminder, without the name of anybody the case is about and without its matter."""
    words = {"reference": recipients.reference, "limit": rule(clock.code).label, "due": date_format(clock.due_on, DAY)}
    opening = {
        NoticeKind.TITIK_PANTAU: _("%(reference)s has reached its monitoring point: %(limit)s, due on %(due)s."),
        NoticeKind.JATUH_TEMPO: _("%(reference)s is due today: %(limit)s."),
        NoticeKind.TERLAMBAT: _("%(reference)s is overdue: %(limit)s was due on %(due)s."),
    }[NoticeKind(notice.kind)]
    lines = [opening % words]
    if notice.as_superior:
        lines.append(_("You receive this as superior of the person who must act."))
    if clock.is_provisional:
        lines.append(_("The date is provisional: the calendar of that year is not settled by decree yet."))
    if clock.pauses.filter(resumed_on__isnull=True).exists():
        lines.append(_("This time limit is paused at present; the reason stands with the document."))
    return lines
