"""A review as the sheet of a telaahan staf (domain.md §13): rules and earlier cases stand with its facts."""

from __future__ import annotations

from django.utils.timezone import get_default_timezone, localtime

from dumas_docs.exports.blocks import Blocks, numbered
from dumas_docs.exports.dates import day_text
from dumas_docs.exports.frame import Signature
from dumas_docs.exports.review import ReviewSheet
from dumas_docs.exports.rich import blocks_of_html
from dumas_docs.models import Review
from dumas_docs.models.fields import one_kind_of_newline

from .relations import consulted_cases
from .sheet_frames import PLACE, Taking, frame_of, hidden
from .team import post_of


def review_sheet(review: Review, taking: Taking) -> ReviewSheet:
    """The sheet for `review`; cases its reader may not know of are left out, as on the page."""
    approved = localtime(review.approved_at, get_default_timezone()).date() if review.approved_at else None
    reviewer, day = review.reviewer, approved or taking.on

    def part(html: str) -> Blocks:
        return hidden(blocks_of_html(html), taking.hide)

    return ReviewSheet(
        frame=frame_of(review, taking, is_signed=review.approved_at is not None),
        subject=taking.hide(review.subject),
        number=review.title,
        problem=part(review.issue_statement),
        assumptions=part(review.assumptions),
        facts=(*part(review.findings), *_rests_on(review, taking)),
        analysis=part(review.analysis),
        conclusion=part(review.conclusion),
        advice=part(review.recommendation),
        signature=Signature(
            position=post_of(reviewer, on=day) or "Penelaah", name=reviewer.get_full_name() if reviewer else "",
            place=PLACE, day=day,
        ),
        approved=f"Disetujui {review.approved_by} pada {day_text(approved)}." if review.approved_by else "",
    )  # fmt: skip


def _rests_on(review: Review, taking: Taking) -> Blocks:
    """Rules and earlier cases as a numbered list."""
    rules = [_line(row.name, row.relevance) for row in review.rules_linked.all()]
    cases = [_line(f"Pengaduan {case.title}", row.note) for row, case in consulted_cases(review)]
    return tuple(numbered(taking.hide(line) for line in (*rules, *cases)))


def _line(name: str, text: str) -> str:
    told = " ".join(one_kind_of_newline(text).split())
    return f"{name}: {told}" if told else name
