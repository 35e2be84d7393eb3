"""Life cycle of a monitoring report: drafted, handed in, received by Asdep or Deputy (domain.md §7 step 6a; W6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .papers import filed, handed_in, returned, voided
from .table import ChainEvent, Lifecycle, Transition

MONITORING_REPORT = Lifecycle(
    name="laporan-pemantauan",
    label=_("Monitoring report"),
    states=("KONSEP", "PARAF", "REVISI", "DIKIRIM", "DIBERKASKAN", "BATAL"),
    start="KONSEP",
    finals=("DIBERKASKAN", "BATAL"),
    endings=("BATAL",),
    ending_needs=("reason",),
    transitions=(
        handed_in(),
        returned("PARAF"),
        Transition(
            name="TERIMA", label=_("Receive the report"), source=("PARAF",), target="DIKIRIM",
            who=("asdep", "deputy"), verb="approve", on_chain=ChainEvent.FINISHED,
        ),
        filed("DIKIRIM"),
        voided("KONSEP", "PARAF", "REVISI"),
    ),
)  # fmt: skip
