"""Life cycle of an assignment order: the way of a letter without a receipt (domain.md §7 step 2a2, §8; S0 B.2)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .papers import WAITING, filed, handed_in, returned, returned_with_number, signed_and_numbered, voided, withdrawn
from .table import Lifecycle

ASSIGNMENT_ORDER = Lifecycle(
    name="surat-perintah",
    label=_("Assignment order"),
    states=(
        "KONSEP", "PARAF", "REVISI", "MENUNGGU_TTD", "DITANDATANGANI", "BERNOMOR", "DIKIRIM", "DIBERKASKAN", "BATAL",
    ),
    start="KONSEP",
    finals=("DIBERKASKAN", "BATAL"),
    endings=("BATAL",),
    ending_needs=("reason",),
    transitions=(
        handed_in(),
        returned(*WAITING),
        # W5a: the PPK, who gives the travel facility last, may refuse an order that has its number, sent or not. What
        # is signed after that is another text and gets a number of its own.
        returned_with_number("BERNOMOR", "DIKIRIM"),
        *signed_and_numbered("order_as_planned"),
        filed("DIKIRIM"),
        voided("KONSEP", "PARAF", "REVISI", "MENUNGGU_TTD", "DITANDATANGANI", "BERNOMOR"),
        # A journey that is put off, or made by others, needs another order.
        withdrawn("DIKIRIM", "DIBERKASKAN", guards=("journey_not_begun",)),
    ),
)  # fmt: skip
