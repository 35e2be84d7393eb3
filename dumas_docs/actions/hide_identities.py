"""Take the persons a case knows out of a text that is read without the right to identities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from dumas_docs.access.scope import bookkeeping
from dumas_docs.intake.known_persons import KnownPersons
from dumas_docs.intake.marks import (
    COMPLAINANT,
    EMAIL_MARK,
    EMPLOYEE_NO,
    NIK_MARK,
    PHONE_MARK,
    REPORTED,
    REPRESENTATIVE,
)
from dumas_docs.intake.redaction import redact
from dumas_docs.models import BasePage, ComplainantIdentity, Complaint, ReportedParty


def case_around(page: BasePage) -> Complaint | None:
    """The case that `page` is or lies in; whoever asks need not know of it."""
    with bookkeeping():
        return Complaint.objects.ancestor_of(page, inclusive=True).order_by("-depth").first()


def without_identities(case: Complaint, text: str) -> str:
    """`text`, written by others, without the identities the case knows and whom it names itself."""
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


def persons_of(case_ids: Iterable[int]) -> KnownPersons:
    """The persons these cases know, in their final version and in a draft that is not final yet."""
    ids = set(case_ids)
    found = KnownPersons()
    if not ids:
        return found
    with bookkeeping():
        persons = list(ComplainantIdentity.objects.filter(complaint__in=ids))
        parties = list(ReportedParty.objects.filter(complaint__in=ids))
        versions = Complaint.objects.filter(pk__in=ids, latest_revision__isnull=False)
        unfinished = versions.exclude(latest_revision=F("live_revision"))
        for content in unfinished.values_list("latest_revision__content", flat=True):
            persons += [ComplainantIdentity(**_sealed(row, ComplainantIdentity)) for row in content["complainants"]]
            parties += [ReportedParty(**_sealed(row, ReportedParty)) for row in content["reported_parties"]]
    return known(persons, parties)


def known(persons: Iterable[Any], parties: Iterable[Any]) -> KnownPersons:
    """These persons, opened for taking them out of a text."""
    persons, parties = list(persons), list(parties)
    # An office that is complained about stands openly beside the party (domain.md §4).
    named = [party for party in parties if party.name.reveal().casefold() not in party.institution.casefold()]
    return KnownPersons(
        names=_marked(persons, full_name=COMPLAINANT, represented_by=REPRESENTATIVE) + _marked(named, name=REPORTED),
        numbers=_marked(persons, id_number=NIK_MARK, email=EMAIL_MARK) + _marked(parties, employee_no=EMPLOYEE_NO),
        phones=_marked(persons, phone=PHONE_MARK),
        addresses=tuple(row.address.reveal() for row in (*persons, *parties) if row.address),
        occupations=tuple(person.occupation.reveal() for person in persons if person.occupation),
    )


def _marked(rows: Iterable[Any], **marks: str) -> tuple[tuple[str, str], ...]:
    return tuple((mark, text) for row in rows for name, mark in marks.items() if (text := getattr(row, name).reveal()))


def _sealed(row: dict[str, Any], model: type[ComplainantIdentity] | type[ReportedParty]) -> dict[str, Any]:
    """The columns of a row of a stored version; a version made before a column was added has none of it."""
    return {field.name: row[field.name] for field in model._meta.local_concrete_fields if _is_text(field, row)}


def _is_text(field: Any, row: dict[str, Any]) -> bool:
    return not field.remote_field and not field.primary_key and field.name in row
