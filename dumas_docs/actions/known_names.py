"""Mask the persons a case knows in a text of the office itself (domain.md §12): exact values, nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import BasePage, Complaint
from dumas_docs.selectors.parties import mask_name

from .hide_identities import case_around

# Shorter values would be found inside other words.
LEAST = 4
LAST_DIGITS = 3


def known_names_hidden(page: BasePage) -> Callable[[str], str]:
    """What masks a text of `page` with the persons of the case it is or lies in; `str` outside of cases."""
    case = case_around(page)
    if case is None:
        return str
    with bookkeeping():
        known = {value.strip(): mask for value, mask in _known(case) if len(value.strip()) >= LEAST}
    if not known:
        return str
    # The longest first, so that a part of a name never hides the rest of it from the search.
    values = sorted(known, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){_loose(value)}(?!\w)" for value in values), re.IGNORECASE)
    masks = {_key(value): mask for value, mask in known.items()}
    return lambda text: pattern.sub(lambda found: masks[_key(found.group())], text)


def _known(case: Complaint) -> Iterator[tuple[str, str]]:
    for person in case.complainants.all():
        name, address, email = person.full_name.reveal(), person.address.reveal(), person.email.reveal()
        yield name, mask_name(name)
        yield person.represented_by.reveal(), mask_name(person.represented_by.reveal())
        yield address, person.regency or "***"
        yield email, f"{email[:1]}***@{email.rpartition('@')[2]}"
        for number in (person.id_number.reveal(), person.phone.reveal()):
            yield number, f"***{number[-LAST_DIGITS:]}"
    for party in case.reported_parties.all():
        office = party.institution or "***"
        yield party.name.reveal(), office
        yield party.address.reveal(), office
        yield party.employee_no.reveal(), f"***{party.employee_no.reveal()[-LAST_DIGITS:]}"


def _loose(value: str) -> str:
    """The value, however its blanks are written."""
    return r"\s+".join(re.escape(word) for word in value.split())


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
