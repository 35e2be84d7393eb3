"""What a new case consists of, however it came in: from a mail or from the form for letters on paper."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from dumas_docs.enums import Addressee, Anonymity, Channel, Classification, EvidenceKind, LetterSeal, Level, Oversight
from dumas_docs.imports.extraction import Extraction
from dumas_docs.intake.completeness import REQUESTS, Completeness, CompletenessFacts


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """One complainant, as far as he says himself who he is (domain.md §4 ComplainantIdentity)."""

    full_name: str = ""
    address: str = ""
    occupation: str = ""
    id_number: str = ""
    phone: str = ""
    email: str = ""
    represented_by: str = ""
    regency: str = ""
    province: str = ""
    category: str = "PERORANGAN"
    signature_present: bool = False
    power_of_attorney_stamped: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything is known by which he could be reached or recognised."""
        return any((self.full_name, self.address, self.id_number, self.phone, self.email))


@dataclass(frozen=True, kw_only=True)
class ReportedFacts:
    """One person or office complained about."""

    name: str = ""
    position: str = ""
    institution: str = ""
    employee_no: str = ""


@dataclass(frozen=True, kw_only=True)
class ComplaintFacts:
    """A new case before it has a number. Texts are already free of the identities they were sent with."""

    received_at: datetime.datetime
    channel: Channel
    subject: str
    chronology: str
    substance_summary: str
    # Whoever typed the words says that they name nobody.
    names_nobody: bool = False
    letter_date: datetime.date | None = None
    letter_date_note: str = ""
    external_id: str = ""
    addressees: tuple[Addressee, ...] = ()
    is_cc_only: bool = False
    classification: Classification = Classification.PENGADUAN
    category: str = ""
    issue_codes: tuple[str, ...] = ()
    oversight: Oversight | None = None
    anonymity: Anonymity = Anonymity.TERBUKA
    level: Level = Level.TERBATAS
    seal: LetterSeal = LetterSeal.TERBUKA
    regency: str = ""
    province: str = ""
    complainants: tuple[PersonFacts, ...] = ()
    reported: tuple[ReportedFacts, ...] = ()
    checked: CompletenessFacts
    completeness: Completeness


@dataclass(frozen=True, kw_only=True)
class MatterText:
    """What a matter is known by, from which only keyed hashes are kept.

    The texts are those the case shows, free of identities: whoever reads them must not be able to confirm a name by
    guessing. `mentions` are names in the text as sent; they only ask for cases of that complainant and are not kept.
    `own_numbers` are those the office gave the case, by which it is asked about later."""

    subject: str
    text: str
    attached_texts: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    sender_email: str = ""
    complainant_name: str = ""
    own_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EvidenceFile:
    """A file that passed the door (`imports.accept`), with what opens its bytes; `text` is free of identities."""

    name: str
    mime: str
    kind: EvidenceKind
    size: int
    sha256: str
    extraction: Extraction
    text: str
    open: Callable[[], BinaryIO] = field(repr=False)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RefusedFile:
    """A file that did not pass; its bytes go to quarantine and the case says so."""

    position: int
    name: str
    code: str
    reason: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Message:
    """The message a case comes from: `digest` makes it count once, `content_hash` knows it on another way here."""

    digest: str
    size: int
    content_hash: str = ""
    raw: bytes = field(default=b"", repr=False)
    notes: tuple[str, ...] = ()


def requests_for(missing: Iterable[str]) -> list[str]:
    """Stored names of what is missing as sentences to the complainant, in the active language."""
    return [str(REQUESTS[name]) for name in missing if name in REQUESTS]
