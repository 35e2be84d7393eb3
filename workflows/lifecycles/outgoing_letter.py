"""Life cycle of a letter that goes out (domain.md §8; F24). States are those of the archive's OutgoingState."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .papers import DESK, WAITING, filed, handed_in, returned, signed_and_numbered, voided
from .table import Lifecycle, Transition

OUTGOING_LETTER = Lifecycle(
    name="surat-keluar",
    label=_("Outgoing letter"),
    states=(
        "KONSEP", "PARAF", "REVISI", "MENUNGGU_TTD", "DITANDATANGANI", "BERNOMOR", "DIKIRIM", "DITERIMA",
        "DIBERKASKAN", "BATAL",
    ),
    start="KONSEP",
    finals=("DIBERKASKAN", "BATAL"),
    endings=("BATAL",),
    ending_needs=("reason",),
    transitions=(
        handed_in("has_body", "follow_up_directed", label=_("Submit for initials")),
        # A numbered letter is voided, not returned: its number stands in the register.
        returned(*WAITING),
        *signed_and_numbered("has_body", sent_needs=("reference",), numbered=("follow_up_directed",)),
        Transition(
            name="CATAT_DITERIMA", label=_("Note receipt by the addressee"), source=("DIKIRIM",), target="DITERIMA",
            who=DESK, verb="read", needs=("reference",),
        ),
        filed("DIKIRIM", "DITERIMA"),
        voided("KONSEP", "PARAF", "REVISI", "MENUNGGU_TTD", "DITANDATANGANI", "BERNOMOR"),
    ),
)  # fmt: skip
