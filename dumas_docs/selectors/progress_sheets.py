"""A case as the Formulir Informasi Perkembangan (S1 A.5): where it stands, what was sent, what came back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.utils.timezone import get_default_timezone, localtime

from dumas_docs.access.roles import READ
from dumas_docs.enums import ComplaintState, OutgoingState
from dumas_docs.exports.dates import day_text
from dumas_docs.exports.frame import Signature
from dumas_docs.exports.progress import ProgressSheet, SentLetter
from dumas_docs.models import BasePage, Complaint, IncomingLetter, InstitutionReply, OutgoingLetter, RecipientKind
from dumas_docs.selectors.parties import masked_complainants

from .sheet_frames import PLACE, Taking, frame_of
from .team import post_of

RESTRICTED = "(terbatas)"
RECEIVED = "Tanggapan instansi telah diterima."
ANSWERED = (ComplaintState.DITANGGAPI, ComplaintState.SELESAI)
SENT = (OutgoingState.DIKIRIM, OutgoingState.DITERIMA, OutgoingState.DIBERKASKAN)
STATES = {
    ComplaintState.DITERIMA: "Diterima", ComplaintState.TERCATAT: "Tercatat",
    ComplaintState.DIDISPOSISI: "Didisposisi", ComplaintState.DITELAAH: "Sedang ditelaah",
    ComplaintState.MENUNGGU_KELENGKAPAN: "Menunggu kelengkapan dari pengadu",
    ComplaintState.MENUNGGU_ARAHAN: "Menunggu arahan pimpinan",
    ComplaintState.PENYUSUNAN_TL: "Surat tindak lanjut sedang disusun",
    ComplaintState.DITERUSKAN: "Diteruskan kepada instansi berwenang",
    ComplaintState.DITANGGAPI: "Ditanggapi instansi", ComplaintState.DIPANTAU: "Sedang dipantau",
    ComplaintState.SELESAI: "Selesai", ComplaintState.DIARSIPKAN: "Diarsipkan tanpa tindak lanjut",
    ComplaintState.DITUTUP: "Ditutup", ComplaintState.DICABUT: "Dicabut pengadu",
}  # fmt: skip
NEXT_STEPS = {
    ComplaintState.DITERIMA: "Pencatatan dan pemeriksaan kelengkapan.",
    ComplaintState.TERCATAT: "Disposisi kepada pelaksana untuk ditelaah.",
    ComplaintState.DIDISPOSISI: "Penelaahan oleh analis.",
    ComplaintState.DITELAAH: "Penyampaian hasil telaah kepada pimpinan untuk memperoleh arahan.",
    ComplaintState.MENUNGGU_KELENGKAPAN: "Pengadu melengkapi berkas yang diminta.",
    ComplaintState.MENUNGGU_ARAHAN: "Arahan pimpinan mengenai tindak lanjut.",
    ComplaintState.PENYUSUNAN_TL: "Penerbitan surat tindak lanjut.",
    ComplaintState.DITERUSKAN: "Tanggapan dari instansi penerima surat.",
    ComplaintState.DITANGGAPI: "Penelaahan tanggapan dan pemberitahuan kepada pengadu.",
    ComplaintState.DIPANTAU: "Laporan hasil pemantauan.",
}


def progress_sheet(
    case: Complaint, taking: Taking, *, applicants: tuple[str, ...] | None = None, is_kept: bool = False
) -> ProgressSheet:
    """The form for `case`; `applicants` are opened names, and without them initials stand there (domain.md §12).

    A form that is kept among the files of the case tells of no letter that only some of its readers may read."""
    state = ComplaintState(case.state)
    # The form is printed as it stands that day; there is no draft of it.
    frame = replace(frame_of(case, taking, is_signed=True), is_draft=False)
    officer = case.handler.get_full_name() if case.handler else ""
    return ProgressSheet(
        frame=frame,
        register_no=case.title,
        day=taking.on,
        applicants=applicants if applicants is not None else tuple(each.name for each in masked_complainants(case)),
        subject=taking.hide(case.subject),
        state=STATES[state],
        state_day=_day(case.closed_at or case.resolved_at or case.complete_at or case.received_at),
        letters=tuple(_sent(letter) for letter in _sent_letters(case) if not is_kept or _is_shared(letter, case)),
        replies="\n".join(_replies(case, taking, is_kept=is_kept)) or (RECEIVED if state in ANSWERED else ""),
        next_step=NEXT_STEPS.get(state, taking.hide(case.outcome_text)),
        signature=Signature(
            position=post_of(case.handler, on=taking.on) or "Petugas", name=officer, place=PLACE, day=taking.on
        ),
    )


def _sent_letters(case: Complaint) -> list[OutgoingLetter]:
    return list(OutgoingLetter.objects.child_of(case).filter(state__in=SENT).order_by("date", "pk"))


def _sent(letter: OutgoingLetter) -> SentLetter:
    """Whoever may only know of a letter sees its number (domain.md §10)."""
    if READ not in letter.reader_verbs:
        return SentLetter(letter.title, None, RESTRICTED)
    names = [each.name for each in letter.recipients.all() if each.kind == RecipientKind.KEPADA]
    return SentLetter(letter.number or letter.title, letter.date, "; ".join(names))


def _replies(case: Complaint, taking: Taking, *, is_kept: bool) -> list[str]:
    """Replies on record, then letters that came into the case and were linked to none."""
    pages = [
        *IncomingLetter.objects.child_of(case).order_by("received_at", "pk"),
        *OutgoingLetter.objects.child_of(case),
    ]
    told = {page.pk: page for page in pages if _is_told(page, case, is_kept=is_kept)}
    rows = InstitutionReply.objects.filter(page_id=case.pk).order_by("replied_on", "pk")
    found = []
    for row in rows:
        if all(pk is None or pk in told for pk in (row.letter_id, row.reply_letter_id)):
            letter, ours = told.get(row.reply_letter_id), told.get(row.letter_id)
            answers = (
                f", menjawab surat nomor {ours.number}" if isinstance(ours, OutgoingLetter) and ours.number else ""
            )
            said = f": {row.summary}" if row.summary else ""
            came = f"diterima {day_text(row.replied_on)}"
            found.append(taking.hide(f"{row.institution}{_number(letter)}{_dated(letter)}, {came}{answers}{said}"))
    linked = {row.reply_letter_id for row in rows}
    for letter in told.values():
        if isinstance(letter, IncomingLetter) and letter.pk not in linked:
            found.append(taking.hide(f"{letter.sender}{_number(letter)}{_dated(letter)}: {letter.subject}"))
    return found


def _number(letter: BasePage | None) -> str:
    return f" nomor {letter.sender_no}" if isinstance(letter, IncomingLetter) and letter.sender_no else ""


def _dated(letter: BasePage | None) -> str:
    return (
        f" tanggal {day_text(letter.sender_date)}" if isinstance(letter, IncomingLetter) and letter.sender_date else ""
    )


def _is_told(page: BasePage, case: Complaint, *, is_kept: bool) -> bool:
    if READ not in page.reader_verbs or getattr(page, "is_sealed", False):
        return False
    return not is_kept or _is_shared(page, case)


def _is_shared(page: BasePage, case: Complaint) -> bool:
    """Whether every reader of the case reads the document in it."""
    return page.inherits and page.level <= case.level


def _day(moment: datetime | None) -> date | None:
    return localtime(moment, get_default_timezone()).date() if moment else None
