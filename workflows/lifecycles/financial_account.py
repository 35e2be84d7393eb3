"""Life cycle of a financial account: to the PPK through the BPP (S0 B.6.b; domain.md §15, W7).

The chain alone takes these steps. BPP and PPK take the account as it is, or return it to the team."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .table import ChainEvent, Lifecycle, Transition

TEAM = ("analyst", "subdivision_head", "division_head", "asdep")

FINANCIAL_ACCOUNT = Lifecycle(
    name="spj",
    label=_("Financial account"),
    states=("KONSEP", "DIAJUKAN", "DIVERIFIKASI", "DIKEMBALIKAN", "DITERIMA"),
    start="KONSEP",
    finals=("DITERIMA",),
    transitions=(
        Transition(
            name="AJUKAN", label=_("Hand in for verification"), source=("KONSEP", "DIKEMBALIKAN"), target="DIAJUKAN",
            who=TEAM, verb="change", on_chain=ChainEvent.HANDED_IN,
        ),
        Transition(
            name="VERIFIKASI", label=_("Verify"), source=("DIAJUKAN",), target="DIVERIFIKASI", who=("bpp",),
            verb="approve", on_chain=ChainEvent.HANDED_IN,
        ),
        Transition(
            name="KEMBALIKAN", label=_("Return for revision"), source=("DIAJUKAN", "DIVERIFIKASI"),
            target="DIKEMBALIKAN", who=("bpp", "ppk"), verb="approve", needs=("reason",),
            on_chain=ChainEvent.RETURNED,
        ),
        Transition(
            name="TERIMA", label=_("Accept the account"), source=("DIVERIFIKASI",), target="DITERIMA",
            who=("ppk",), verb="approve", on_chain=ChainEvent.FINISHED,
        ),
    ),
)  # fmt: skip
