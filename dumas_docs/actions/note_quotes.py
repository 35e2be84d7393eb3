"""Keep which letters of the office a new case quotes; a person decides what follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dumas_docs.models import Complaint, QuotedNumber
from dumas_docs.selectors.quotes import Quote


def note_quotes(*, case: Complaint, quotes: Iterable[Quote], now: datetime) -> None:
    """Write a row for each quoted number. Nothing of it reaches the case of the letter."""
    QuotedNumber.objects.bulk_create(
        (
            QuotedNumber(
                complaint=case, number=quote.quoted.text, letter=quote.letter, verdict=quote.verdict, noted_at=now
            )
            for quote in quotes
        ),
        ignore_conflicts=True,
    )
