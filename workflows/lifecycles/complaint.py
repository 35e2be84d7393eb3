"""Life cycle of a complaint (domain.md §6; S1 A.2, S2). States are those of the archive's ComplaintState."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .table import ChainEvent, Lifecycle, Transition

OPEN = (
    "DITERIMA", "TERCATAT", "DIDISPOSISI", "DITELAAH", "MENUNGGU_KELENGKAPAN", "MENUNGGU_ARAHAN", "PENYUSUNAN_TL",
    "DITERUSKAN", "DITANGGAPI", "DIPANTAU",
)  # fmt: skip
TEAM = ("analyst", "subdivision_head", "division_head", "asdep")

COMPLAINT = Lifecycle(
    name="pengaduan",
    label=_("Complaint"),
    states=(*OPEN, "SELESAI", "DIARSIPKAN", "DITUTUP", "DICABUT"),
    start="DITERIMA",
    finals=("DITUTUP",),
    endings=("SELESAI", "DIARSIPKAN", "DITUTUP", "DICABUT"),
    ending_needs=("outcome", "reason", "told"),
    transitions=(
        Transition(
            name="CATAT", label=_("Record in the agenda"), source=("DITERIMA",), target="TERCATAT",
            who=("registrar",), verb="add", guards=("agenda_issued",),
        ),
        Transition(
            name="DISPOSISI", label=_("Dispose to the staff"), source=("TERCATAT",), target="DIDISPOSISI",
            who=("asdep", "division_head", "subdivision_head", "deputy", "minister"), verb="share",
            guards=("disposed",),
        ),
        Transition(
            name="AMBIL", label=_("Take the case"), source=("DIDISPOSISI",), target="DITELAAH",
            who=("analyst",), verb="read", guards=("disposed_to_actor", "handler_free"),
            effects=("become_handler", "note_complete"),
        ),
        Transition(
            name="MINTA_KELENGKAPAN", label=_("Ask the complainant for what is missing"), source=("DITELAAH",),
            target="MENUNGGU_KELENGKAPAN", who=("analyst",), verb="change", needs=("items", "message"),
            effects=("ask_completion",),
        ),
        Transition(
            name="DATA_MASUK", label=_("Record that data came in"), source=("MENUNGGU_KELENGKAPAN",),
            target="DITELAAH", who=("registrar", "analyst"), verb="add", needs=("arrived",),
            effects=("take_in_data",),
        ),
        Transition(
            name="ARSIPKAN", label=_("File without follow-up"), source=("DITELAAH",), target="DIARSIPKAN",
            who=("division_head", "asdep"), verb="approve", guards=("not_eligible",),
            needs=("archive_reason", "outcome", "reason", "told"),
            choices={
                "outcome": ("DIJELASKAN", "DILIMPAHKAN", "TIDAK_DAPAT_DIBUKTIKAN"),
                "archive_reason": ("FORMAT_SALAH", "TERLALU_UMUM", "TIDAK_RELEVAN", "DUPLIKAT", "LAINNYA"),
            },
            effects=("set_outcome", "tell_complainant"),
        ),
        # W2 decides what the complainant is told; that he was told, by whom and when, is recorded when it is so.
        Transition(
            name="BERI_TAHU", label=_("Record that the complainant was told"), source=("DIARSIPKAN",),
            target="DIARSIPKAN", who=TEAM, verb="change", guards=("not_told_yet",), needs=("told",),
            effects=("tell_complainant",),
        ),
        # A reply that came in as a complaint of its own (S1 A.2.1): it is handled in the case it answers.
        Transition(
            name="JADIKAN_TANGGAPAN", label=_("File as the reply to another case"),
            source=("DITERIMA", "TERCATAT", "DIDISPOSISI", "DITELAAH", "MENUNGGU_KELENGKAPAN"), target="DIARSIPKAN",
            who=("registrar", *TEAM), verb="read", guards=("taken_as_reply",),
            needs=("archive_reason", "outcome", "reason", "told"),
            choices={"outcome": ("DIJELASKAN",), "archive_reason": ("LAINNYA",)},
            effects=("set_outcome", "tell_complainant"),
        ),
        Transition(
            name="AJUKAN_ARAHAN", label=_("Submit for direction"), source=("DITELAAH",), target="MENUNGGU_ARAHAN",
            who=("division_head", "asdep"), verb="approve", guards=("eligible", "review_approved", "is_complete"),
            effects=("note_complete", "propose_direction"),
        ),
        # domain.md §15, W3: what the Asdep or the Deputy gives back is studied again.
        Transition(
            name="KEMBALIKAN_TELAAH", label=_("Return to the review"), source=("MENUNGGU_ARAHAN",), target="DITELAAH",
            who=("asdep", "deputy"), verb="approve", needs=("reason",), on_chain=ChainEvent.RETURNED,
        ),
        # S1 A.1.1c: no follow-up without a direction. The Asdep carries out what is on record.
        Transition(
            name="JALANKAN_ARAHAN", label=_("Carry out the direction"), source=("MENUNGGU_ARAHAN",),
            target="PENYUSUNAN_TL", who=("deputy", "minister", "asdep"), verb="approve",
            guards=("direction_recorded", "giver_heard"), effects=("stop_chain",),
        ),
        Transition(
            name="TERUSKAN", label=_("Note the letter as forwarded"), source=("PENYUSUNAN_TL",), target="DITERUSKAN",
            who=("registrar",), verb="add", guards=("letter_signed", "letter_numbered", "letter_dispatched"),
        ),
        Transition(
            name="CATAT_TANGGAPAN", label=_("Note the reply"), source=("DITERUSKAN",), target="DITANGGAPI",
            who=("analyst",), verb="change", guards=("reply_linked",),
        ),
        Transition(
            name="PANTAU", label=_("Begin monitoring"), source=("DITERUSKAN", "DITANGGAPI"), target="DIPANTAU",
            who=TEAM, verb="change", guards=("monitoring_approved",),
        ),
        Transition(
            name="LAPORKAN_PEMANTAUAN", label=_("Submit the monitoring report"), source=("DIPANTAU",),
            target="DITANGGAPI", who=TEAM, verb="change", guards=("monitoring_reported",),
        ),
        Transition(
            name="SELESAIKAN", label=_("Resolve"), source=("DITANGGAPI",), target="SELESAI", who=("asdep",),
            verb="approve", needs=("outcome", "reason", "told"),
            choices={
                "outcome": (
                    "TERBUKTI", "TIDAK_TERBUKTI", "TERBUKTI_SEBAGIAN", "DIJELASKAN", "DILIMPAHKAN",
                    "TIDAK_DAPAT_DIBUKTIKAN",
                )
            },
            effects=("set_outcome", "set_resolved", "tell_complainant"),
        ),
        # "still filed" (domain.md §6): a withdrawn case is closed like the others.
        Transition(
            name="TUTUP", label=_("Close the file"), source=("SELESAI", "DIARSIPKAN", "DICABUT"), target="DITUTUP",
            who=("archivist", "records_unit_head"), verb="dispose", needs=("reason",),
            guards=("outcome_recorded", "complainant_told", "no_open_disposition", "no_open_request", "no_draft",
                    "no_open_monitoring"),
            effects=("set_closed",),
        ),
        Transition(
            name="BUKA_KEMBALI", label=_("Reopen with new evidence"), source=("SELESAI", "DITUTUP"),
            target="DITELAAH", who=("asdep",), verb="approve", guards=("new_evidence",), needs=("reason",),
            effects=("clear_outcome",),
        ),
        Transition(
            name="CABUT", label=_("Withdraw at the complainant's wish"), source=OPEN, target="DICABUT",
            who=("asdep",), verb="approve", guards=("withdrawal_filed",),
            needs=("withdrawal", "outcome", "reason", "told"), choices={"outcome": ("DICABUT",)},
            effects=("mark_withdrawal", "set_outcome", "set_resolved", "tell_complainant", "stop_chain"),
        ),
    ),
)  # fmt: skip

# domain.md §6, "SP4N projection"; a withdrawn case is filed there like one without follow-up.
SP4N = {
    "DITERIMA": "BELUM_TERVERIFIKASI",
    "TERCATAT": "BELUM_TERVERIFIKASI",
    "DIDISPOSISI": "BELUM_TERVERIFIKASI",
    "DITELAAH": "BELUM_DITINDAKLANJUTI",
    "MENUNGGU_ARAHAN": "BELUM_DITINDAKLANJUTI",
    "PENYUSUNAN_TL": "BELUM_DITINDAKLANJUTI",
    "MENUNGGU_KELENGKAPAN": "TERTUNDA",
    "DITERUSKAN": "SEDANG_DIPROSES",
    "DITANGGAPI": "SEDANG_DIPROSES",
    "DIPANTAU": "SEDANG_DIPROSES",
    "SELESAI": "SELESAI",
    "DITUTUP": "SELESAI",
    "DIARSIPKAN": "DIARSIPKAN",
    "DICABUT": "DIARSIPKAN",
}


def sp4n_status(*, state: str, review_result: str) -> str:
    """The state of a complaint as SP4N-LAPOR! names it."""
    if state == "DIARSIPKAN" and review_result == "BUKAN_KEWENANGAN":
        return "BUKAN_KEWENANGAN"
    return SP4N[state]
