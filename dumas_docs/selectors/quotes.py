"""Which letter of the office a text quotes, and what a reader of the case is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on_many, visible_to
from dumas_docs.actions.case_records import may_record
from dumas_docs.conf import setting
from dumas_docs.enums import Level
from dumas_docs.intake.quoted_numbers import Quoted, key_of, office_formats, quoted_numbers, sequence_of
from dumas_docs.intake.sender_proof import same_office
from dumas_docs.models import BasePage, Complaint, OutgoingLetter, QuotedNumber, QuoteVerdict
from dumas_docs.models.letters import RecipientKind
from dumas_docs.selectors.case_facts import SENT
from workflows.models import Unit

# domain.md §8: B, T, R, SR.
BY_PREFIX = {"T": Level.TERBATAS, "R": Level.RAHASIA, "SR": Level.SANGAT_RAHASIA}


@dataclass(frozen=True)
class Quote:
    """A quoted number with the sent letter of a case it belongs to, and the address that letter was sent to."""

    quoted: Quoted
    letter: OutgoingLetter | None
    verdict: QuoteVerdict
    institution: str = ""

    @property
    def is_of_addressee(self) -> bool:
        """Whether the sender's address is one of those the letter went to; not yet that it is really his."""
        return bool(self.institution)


@dataclass(frozen=True)
class QuoteHint:
    """What one reader is told. `letter` and `case` only for who may read them."""

    row: QuotedNumber
    words: str
    letter: OutgoingLetter | None = None
    case: Complaint | None = None
    may_link: bool = False


def formats() -> list[re.Pattern[str]]:
    """The formats of the office's numbers, with the letter codes of its units as they are now."""
    return office_formats(setting("NUMBER_PATTERNS"), units=list(Unit.objects.values_list("letter_code", flat=True)))


def quotes_in(texts: Iterable[str], *, sender_email: str) -> list[Quote]:
    """The office's numbers quoted in `texts`, each with its letter. For the intake alone: it asks nobody's rights."""
    found = quoted_numbers("\n\n".join(texts), formats=formats())
    if not found:
        return []
    with bookkeeping():
        begins = Q()
        for each in found:
            begins |= Q(number__istartswith=f"{sequence_of(each.key)}/")
        sent = OutgoingLetter.objects.filter(begins, state__in=SENT).prefetch_related("recipients")
        letters: dict[str, list[OutgoingLetter]] = {}
        for letter in sent:
            if Complaint.objects.parent_of(letter).exists():
                letters.setdefault(key_of(letter.number), []).append(letter)
        return [_quote(each, letters.get(each.key, []), sender_email=sender_email) for each in found]


def level_of(quotes: Iterable[Quote]) -> Level:
    """The level that the quoted numbers bear by their prefix, whether such a letter exists or not: who typed or sent
    one learns nothing by it."""
    return max(
        (BY_PREFIX.get(quote.quoted.key.partition("-")[0], Level.BIASA) for quote in quotes), default=Level.BIASA
    )


def cases_quoted(quotes: Iterable[Quote]) -> list[Complaint]:
    """The cases of the letters that are quoted; for the intake alone, and not where somebody watches what becomes of
    the number he typed."""
    with bookkeeping():
        found = [Complaint.objects.parent_of(quote.letter).first() for quote in quotes if quote.letter is not None]
    return [case for case in found if case is not None]


def _quote(quoted: Quoted, letters: list[OutgoingLetter], *, sender_email: str) -> Quote:
    if len(letters) != 1:
        return Quote(quoted, None, QuoteVerdict.TIDAK_DIKENAL)
    (letter,) = letters
    addressed = [row for row in letter.recipients.all() if row.kind == RecipientKind.KEPADA]
    for row in addressed:
        if same_office(sender_email, row.email):
            return Quote(quoted, letter, QuoteVerdict.PERLU_KEPASTIAN, institution=row.name)
    known = any(row.email for row in addressed)
    return Quote(quoted, letter, QuoteVerdict.INSTANSI_LAIN if known else QuoteVerdict.PERLU_KEPASTIAN)


def open_quotes(user: Any, case: Complaint) -> list[QuoteHint]:
    """Quoted numbers nobody has decided about. A letter the reader may not read is told of like an unknown one."""
    rows = list(QuotedNumber.objects.filter(complaint_id=case.pk, accepted__isnull=True))
    letters = visible_to(user, READ, model=OutgoingLetter).in_bulk([row.letter_id for row in rows if row.letter_id])
    cases = {pk: _case_of(user, letter) for pk, letter in letters.items()}
    verbs = verbs_on_many(user, [case, *[each for each in cases.values() if each]])
    others = _known_letters(user, [row for row in rows if row.letter_id is None])
    hints = []
    for row in rows:
        if other := others.get(row.pk):
            hints.append(QuoteHint(row, _why_not_linked(other), letter=other))
            continue
        letter = letters.get(row.letter_id or 0)
        target = cases.get(row.letter_id or 0)
        if letter is None or target is None or READ not in verbs[target.pk]:
            hints.append(QuoteHint(row, _("quotes a letter number that is not known to you")))
            continue
        may_link = may_record(verbs[target.pk]) and may_record(verbs[case.pk])
        words = str(QuoteVerdict(row.verdict).label)
        hints.append(QuoteHint(row, words, letter=letter, case=target, may_link=may_link))
    return hints


def _known_letters(user: Any, rows: list[QuotedNumber]) -> dict[int, OutgoingLetter]:
    """By row, the letter of that number the reader may read although nothing is linked with it."""
    if not rows:
        return {}
    keys = {row.pk: key_of(row.number) for row in rows}
    begins = Q()
    for key in keys.values():
        begins |= Q(number__istartswith=f"{sequence_of(key)}/")
    found = {key_of(letter.number): letter for letter in visible_to(user, READ, model=OutgoingLetter).filter(begins)}
    return {pk: found[key] for pk, key in keys.items() if key in found}


def _why_not_linked(letter: OutgoingLetter) -> str:
    if letter.is_void:
        return _("quotes a letter of this office that is void; ask the sender which letter is meant")
    if letter.state not in SENT:
        return _("quotes a letter of this office that has not been sent; ask the sender how he knows its number")
    return _(
        "quotes a letter of this office that lies in no case; work on the answer with that letter, then set this aside"
    )


def _case_of(user: Any, page: BasePage) -> Complaint | None:
    readable: Any = visible_to(user, READ, model=Complaint)
    return readable.parent_of(page).first()
