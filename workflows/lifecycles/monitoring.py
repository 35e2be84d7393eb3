"""Life cycle of a monitoring activity (domain.md §7; S0 B, C.1). Who leads decides who signs the order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .table import Lifecycle, Transition

TEAM = ("analyst", "subdivision_head", "division_head", "asdep")
STATES = (
    "KONSEP", "DIARAHKAN", "PERSIAPAN", "SIAP", "DIKOORDINASIKAN", "DILAKSANAKAN", "ANALISIS",
    "LAPORAN_DISAMPAIKAN", "SELESAI", "DIBATALKAN",
)  # fmt: skip

MONITORING = Lifecycle(
    name="pemantauan",
    label=_("Monitoring activity"),
    states=STATES,
    start="KONSEP",
    finals=("SELESAI", "DIBATALKAN"),
    endings=("DIBATALKAN",),
    ending_needs=("reason",),
    transitions=(
        Transition(
            name="ARAHKAN", label=_("Direct and approve"), source=("KONSEP",), target="DIARAHKAN",
            who=("asdep", "deputy"), verb="approve", guards=("activity_directed",), effects=("open_to_team",),
        ),
        Transition(
            name="SIAPKAN", label=_("Begin preparation"), source=("DIARAHKAN",), target="PERSIAPAN", who=TEAM,
            verb="change", guards=("activity_directed",),
        ),
        Transition(
            name="NYATAKAN_SIAP", label=_("Declare ready"), source=("PERSIAPAN",), target="SIAP", who=TEAM,
            verb="change",
            guards=(
                "activity_directed", "plan_complete", "team_competent", "order_signed", "order_covers_plan",
                "signatory_is_not_traveller", "plan_approved",
            ),
            effects=("number_proposal", "open_to_team", "make_plan_final"),
        ),
        # Other days or another team than approved: what was signed is withdrawn, and the approval begins anew.
        Transition(
            name="SIAPKAN_ULANG", label=_("Prepare anew"), source=("SIAP", "DIKOORDINASIKAN"), target="PERSIAPAN",
            who=TEAM, verb="change", guards=("no_order_signed",),
        ),
        Transition(
            name="KOORDINASIKAN", label=_("Coordinate with the institution"), source=("SIAP",),
            target="DIKOORDINASIKAN", who=TEAM, verb="change", guards=("material_attached",),
        ),
        Transition(
            name="LAKSANAKAN", label=_("Carry out"), source=("DIKOORDINASIKAN",), target="DILAKSANAKAN", who=TEAM,
            verb="change", guards=("first_day_come",),
        ),
        Transition(
            name="ANALISIS", label=_("Analyse the results"), source=("DILAKSANAKAN",), target="ANALISIS", who=TEAM,
            verb="change",
        ),
        Transition(
            name="SAMPAIKAN_LAPORAN", label=_("Submit the report"), source=("ANALISIS",),
            target="LAPORAN_DISAMPAIKAN", who=TEAM, verb="change", guards=("report_written",),
        ),
        Transition(
            name="SELESAIKAN", label=_("Accept the report"), source=("LAPORAN_DISAMPAIKAN",), target="SELESAI",
            who=("asdep", "deputy"), verb="approve", guards=("report_received", "account_accepted"),
        ),
        Transition(
            name="BATALKAN", label=_("Call off"), source=STATES[:-2], target="DIBATALKAN", who=("asdep", "deputy"),
            verb="approve", needs=("reason",), effects=("void_proposal", "stop_chain", "close_to_team"),
        ),
    ),
)  # fmt: skip
