"""Take the persons a case knows out of a text that is read without the right to identities."""

from __future__ import annotations

from dumas_docs.access.scope import bookkeeping
from dumas_docs.intake.redaction import redact
from dumas_docs.models import BasePage, Complaint


def case_around(page: BasePage) -> Complaint | None:
    """The case that `page` is or lies in; whoever asks need not know of it."""
    with bookkeeping():
        return Complaint.objects.ancestor_of(page, inclusive=True).order_by("-depth").first()


def without_identities(case: Complaint, text: str) -> str:
    """`text` without the identities the case knows."""
    with bookkeeping():
        persons, parties = list(case.complainants.all()), list(case.reported_parties.all())
    return redact(
        text,
        names=[person.full_name.reveal() for person in persons],
        addresses=[person.address.reveal() for person in persons if person.address],
        representatives=[person.represented_by.reveal() for person in persons if person.represented_by],
        occupations=[person.occupation.reveal() for person in persons if person.occupation],
        reported=[party.name.reveal() for party in parties if party.name],
    )
