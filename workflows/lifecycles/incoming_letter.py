"""Life cycle of an incoming letter (domain.md §8; S4 B). States are those of the archive's IncomingLetterState."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .table import Lifecycle, Transition

DESK = ("registrar", "tu_staff")
LEADERS = (
    "minister", "ministry_secretary", "deputy", "asdep", "tu_bureau_head", "protocol_head", "tu_head", "division_head",
    "subdivision_head",
)  # fmt: skip

INCOMING_LETTER = Lifecycle(
    name="surat-masuk",
    label=_("Incoming letter"),
    states=(
        "DITERIMA", "TERSEGEL_DISERAHKAN", "DIBUKA", "DICATAT", "MENUNGGU_ARAHAN", "DIDISPOSISI", "DIPROSES",
        "SELESAI", "DIBERKASKAN", "DIKEMBALIKAN",
    ),
    start="DITERIMA",
    finals=("DIBERKASKAN", "DIKEMBALIKAN"),
    endings=("SELESAI", "DIBERKASKAN", "DIKEMBALIKAN"),
    ending_needs=("reason",),
    transitions=(
        # S4 B.1: what comes in a closed envelope is not opened and goes straight to the leader.
        Transition(
            name="SERAHKAN_TERSEGEL", label=_("Hand over unopened"), source=("DITERIMA",),
            target="TERSEGEL_DISERAHKAN", who=DESK, verb="see", guards=("is_sealed",),
        ),
        Transition(
            name="BUKA_AMPLOP", label=_("Open the envelope"), source=("DITERIMA", "TERSEGEL_DISERAHKAN"),
            target="DIBUKA", who=LEADERS, verb="read", guards=("is_sealed", "actor_is_addressee"),
        ),
        Transition(
            name="CATAT", label=_("Record in the agenda"), source=("DITERIMA",), target="DICATAT", who=DESK,
            verb="read", guards=("is_open_letter", "letter_registered"),
        ),
        Transition(
            name="CATAT_SETELAH_DIBUKA", label=_("Record after opening"), source=("DIBUKA",), target="DICATAT",
            who=(*DESK, *LEADERS), verb="read", guards=("letter_registered",),
        ),
        Transition(
            name="AJUKAN", label=_("Submit to the leader"), source=("DICATAT",), target="MENUNGGU_ARAHAN",
            who=(*DESK, "tu_head"), verb="read", guards=("is_open_letter",), effects=("end_corrections",),
        ),
        Transition(
            name="DISPOSISI", label=_("Dispose"), source=("DIBUKA", "DICATAT", "MENUNGGU_ARAHAN"), target="DIDISPOSISI",
            who=LEADERS, verb="read", guards=("disposed",), effects=("end_corrections",),
        ),
        # The addressee of a closed envelope may keep it to himself, unscanned (domain.md §8; access.md).
        Transition(
            name="SIMPAN_TERSEGEL", label=_("Keep it sealed"), source=("DIBUKA", "DICATAT"), target="SELESAI",
            who=LEADERS, verb="read", guards=("is_sealed", "actor_is_addressee"), needs=("reason",),
        ),
        Transition(
            name="PROSES", label=_("Begin work"), source=("DIDISPOSISI",), target="DIPROSES",
            who=(*LEADERS, *DESK, "analyst"), verb="read", guards=("disposed_to_actor",),
        ),
        Transition(
            name="SELESAIKAN", label=_("Finish"), source=("DIDISPOSISI", "DIPROSES"), target="SELESAI", who=LEADERS,
            verb="read", guards=("all_done",), needs=("reason",),
        ),
        Transition(
            name="BERKASKAN", label=_("Put into the file"), source=("SELESAI",), target="DIBERKASKAN",
            who=(*DESK, "tu_head", "archivist"), verb="read", guards=("no_open_disposition",),
        ),
        Transition(
            name="KEMBALIKAN", label=_("Return to the sender"),
            source=("DITERIMA", "TERSEGEL_DISERAHKAN", "DIBUKA", "DICATAT", "MENUNGGU_ARAHAN"),
            target="DIKEMBALIKAN", who=(*DESK, *LEADERS), verb="see", needs=("reason",),
            effects=("end_corrections",),
        ),
    ),
)  # fmt: skip
