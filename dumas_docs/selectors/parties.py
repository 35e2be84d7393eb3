"""Complainants and reported parties as those see them who may not open identities (domain.md §12)."""

from __future__ import annotations

from dataclasses import dataclass

from dumas_docs.models import Complaint


@dataclass(frozen=True)
class MaskedParty:
    """One party: `name` holds initials only, or the office of a reported party."""

    name: str
    category: str
    place: str = ""
    signature_present: bool = False


def mask_name(name: str) -> str:
    """ "Budi Santoso" as "B*** S***": the length is not told either."""
    return " ".join(f"{word[0].upper()}***" for word in name.split() if word[:1].isalnum())


def masked_complainants(case: Complaint) -> list[MaskedParty]:
    """Initials, kind and regency of each complainant."""
    return [
        MaskedParty(
            name=mask_name(person.full_name.reveal()),
            category=person.get_complainant_category_display(),
            place=", ".join(part for part in (person.regency, person.province) if part),
            signature_present=person.signature_present,
        )
        for person in case.complainants.all()
    ]


def masked_reported_parties(case: Complaint) -> list[MaskedParty]:
    """The office of each reported party, and nothing of the person."""
    return [
        MaskedParty(name=party.institution, category=party.get_institution_category_display())
        for party in case.reported_parties.all()
    ]
