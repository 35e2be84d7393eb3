"""AssignmentOrder (surat perintah): who is ordered to do what, where and when (domain.md §13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from dumas_docs.access.roles import APPROVE
from dumas_docs.access.scope import bookkeeping, local_today
from dumas_docs.admin.panels.orders import ASSIGNMENT_ORDER
from dumas_docs.blocks import PLAIN_TEXT_FEATURES
from dumas_docs.enums import LeaderRank, OutgoingState

from .activities import MonitoringActivity, activity_around
from .documents import DocumentPage
from .in_chain import InChain
from .travellers import Row, Travellers, fault_of_accounts, travellers


class AssignmentOrder(InChain, DocumentPage):
    """A surat perintah. The signatory follows from the rank of the leader (S0 B.2.a.2), it is never chosen."""

    number = models.CharField(_("order number"), max_length=100, blank=True, editable=False, db_index=True)
    considering = RichTextField(_("considering (menimbang)"), features=PLAIN_TEXT_FEATURES)
    basis = RichTextField(_("basis (dasar)"), features=PLAIN_TEXT_FEATURES)
    task = RichTextField(_("task (untuk)"), features=PLAIN_TEXT_FEATURES)
    place = models.CharField(_("place"), max_length=200)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    leader_rank = models.CharField(_("highest rank in the team"), max_length=16, choices=LeaderRank.choices)
    reporting = models.TextField(_("report (lapor)"), blank=True)
    funded_by = models.CharField(_("charged to"), max_length=200, blank=True)
    issued_at_place = models.CharField(_("issued at"), max_length=100, default="Jakarta")
    issued_on = models.DateField(_("issued on"), null=True, editable=False)
    signed_at = models.DateTimeField(_("signed at"), null=True, editable=False)
    state = models.CharField(
        _("state"), max_length=16, choices=OutgoingState.choices, default=OutgoingState.KONSEP, editable=False
    )

    register_code = "konsep-sp"
    number_pattern = "SP-{year}-{seq:04}"
    publish_verb = APPROVE
    chain_kind = "surat-perintah"
    final_by_chain = True
    signature_stamps = ("signed_at",)
    number_stamps = ("number", "issued_on")
    governed_fields = (*DocumentPage.governed_fields, "title", "slug", *number_stamps, *signature_stamps, "state")
    subpage_types: list[str] = []
    parent_page_types = ["dumas_docs.Folder", "dumas_docs.Complaint", "dumas_docs.MonitoringActivity"]
    page_description = _("An order that sends a team out to monitor or clarify.")
    template = "dumas_docs/assignment_order.html"
    edit_handler = ASSIGNMENT_ORDER

    class Meta:
        verbose_name = _("assignment order")
        verbose_name_plural = _("assignment orders")

    @property
    def sent(self) -> Travellers:
        """Who is ordered, and the highest rank that travels: of them, and of the team where the order lies in a
        monitoring."""
        sent = travellers(self.rows(), on=self.starts_on or local_today())
        activity = activity_around(self) if sent.rank != LeaderRank.ASDEP else None
        if activity is None:
            return sent
        with bookkeeping():
            return replace(sent, rank=activity.newest_for_facts().leader_rank)

    def rows(self) -> list[Row]:
        """The persons ordered as they are named."""
        return [Row(row.person_id, row.name, (row.position_title,)) for row in self.assignees.all()]

    @property
    def rank(self) -> LeaderRank:
        """The highest rank that travels; who signs follows from it."""
        return self.sent.rank

    @property
    def signatory_role(self) -> str:
        """Role code of who signs: the Asdep, or the PPK when the Asdep travels (S0 B.2.a.2)."""
        return "ppk" if self.rank == LeaderRank.ASDEP else "asdep"

    def check_parts(self) -> None:
        people = list(self.assignees.all())
        if not people:
            raise ValidationError(_("Name at least one person who is ordered."))
        if sum(person.is_leader for person in people) != 1:
            raise ValidationError(_("Exactly one person leads the team."))
        if fault := fault_of_accounts(self.rows()):
            raise ValidationError(fault)
        if self.differs_from_plan():
            raise ValidationError(
                _("The order does not send everybody of the team on every day of the plan. Bring the two together.")
            )

    def differs_from_plan(self) -> bool:
        """Whether the newest plan of its monitoring asks for other people or days; never outside of a monitoring."""
        activity = activity_around(self)
        if activity is None:
            return False
        with bookkeeping():
            return not self.sends_as_planned(activity.newest_for_facts())

    def sends_as_planned(self, plan: MonitoringActivity) -> bool:
        """Whether the order sends everybody of the team, on every day of the plan."""
        return self.sends(plan.team_ids, starts_on=plan.starts_on, ends_on=plan.ends_on)

    def sends(self, people: Iterable[int], *, starts_on: date | None, ends_on: date | None) -> bool:
        """Whether the order sends all of `people`, from the first to the last of these days."""
        first, last = starts_on or self.starts_on, ends_on or self.ends_on
        return set(people) <= self.sent.ids and self.starts_on <= first and last <= self.ends_on

    def chain_facts(self) -> dict[str, Any]:
        """With the highest rank that travels, derived from the positions of who is ordered, and their ids."""
        sent = self.sent
        return {**super().chain_facts(), "leader_rank": str(sent.rank), "ordered_ids": sent.ids}

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        # Kept as it was derived; nothing is decided by the column.
        self.leader_rank = self.rank
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})


class OrderAssignee(Orderable):
    """One person ordered; rank and position as they stood that day."""

    order = ParentalKey(AssignmentOrder, on_delete=models.CASCADE, related_name="assignees")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=150)
    employee_no = models.CharField(_("employee number (NIP)"), max_length=30, blank=True)
    grade = models.CharField(_("rank and grade"), max_length=100, blank=True)
    position_title = models.CharField(_("position"), max_length=200)
    is_leader = models.BooleanField(_("leads the team"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("person ordered")
        verbose_name_plural = _("persons ordered")

    def __str__(self) -> str:
        return self.name


class OrderCopy(Orderable):
    """A line of "tembusan"."""

    order = ParentalKey(AssignmentOrder, on_delete=models.CASCADE, related_name="copies")
    name = models.CharField(_("office or position"), max_length=200)
    place = models.CharField(_("place"), max_length=100, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("copy")
        verbose_name_plural = _("copies")

    def __str__(self) -> str:
        return self.name
