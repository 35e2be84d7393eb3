"""Take back a draft that was edited in Word: it becomes a new version, and never goes over somebody else's work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from dumas_docs.access import audit
from dumas_docs.access.roles import CHANGE, IDENTITY, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import OutgoingState
from dumas_docs.imports.round_trip import NotReturned, ReturnedLetter
from dumas_docs.models import BasePage, FieldGroup, OutgoingLetter
from dumas_docs.models.letters import AddresseeRank
from dumas_docs.selectors.letter_sheets import body_of
from dumas_docs.selectors.returned_letters import new_addressees, with_returned
from dumas_docs.selectors.sheet_frames import hidden

from .hide_in_document import persons_around
from .note_identities import note_hidden_persons
from .note_versions import digest_of

DRAFT_STATES = (OutgoingState.KONSEP, OutgoingState.PARAF, OutgoingState.REVISI)


class MayNotTakeBack(PermissionError):
    """Only who may change the draft brings a version of it back."""


class NoDraft(ValueError):
    """The letter was signed, made final or locked; its text is not changed any more."""

    def __str__(self) -> str:
        return _("This letter is no draft that you may change now: it is final, signed or locked.")


class ChangedMeanwhile(ValueError):
    """Somebody saved a version after the file was taken out."""

    def __init__(self, *, who: str) -> None:
        super().__init__(who)
        self.who = who

    def __str__(self) -> str:
        return _(
            "%(who)s saved a newer version after you took this file out. Nothing was changed. Take the newest version "
            "out and bring your changes into it."
        ) % {"who": self.who or _("Somebody")}


class MaskedCopy(ValueError):
    """Names are masked in this person's copies, and the masks would go over the names."""

    def __str__(self) -> str:
        return _("Names are masked in the copy you took out; bringing it back would lose them. Edit the draft here.")


class RankMissing(ValueError):
    """Somebody new is addressed, and his rank decides who signs (domain.md §15, W4)."""


class Misfit(ValueError):
    """A text does not fit its field; `messages` say which."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(*messages)
        self.messages = messages

    def __str__(self) -> str:
        return " ".join(self.messages)


def may_take_back(letter: OutgoingLetter, *, by: Any) -> bool:
    """Whether `by` could bring a version of `letter` back now."""
    if letter.live or letter.signed_at or letter.state not in DRAFT_STATES:
        return False
    lock = letter.get_lock()
    return {READ, CHANGE} <= verbs_on(by, letter) and not (lock and lock.for_user(by))


def proposed_version(
    *, letter: OutgoingLetter, returned: ReturnedLetter, by: Any, ranks: Sequence[str] = ()
) -> tuple[BasePage, OutgoingLetter]:
    """The newest version and the one that would follow it, neither stored; `ranks` are those of new addressees.

    Raises MayNotTakeBack, NoDraft, NotReturned, ChangedMeanwhile, MaskedCopy, Misfit."""
    if not {READ, CHANGE} <= verbs_on(by, letter):
        raise MayNotTakeBack
    if not may_take_back(letter, by=by):
        raise NoDraft
    if returned.page_id != letter.pk:
        raise NotReturned("stranger")
    if returned.revision_id != letter.latest_revision_id:
        raise ChangedMeanwhile(who=_last_writer(letter))
    with bookkeeping():
        current = letter.get_latest_revision_as_object()
        draft = letter.get_latest_revision_as_object()
    if _is_masked(current, by):
        raise MaskedCopy
    proposed = with_returned(draft, returned, ranks=ranks)
    _demand_fit(proposed)
    return current, proposed


@transaction.atomic
def take_back_letter(
    *, letter: OutgoingLetter, returned: ReturnedLetter, by: Any, now: datetime, ranks: Sequence[str] = ()
) -> OutgoingLetter:
    """Store what came back as the newest version, and hand it over.

    Raises what `proposed_version` raises, and RankMissing for a new addressee of whom `ranks` says nothing; then
    nothing is stored."""
    with bookkeeping():
        # Two who confirm at once wait here; the second finds a newer version.
        BasePage.objects.select_for_update(no_key=True).get(pk=letter.pk)
        page = OutgoingLetter.objects.get(pk=letter.pk)
    _current, proposed = proposed_version(letter=page, returned=returned, by=by, ranks=ranks)
    if new_addressees(proposed) or not set(ranks) <= set(AddresseeRank.values):
        raise RankMissing
    revision = proposed.save_revision(user=by, log_action=True, clean=False)
    audit.record(
        verb="naskah.diubah", by=by, page=page, group=FieldGroup.ISI, at=now,
        data={"revision": revision.pk, "sha256": digest_of(revision), "door": "word"},
    )  # fmt: skip
    note_hidden_persons(page=proposed, by=by, now=now)
    return proposed


def _is_masked(letter: BasePage, by: Any) -> bool:
    assert isinstance(letter, OutgoingLetter)  # noqa: S101 - versions are of their page's type
    if letter.identity_disclosure_approved and IDENTITY in verbs_on(by, letter):
        return False
    hide = persons_around(letter).without
    texts = [letter.subject, letter.attachments_note, *(f"{row.name}\n{row.place}" for row in letter.recipients.all())]
    return any(hide(text) != text for text in texts) or hidden(body_of(letter), hide) != body_of(letter)


def _demand_fit(proposed: OutgoingLetter) -> None:
    """The lengths of single fields; a draft may be incomplete."""
    found: list[str] = []
    texts: list[tuple[Any, str]] = [(proposed, "subject"), (proposed, "attachments_note")]
    texts += [(row, name) for row in proposed.recipients.all() for name in ("name", "place")]
    for held, name in texts:
        field = held._meta.get_field(name)
        try:
            field.run_validators(getattr(held, name))
        except ValidationError as error:
            found += [f"{field.verbose_name}: {message}" for message in error.messages]
    if found:
        raise Misfit(found)


def _last_writer(letter: BasePage) -> str:
    revision = Revision.objects.filter(pk=letter.latest_revision_id).select_related("user").first()
    return (revision.user.get_full_name() or revision.user.get_username()) if revision and revision.user else ""
