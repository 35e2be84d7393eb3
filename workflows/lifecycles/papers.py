"""The way of a naskah dinas through its approval chain: what letters and orders have in common (domain.md §8; F24).

The chain alone takes these steps, at the event each row names; who acts there says the table of the chain."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .table import ChainEvent, Transition

DRAFTERS = ("analyst", "subdivision_head", "division_head", "tu_head", "tu_staff", "asdep")
SIGNATORIES = ("asdep", "deputy", "ministry_secretary", "minister", "tu_bureau_head", "ppk")
REVIEWERS = ("subdivision_head", "division_head", "protocol_head", "tu_head", *SIGNATORIES)
DESK = ("registrar", "tu_staff")
FOR_APPROVAL = _("Hand in for approval")
WAITING = ("PARAF", "MENUNGGU_TTD", "DITANDATANGANI")


def handed_in(*guards: str, label: Promise = FOR_APPROVAL) -> Transition:
    """The draft, or the revised one, begins its way."""
    return Transition(
        name="AJUKAN_PARAF", label=label, source=("KONSEP", "REVISI"), target="PARAF",
        who=DRAFTERS, verb="change", guards=guards, on_chain=ChainEvent.HANDED_IN,
    )  # fmt: skip


def returned(*source: str) -> Transition:
    """Back to the drafter; a signature that stood under it counts no more."""
    return Transition(
        name="KEMBALIKAN", label=_("Return for revision"), source=source, target="REVISI", who=REVIEWERS, verb="read",
        needs=("reason",), effects=("clear_signature", "clean_draft"), on_chain=ChainEvent.RETURNED,
    )  # fmt: skip


def returned_with_number(*source: str) -> Transition:
    """The same of what bears a number: that belongs to the text that is given up, and is void (domain.md §8)."""
    return Transition(
        name="KEMBALIKAN_BERNOMOR", label=_("Return for revision, its number void"), source=source, target="REVISI",
        who=REVIEWERS, verb="read", needs=("reason",), effects=("clear_signature", "give_up_number", "clean_draft"),
        on_chain=ChainEvent.RETURNED,
    )  # fmt: skip


def signed_and_numbered(
    *guards: str, sent_needs: tuple[str, ...] = (), numbered: tuple[str, ...] = ()
) -> tuple[Transition, ...]:
    """Signature, then number (`numbered`: what it asks), date and stamp by the registry (F24), then dispatch."""
    return (
        Transition(
            name="AJUKAN_TTD", label=_("Submit for signature"), source=("KONSEP", "REVISI", "PARAF"),
            target="MENUNGGU_TTD", who=(*DRAFTERS, *REVIEWERS), verb="read", guards=("initials_complete", *guards),
            on_chain=ChainEvent.TO_SIGN,
        ),
        Transition(
            name="TANDA_TANGANI", label=_("Sign"), source=("MENUNGGU_TTD",), target="DITANDATANGANI",
            who=SIGNATORIES, verb="approve", guards=("is_signed", *guards), on_chain=ChainEvent.SIGNED,
        ),
        Transition(
            name="NOMORI", label=_("Give the number"), source=("DITANDATANGANI",), target="BERNOMOR", who=DESK,
            verb="read",
            guards=("is_signed", "is_numbered", *numbered), on_chain=ChainEvent.NUMBERED,
        ),
        Transition(
            name="KIRIM", label=_("Dispatch"), source=("BERNOMOR",), target="DIKIRIM", who=DESK, verb="read",
            guards=("is_numbered", "is_dispatched") if sent_needs else ("is_numbered",), needs=sent_needs,
            on_chain=ChainEvent.SENT,
        ),
    )  # fmt: skip


def filed(*source: str) -> Transition:
    """Into the file."""
    return Transition(
        name="BERKASKAN", label=_("Put into the file"), source=source, target="DIBERKASKAN",
        who=(*DESK, "analyst", "archivist"), verb="read",
    )  # fmt: skip


def voided(*source: str, who: tuple[str, ...] = (*DRAFTERS, *SIGNATORIES)) -> Transition:
    """Given up on the way; a number it has stays in the register, void (domain.md §8)."""
    return Transition(
        name="BATALKAN", label=_("Make this document void"), source=source, target="BATAL", who=who, verb="change",
        needs=("reason",), effects=("stop_chain", "clear_signature", "keep_void_number"),
    )  # fmt: skip


def withdrawn(*source: str, guards: tuple[str, ...]) -> Transition:
    """What was sent out already is withdrawn by who signs such papers; the number stays in the register, void."""
    return Transition(
        name="CABUT", label=_("Withdraw"), source=source, target="BATAL", who=SIGNATORIES, verb="approve",
        guards=guards, needs=("reason",), effects=("stop_chain", "clear_signature", "keep_void_number"),
    )  # fmt: skip
