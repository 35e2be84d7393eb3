"""Letters that come in and documents that go out (domain.md §4, §8)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.locks import BaseLock
from wagtail.models import Orderable

from dumas_docs.access.roles import APPROVE
from dumas_docs.admin.panels.letters import INCOMING_LETTER, OUTGOING_LETTER
from dumas_docs.blocks import LetterBodyBlock
from dumas_docs.enums import (
    IncomingLetterKind,
    IncomingLetterState,
    LetterNeed,
    LetterOrigin,
    LetterSeal,
    Level,
    OnBehalf,
    OutgoingState,
    OutgoingType,
    Urgency,
)
from workflows.lifecycles.registry import LIFECYCLES

from .closed_text import ClosedText
from .copy_numbers import lacks_copy_numbers
from .documents import DocumentPage
from .follow_up import asks_no_reply, why_not_sent
from .in_chain import InChain


class IncomingLetter(DocumentPage):
    """A letter or memorandum the office received, also the reply of an institution to a case."""

    received_at = models.DateTimeField(_("received at"))
    origin = models.CharField(_("origin"), max_length=8, choices=LetterOrigin.choices, default=LetterOrigin.EKSTERN)
    kind = models.CharField(
        _("kind"), max_length=12, choices=IncomingLetterKind.choices, default=IncomingLetterKind.SURAT
    )
    sender = models.CharField(_("sender"), max_length=200)
    sender_no = models.CharField(_("sender's letter number"), max_length=100, blank=True, db_index=True)
    sender_date = models.DateField(_("date of the letter"), null=True, blank=True)
    attachments_note = models.CharField(_("attachments"), max_length=200, blank=True)
    addressee = models.CharField(_("addressee"), max_length=200)
    urgency = models.CharField(_("urgency"), max_length=14, choices=Urgency.choices, default=Urgency.BIASA)
    seal = models.CharField(_("envelope"), max_length=40, choices=LetterSeal.choices, default=LetterSeal.TERBUKA)
    letter_need = models.CharField(_("what it needs"), max_length=24, choices=LetterNeed.choices, blank=True)
    deliverer = models.CharField(_("delivered by"), max_length=200, blank=True)
    body = models.TextField(_("content"), blank=True, help_text=_("Text of the letter, when it was opened."))
    classification_code = models.CharField(_("file plan code"), max_length=20, blank=True)
    state = models.CharField(
        _("state"), max_length=24, choices=IncomingLetterState.choices, default=IncomingLetterState.DITERIMA,
        editable=False,
    )  # fmt: skip

    register_code = "surat-masuk"
    number_pattern = "{seq:05}/{agenda}/{year}"
    is_from_outside = True
    governed_fields = (*DocumentPage.governed_fields, "title", "slug", "state")
    subpage_types: list[str] = []
    parent_page_types = ["dumas_docs.Folder", "dumas_docs.Complaint"]
    page_description = _("A letter or memorandum that was received, with its scan.")
    template = "dumas_docs/incoming_letter.html"
    edit_handler = INCOMING_LETTER

    class Meta:
        verbose_name = _("incoming letter")
        verbose_name_plural = _("incoming letters")

    @property
    def is_sealed(self) -> bool:
        return self.seal != LetterSeal.TERBUKA

    @property
    def least_level(self) -> Level:
        """A closed envelope is top secret from the first moment (domain.md §10, "sealed letter")."""
        return Level.SANGAT_RAHASIA if self.is_sealed else self.default_level

    def get_lock(self) -> BaseLock | None:
        """What lies in its file, or went back to its sender, is not written anew (domain.md §8)."""
        return ClosedText(self) if self.state in LIFECYCLES["surat-masuk"].finals else super().get_lock()

    def clean(self) -> None:
        super().clean()
        if self.is_sealed and (self.subject or self.body):
            raise ValidationError(
                {"seal": _("A closed envelope is registered by its outside only: no subject and no content (S4 B.1).")}
            )


class OutgoingLetter(InChain, DocumentPage):
    """A naskah dinas that leaves the office: drafted, initialled, signed, then numbered."""

    type = models.CharField(_("type"), max_length=24, choices=OutgoingType.choices, default=OutgoingType.SURAT_DINAS)
    number = models.CharField(_("letter number"), max_length=100, blank=True, editable=False, db_index=True)
    number_parts = models.JSONField(default=dict, blank=True, editable=False)
    date = models.DateField(_("date"), null=True, editable=False)
    body = StreamField(LetterBodyBlock(), verbose_name=_("body"))
    urgency = models.CharField(_("urgency"), max_length=14, choices=Urgency.choices, default=Urgency.BIASA)
    attachments_note = models.CharField(_("attachments"), max_length=200, blank=True)
    reply_due_on = models.DateField(
        _("reply asked for until"), null=True, blank=True,
        help_text=_("A follow-up letter to an institution names this day in its text as well."),
    )  # fmt: skip
    copy_numbers = models.CharField(
        _("copy numbers"), max_length=200, blank=True, help_text=_("Secret and top secret letters carry a copy number.")
    )
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("drafter"), on_delete=models.SET_NULL, null=True, editable=False,
        related_name="+",
    )  # fmt: skip
    # As it was signed; while it is a draft its addressees decide (selectors/signatories.py).
    signatory_position = models.CharField(_("signed by (position)"), max_length=200, blank=True, editable=False)
    on_behalf = models.CharField(_("capacity"), max_length=4, choices=OnBehalf.choices, blank=True, editable=False)
    signed_at = models.DateTimeField(_("signed at"), null=True, editable=False)
    dispatched_at = models.DateTimeField(_("dispatched at"), null=True, editable=False)
    expedition_ref = models.CharField(_("expedition entry"), max_length=100, blank=True, editable=False)
    classification_code = models.CharField(_("file plan code"), max_length=20, blank=True)
    identity_disclosure_approved = models.BooleanField(_("identities may be disclosed"), default=False, editable=False)
    state = models.CharField(
        _("state"), max_length=16, choices=OutgoingState.choices, default=OutgoingState.KONSEP, editable=False
    )

    register_code = "konsep-surat"
    number_pattern = "KS-{year}-{seq:05}"
    publish_verb = APPROVE
    chain_kind = "surat-keluar"
    final_by_chain = True
    signature_stamps = ("signed_at", "signatory_position", "on_behalf")
    number_stamps = ("number", "number_parts", "date")
    governed_fields = (
        *DocumentPage.governed_fields,
        "title", "slug", *signature_stamps, *number_stamps, "drafter_id", "dispatched_at", "expedition_ref",
        "identity_disclosure_approved", "state",
    )  # fmt: skip
    subpage_types: list[str] = []
    parent_page_types = ["dumas_docs.Folder", "dumas_docs.Complaint", "dumas_docs.MonitoringActivity"]
    page_description = _("A letter, memorandum or other document the office writes.")
    template = "dumas_docs/outgoing_letter.html"
    edit_handler = OUTGOING_LETTER

    class Meta:
        verbose_name = _("outgoing letter")
        verbose_name_plural = _("outgoing letters")

    def check_parts(self) -> None:
        if not any(row.kind == RecipientKind.KEPADA for row in self.recipients.all()):
            raise ValidationError(_("Name at least one addressee (Yth.)."))
        if words := why_not_sent(self) or asks_no_reply(self) or lacks_copy_numbers(self):
            raise ValidationError(words)

    @staticmethod
    def highest_rank(ranks: Collection[str]) -> str:
        """The rank that decides who signs; the lowest without addressees."""
        return max(ranks, key=AddresseeRank.values.index, default=AddresseeRank.ESELON_II.value)

    def chain_facts(self) -> dict[str, Any]:
        """With the rank of the highest addressee; copies do not count."""
        ranks = [row.rank for row in self.recipients.all() if row.kind == RecipientKind.KEPADA]
        rank = self.highest_rank(ranks)
        return {**super().chain_facts(), "addressee_rank": rank, "drafter_id": self.drafter_id or self.owner_id}


class RecipientKind(models.TextChoices):
    KEPADA = "KEPADA", _("To (Yth.)")
    TEMBUSAN = "TEMBUSAN", _("Copy (tembusan)")


class AddresseeRank(models.TextChoices):
    """The highest addressee decides who signs (domain.md §15, W4); from the lowest to the highest."""

    ESELON_II = "ESELON_II", _("Up to echelon II, or head of a regional office")
    ESELON_I = "ESELON_I", _("Deputy minister level, governor or regent")
    MENTERI = "MENTERI", _("Minister or head of an institution")


class Recipient(Orderable):
    """A line of "Yth." or "tembusan"."""

    letter = ParentalKey(OutgoingLetter, on_delete=models.CASCADE, related_name="recipients")
    kind = models.CharField(_("kind"), max_length=8, choices=RecipientKind.choices, default=RecipientKind.KEPADA)
    name = models.CharField(_("office or position"), max_length=200)
    place = models.CharField(_("place"), max_length=100, blank=True)
    email = models.EmailField(
        _("e-mail of the institution"), blank=True,
        help_text=_("A reply from this address or its domain is linked by the letter number it quotes."),
    )  # fmt: skip
    rank = models.CharField(
        _("rank"), max_length=10, choices=AddresseeRank.choices, default=AddresseeRank.ESELON_II,
        help_text=_("The highest rank among the addressees decides who initials and signs."),
    )  # fmt: skip

    class Meta(Orderable.Meta):
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")

    def __str__(self) -> str:
        return self.name
