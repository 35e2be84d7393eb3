"""By which names the writer of a mail is called: in its header, in his text and under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dumas_docs.intake.display_names import (
    called_beside,
    fuller_name,
    letters,
    name_in_display,
    people_in_address,
    people_in_display,
    people_in_header,
)
from dumas_docs.intake.handed_on import Writing
from dumas_docs.intake.headers import Address
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.name_forms import is_short_form
from dumas_docs.intake.names import is_generic_name, is_organisation, looks_like_person
from dumas_docs.intake.ordinary_words import is_ordinary_word

# All who sent a mail, may have sent it for another, or are to be answered.
SENDER_HEADERS = ("From", "Sender", "Reply-To")


class FoundIn(StrEnum):
    """Where in the mail a fact stands; earlier members weigh more."""

    ISI = "ISI"
    TANDA_TANGAN = "TANDA_TANGAN"
    LAMPIRAN = "LAMPIRAN"
    KEPALA_SUREL = "KEPALA_SUREL"


@dataclass(frozen=True)
class Found:
    """A value and where it was read; `place` names the attachment when it came from one."""

    value: str
    found_in: FoundIn
    place: str = ""


def header_name(sender: Address, *, texts: Sequence[str]) -> Found | None:
    """The name of the mailbox; None for a word that `texts` use as a word."""
    name = name_in_display(sender.name)
    return Found(name, FoundIn.KEPALA_SUREL) if name and not is_ordinary_word(name, texts=tuple(texts)) else None


def has_clear_name(name: Found | None) -> bool | None:
    """S1 A.1.1b asks for a clear name; a nickname of the mail account leaves the question to a person."""
    if name is None:
        return False
    written_out = len(re.findall(r"\b[A-Z\u00c0-\u00de][\w']*", re.sub(r"\S*\d\S*", "", name.value))) > 1
    is_one = looks_like_person(name.value) or is_organisation(name.value)
    return True if name.found_in is not FoundIn.KEPALA_SUREL or (written_out and is_one) else None


def called_by(mail: IncomingMail, writing: Writing) -> tuple[str, ...]:
    """The people named by the mailbox from which the letter came, and to which an answer is to go."""
    people = people_in_display(writing.sender.name)
    if not writing.handed_on_by:
        people += [name for key in SENDER_HEADERS for name in people_in_header(mail.headers.get(key, ""))]
    return tuple(dict.fromkeys(people))


def fullest(name: Found | None, others: Sequence[Found], *, sender: Address) -> Found | None:
    """`name`, or where it is written shorter than elsewhere the fullest of `others` that is the same."""
    if name is None or is_organisation(name.value):
        return name
    beside = called_beside(sender.name)
    if any(is_short_form(name.value, of=other) for other in beside):
        return max((name, *(Found(other, FoundIn.KEPALA_SUREL) for other in beside)), key=lambda f: letters(f.value))
    longest = fuller_name(name.value, [other.value for other in others])
    return next((other for other in others if other.value == longest), name) if longest != name.value else name


def other_forms(name: Found | None, others: Sequence[str], *, sender: Address, texts: Sequence[str]) -> tuple[str, ...]:
    """How the complainant is called beside his name: shorter, by a nickname, or by the office whose mailbox he uses."""
    beside = called_beside(sender.name) if name else []
    same = (o for o in others if o and (not name or o in beside or is_form_of(o, name.value)))
    # A person's name hides its parts by itself.
    found = (o for o in same if not name or (o != name.value and (" " in o or not looks_like_person(name.value))))
    named = (other for other in found if not is_generic_name(other))
    return tuple(dict.fromkeys(other for other in named if not is_ordinary_word(other, texts=tuple(texts))))


def is_form_of(other: str, name: str) -> bool:
    return not looks_like_person(other) or is_short_form(other, of=name)


def of_office(sender: Address, in_header: Found | None) -> str:
    """The name of a mailbox that names no person, and is more than words of mailboxes."""
    return in_header.value if in_header and not people_in_display(sender.name) else ""


def other_senders(name: Found | None, *, called: Sequence[str], writing: Writing) -> tuple[str, ...]:
    """Whoever else stands in the header: somebody lends his mailbox, or has handed the letter on."""
    beside = called_beside(writing.sender.name)
    people = [person for person in called if person not in beside and not (name and is_form_of(person, name.value))]
    for passed in writing.handed_on_by:
        people += [*people_in_display(passed.name), *people_in_address(passed.email)]
    return tuple(dict.fromkeys(people))
