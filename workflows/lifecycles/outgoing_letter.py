"""Life cycle of a letter that goes out (domain.md §8; F24). States are those of the archive's OutgoingState."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .table import Lifecycle, Transition

DRAFTERS = ("analyst", "subdivision_head", "division_head", "tu_head", "tu_staff", "asdep")
SIGNATORIES = ("asdep", "deputy", "secretary", "minister", "tu_bureau_head", "ppk")
REVIEWERS = ("subdivision_head", "division_head", "protocol_head", "tu_head", *SIGNATORIES)
DESK = ("registrar", "tu_staff")

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
        Transition(
            name="AJUKAN_PARAF", label=_("Submit for initials"), source=("KONSEP", "REVISI"), target="PARAF",
            who=DRAFTERS, verb="change", guards=("has_body",),
        ),
        Transition(
            name="KEMBALIKAN", label=_("Return for revision"), source=("PARAF", "MENUNGGU_TTD"), target="REVISI",
            who=REVIEWERS, verb="read", needs=("reason",),
        ),
        Transition(
            name="AJUKAN_TTD", label=_("Submit for signature"), source=("PARAF",), target="MENUNGGU_TTD",
            who=REVIEWERS, verb="read", guards=("initials_complete",),
        ),
        Transition(
            name="TANDA_TANGANI", label=_("Sign"), source=("MENUNGGU_TTD",), target="DITANDATANGANI",
            who=SIGNATORIES, verb="approve", guards=("is_signed",),
        ),
        # F24: number, date and stamp come after the signature, by the registry.
        Transition(
            name="NOMORI", label=_("Number"), source=("DITANDATANGANI",), target="BERNOMOR", who=DESK, verb="read",
            guards=("is_signed", "is_numbered"),
        ),
        Transition(
            name="KIRIM", label=_("Dispatch"), source=("BERNOMOR",), target="DIKIRIM", who=DESK, verb="read",
            guards=("is_numbered", "is_dispatched"), needs=("reference",),
        ),
        Transition(
            name="CATAT_DITERIMA", label=_("Note receipt by the addressee"), source=("DIKIRIM",), target="DITERIMA",
            who=DESK, verb="read", needs=("reference",),
        ),
        Transition(
            name="BERKASKAN", label=_("Put into the file"), source=("DIKIRIM", "DITERIMA"), target="DIBERKASKAN",
            who=(*DESK, "analyst", "archivist"), verb="read",
        ),
        # domain.md §8: a void number stays in the register.
        Transition(
            name="BATALKAN", label=_("Void"),
            source=("KONSEP", "PARAF", "REVISI", "MENUNGGU_TTD", "DITANDATANGANI", "BERNOMOR"), target="BATAL",
            who=(*DRAFTERS, *SIGNATORIES), verb="change", needs=("reason",), effects=("keep_void_number",),
        ),
    ),
)  # fmt: skip
