"""Life cycle of a review: written in the case, initialled and approved by its chain (domain.md §15, W1 and W2)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .papers import handed_in, returned, voided
from .table import ChainEvent, Lifecycle, Transition

REVIEW = Lifecycle(
    name="telaah",
    label=_("Review"),
    states=("KONSEP", "PARAF", "REVISI", "DISETUJUI", "BATAL"),
    start="KONSEP",
    finals=("DISETUJUI", "BATAL"),
    endings=("BATAL",),
    ending_needs=("reason",),
    transitions=(
        handed_in(),
        returned("PARAF"),
        Transition(
            name="SETUJUI", label=_("Approve the review"), source=("PARAF",), target="DISETUJUI",
            who=("division_head", "asdep"), verb="approve", on_chain=ChainEvent.FINISHED,
        ),
        voided("KONSEP", "PARAF", "REVISI"),
    ),
)  # fmt: skip
