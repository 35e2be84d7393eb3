"""Begin the follow-up letter of a case out of what was received and found (domain.md §13, "Surat tindak lanjut
contents": the complaint it refers to with hidden identity, the core issue, what is asked, the day of the reply)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.html import format_html

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import may_begin, visible_to
from dumas_docs.conf import setting
from dumas_docs.enums import OutgoingState
from dumas_docs.exports.dates import day_text
from dumas_docs.models import BasePage, Complaint, OutgoingLetter, Review
from dumas_docs.models.follow_up import DIRECTED, is_follow_up
from workflows.calendar.office import office_calendar

from .file_document import file_document

# Official words; they are Indonesian whatever language the screen speaks.
ASKED = (
    "menelaah dan menindaklanjuti pengaduan tersebut sesuai dengan kewenangan dan peraturan perundang-undangan;",
    "menyampaikan penjelasan tertulis mengenai pokok pengaduan dan langkah yang telah atau akan diambil.",
)


class MayNotFollowUp(PermissionError):
    """Only who may write letters in the case begins one, and only once the follow-up was directed (S1 A.1.1c)."""


def may_begin_follow_up(case: Complaint, *, user: Any) -> bool:
    """Whether the person may begin the follow-up letter now: directed, and none under way yet."""
    if case.state not in DIRECTED or not may_begin(user, OutgoingLetter, case):
        return False
    with bookkeeping():
        letters = (
            OutgoingLetter.objects.child_of(case).exclude(state=OutgoingState.BATAL).prefetch_related("recipients")
        )
        return not any(is_follow_up(letter) for letter in letters)


@transaction.atomic
def begin_follow_up(*, case: Complaint, by: Any, now: datetime) -> OutgoingLetter:
    """Make the draft inside the case and return it; its writer adds the addressee and puts it into his own words.

    Raises MayNotFollowUp."""
    with bookkeeping():
        case = Complaint.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not may_begin_follow_up(case, user=by):
        raise MayNotFollowUp
    on = office_day(now)
    due = office_calendar(first=on, last=on).days.add(on, setting("REPLY_WORKING_DAYS"))
    with bookkeeping():
        letter = OutgoingLetter(
            subject=f"Tindak lanjut pengaduan masyarakat nomor {case.title}", reply_due_on=due,
            body=_body(case, due=due, by=by),
        )  # fmt: skip
        parent = BasePage.objects.get(pk=case.pk)
    return file_document(page=letter, parent=parent, by=by, now=now)  # type: ignore[return-value]


def _body(case: Complaint, *, due: date, by: Any) -> list[tuple[str, Any]]:
    """Of the review only what its writer may read himself goes into his draft."""
    written = f" melalui surat tanggal {day_text(case.letter_date)}" if case.letter_date else ""
    issues = ", ".join(issue.name[:1].lower() + issue.name[1:] for issue in case.issue_codes.all())
    opening = format_html(
        "<p>Bersama ini kami sampaikan bahwa pada tanggal {} kami menerima pengaduan masyarakat{}, yang tercatat "
        "dengan nomor {}{}. Identitas pengadu kami rahasiakan.</p>",
        day_text(case.received_at), written, case.title, f" mengenai {issues}" if issues else "",
    )  # fmt: skip
    reviews: Any = visible_to(by, READ, model=Review)
    found = reviews.child_of(case).exclude(approved_at=None).order_by("-approved_at").first()
    core = [("paragraph", "<p>Pokok pengaduan tersebut adalah sebagai berikut.</p>"),
            ("paragraph", found.issue_statement)] if found else []  # fmt: skip
    return [
        ("paragraph", opening),
        *core,
        ("paragraph", "<p>Sehubungan dengan itu, kami mohon Saudara:</p>"),
        ("numbered", list(ASKED)),
        (
            "paragraph",
            format_html("<p>Jawaban Saudara kami harapkan paling lambat tanggal {}.</p>", day_text(due)),
        ),
        ("paragraph", "<p>Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.</p>"),
    ]
