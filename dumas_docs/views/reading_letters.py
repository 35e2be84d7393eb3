"""What the reading views of letters, orders and reports show, in the order of domain.md §13."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dumas_docs.access.scope import local_today
from dumas_docs.enums import Level, OnBehalf, Urgency
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Complaint,
    IncomingLetter,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
    RecipientKind,
)
from dumas_docs.selectors.evidence import files_of
from dumas_docs.selectors.order_sheets import who_orders
from dumas_docs.selectors.relations import clarified_cases
from dumas_docs.selectors.sheet_frames import letterhead_of_signer, signed_position
from dumas_docs.selectors.signatories import initials_of, signatory_of
from dumas_docs.templatetags.dumas_ui import long_date, long_datetime
from workflows.models import Signature

from .facts import fact, optional

ON_BEHALF = {OnBehalf.AN: "a.n.", OnBehalf.UB: "u.b.", OnBehalf.PLT: "Plt.", OnBehalf.PLH: "Plh."}


def incoming_letter(request: HttpRequest, letter: IncomingLetter) -> dict[str, Any]:
    """The head of the disposition sheet, then the letter's text (F15)."""
    facts = [
        fact(_("Letter from"), letter.sender),
        fact(_("Number of the letter"), letter.sender_no),
        fact(_("Date of the letter"), long_date(letter.sender_date)),
        fact(_("Received"), long_datetime(letter.received_at)),
        fact(_("Agenda number"), letter.title),
        fact(_("Urgency"), letter.get_urgency_display()),
        fact(_("Kind"), letter.get_kind_display()),
        fact(_("Origin"), letter.get_origin_display()),
        fact(_("Addressee"), letter.addressee),
        *optional(
            fact(_("What it needs"), letter.get_letter_need_display()),
            fact(_("Attachments"), letter.attachments_note),
            fact(_("Delivered by"), letter.deliverer),
            fact(_("File plan code"), letter.classification_code),
        ),
    ]
    return {"facts": facts, "case": _case_of(letter), "files": files_of(letter)}


def outside_of(letter: IncomingLetter) -> list[dict[str, Any]]:
    """What stands on the envelope of a sealed letter, for those who keep the register (domain.md §10)."""
    return [
        fact(_("Received"), long_datetime(letter.received_at)),
        fact(_("Addressee"), letter.addressee),
        *optional(fact(_("Delivered by"), letter.deliverer)),
    ]


def outgoing_letter(request: HttpRequest, letter: OutgoingLetter) -> dict[str, Any]:
    """A letter as it will lie on paper (F12)."""
    recipients = list(letter.recipients.all())
    signature = _signature_of(letter)
    position = signed_position(signature) if signature else signatory_of(letter, on=local_today())
    return {
        "head": [
            (_("Number"), letter.number or _("(not numbered yet)")),
            (_("Sifat"), _sifat(letter)),
            (_("Attachments"), letter.attachments_note or "–"),
            (_("Subject"), letter.subject),
        ],
        "to": [found for found in recipients if found.kind == RecipientKind.KEPADA],
        "copies": [found for found in recipients if found.kind == RecipientKind.TEMBUSAN],
        "letterhead": letterhead_of_signer(position, unit=letter.unit),
        "initials": initials_of(letter),
        "signatory": position,
        "capacity": ON_BEHALF.get(OnBehalf(letter.on_behalf), ""),
        "signature": signature,
        "facts": optional(
            fact(_("Kind"), letter.get_type_display()),
            fact(_("Signed"), long_datetime(letter.signed_at)),
            fact(_("Dispatched"), long_datetime(letter.dispatched_at)),
            fact(_("Expedition entry"), letter.expedition_ref),
            fact(_("Reply asked for until"), long_date(letter.reply_due_on)),
            fact(_("Copy numbers"), letter.copy_numbers),
            fact(_("File plan code"), letter.classification_code),
        ),
        "case": _case_of(letter),
        "files": files_of(letter),
    }


def assignment_order(request: HttpRequest, order: AssignmentOrder) -> dict[str, Any]:
    """A surat perintah in its official order."""
    signature = _signature_of(order)
    position, _name = who_orders(order, on=local_today())
    return {
        "letterhead": letterhead_of_signer(signature.signed_as if signature else position, unit=order.unit),
        "assignees": list(order.assignees.all()),
        "copies": list(order.copies.all()),
        "activity": _activity_of(order),
        "signatory": position,
        "signature": signature,
        "case": _case_of(order),
        "files": files_of(order),
    }


def monitoring_report(request: HttpRequest, report: MonitoringReport) -> dict[str, Any]:
    """A report on monitoring, from its basis to its recommendation."""
    return {
        "facts": [
            fact(_("Mode"), report.get_mode_display()),
            fact(_("Purpose"), report.get_purpose_display()),
            fact(_("Activities"), ", ".join(report._meta.get_field("activities").labels(report.activities))),
            fact(_("Led by"), report.rank.label),
            fact(_("Partner at the institution"), report.partner),
            fact(_("Place"), report.locus),
            fact(_("From"), long_date(report.starts_on)),
            fact(_("Until"), long_date(report.ends_on)),
            fact(_("Submitted to"), report.routed_to),
            fact(_("Submitted"), long_datetime(report.submitted_at)),
        ],
        "team": [line for line in report.team.splitlines() if line.strip()],
        "institutions": [line for line in report.institutions.splitlines() if line.strip()],
        "matrix": clarified_cases(report),
        "case": _case_of(report),
        "activity": _activity_of(report),
        "files": files_of(report),
    }


def _signature_of(page: OutgoingLetter | AssignmentOrder) -> Signature | None:
    """Who signed as what; one that was taken back by a return counts no more."""
    return Signature.objects.standing().filter(subject_id=page.pk).order_by("at").last() if page.signed_at else None


def _sifat(letter: OutgoingLetter) -> str:
    """Urgency and secrecy in one word each, as a letter's head writes them."""
    words = [str(letter.get_urgency_display())] if letter.urgency != Urgency.BIASA else []
    if letter.level >= Level.TERBATAS:
        words.append(str(Level(letter.level).label))
    return ", ".join(words) or str(letter.get_urgency_display())


def _activity_of(page: BasePage) -> MonitoringActivity | None:
    """The monitoring the document is part of, where the reader may know of it."""
    return MonitoringActivity.objects.filter(path=page.path[: -page.steplen]).first()


def _case_of(page: BasePage) -> Complaint | None:
    """The case the document is part of, where the reader may know of it."""
    parent_path = page.path[: -page.steplen]
    return Complaint.objects.filter(path=parent_path).first()
