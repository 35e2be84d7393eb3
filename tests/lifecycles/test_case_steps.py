"""Each row of the complaint's table, refused while something stands against it and taken when nothing does."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from dumas_docs.actions.advance_case import NeedsMissing, StepRefused, advance_case
from dumas_docs.actions.case_records import link_reply
from dumas_docs.actions.lifecycle_subject import subject_of
from dumas_docs.actions.record_direction import confirm_direction, record_direction
from dumas_docs.models import (
    AssignmentOrder,
    Attachment,
    AuditEntry,
    BasePage,
    ComplainantNotice,
    Complaint,
    Disposition,
    DispositionRecipient,
    InstitutionReply,
    MonitoringReport,
    OutgoingLetter,
    Review,
)
from dumas_docs.selectors.case_facts import facts_of_case
from dumas_docs.selectors.direction_rules import DirectionPaper
from dumas_docs.selectors.withdrawals import letters_after
from tests.lifecycles.office import Office, again
from workflows.lifecycles.advance import StateMoved, available
from workflows.lifecycles.complaint import COMPLAINT, OPEN
from workflows.models import HistoryIsAppendOnly, TransitionRecord

TODAY = timezone.localdate()
TOLD = {"medium": "EMAIL", "on": TODAY, "text": "Pengaduan Saudara telah selesai ditangani."}
ENDED = {"outcome": "DIJELASKAN", "reason": "Sudah dijelaskan instansi.", "told": TOLD}
ARRIVED = {"items": ["signed", "evidence"], "on": TODAY, "note": "Surat bertanda tangan."}
MESSAGE = {"medium": "EMAIL", "on": TODAY, "text": "Mohon melengkapi tanda tangan."}


def dispose(office: Office, case, to: str = "analis", *, closed: bool = False) -> None:
    sheet = Disposition.objects.create(
        page=case, from_position=office.positions["asdep"], given_by=office.people["asdep"], given_as="Asdep",
        given_at=office.now, level=case.level, closed_at=office.now if closed else None,
    )  # fmt: skip
    DispositionRecipient.objects.create(page=case, disposition=sheet, position=office.positions[to])


def child(case, page):
    page.live = False
    BasePage.objects.get(pk=case.pk).add_child(instance=page)
    page.save_revision().publish()
    return page


def sent_letter(case, **values):
    at = timezone.now()
    letter = {
        "signed_at": at,
        "number": "B-1",
        "dispatched_at": at,
        "state": "DIKIRIM",
        "subject": "Penerusan",
    } | values
    body = [("paragraph", "<p>Isi.</p>")]
    return child(case, OutgoingLetter(signatory_position="Asdep", body=body, **letter))


def order(case):
    return child(case, AssignmentOrder(
        subject="Pemantauan", considering="<p>a</p>", basis="<p>b</p>", task="<p>c</p>", place="Kantor",
        starts_on=TODAY, ends_on=TODAY, leader_rank="KABID_KE_BAWAH",
    ))  # fmt: skip


def report(case):
    return child(case, MonitoringReport(
        subject="Laporan", basis="DATABASE", mode="LANGSUNG", purpose="KLARIFIKASI", leader_rank="KABID_KE_BAWAH",
        direction_text="Lisan", partner="Inspektur", institutions="Dinas", starts_on=TODAY, ends_on=TODAY, team="Kabid",
        implementation="<p>-</p>", analysis="<p>-</p>", conclusion="<p>-</p>", recommendation="<p>-</p>",
        routed_to="Asdep",
    ))  # fmt: skip


def reply(office: Office, case) -> None:
    InstitutionReply.objects.create(
        page=case, institution="Dinas", replied_on=TODAY, summary="Sudah diperiksa.", recorded_at=office.now
    )


def file_in(office: Office, case, text: str = "Surat pencabutan.") -> str:
    held = Attachment(page=case, title="pencabutan.txt", mime="text/plain", sha256="a" * 64, file_size=len(text),
                      received_at=timezone.now(), file=ContentFile(text.encode(), name="a.txt"))  # fmt: skip
    held.save()
    return f"berkas:{held.pk}"


def written_direction(office: Office, case) -> None:
    record_direction(
        case=case, position=office.positions["deputi"], mode="TERTULIS", given_at=office.now, text="Tindak lanjuti.",
        by=office.people["kabid"], now=office.now, paper=DirectionPaper(number="Lembar 3", dated=TODAY),
    )  # fmt: skip


def told(office: Office, case) -> None:
    ComplainantNotice.objects.create(page=case, medium="EMAIL", told_on=TODAY, text="x", recorded_at=office.now)


def set_review(case, result: str) -> None:
    """As an approved review leaves it."""
    Complaint.objects.filter(pk=case.pk).update(review_result=result)
    child(case, Review(
        subject="Telaah", issue_statement="<p>a</p>", conclusion="<p>b</p>", recommendation="<p>c</p>",
        advice="SURAT_TL", result=result, state="DISETUJUI",
    ))  # fmt: skip


# step, from, who takes it, who may not, how its guards are satisfied, what is told
ROWS = (
    ("CATAT", "DITERIMA", "agendaris", "kabid", lambda o, c: Complaint.objects.filter(pk=c.pk).update(agenda_no="9"),
     {}),
    ("DISPOSISI", "TERCATAT", "asdep", "agendaris", dispose, {}),
    ("MINTA_KELENGKAPAN", "DITELAAH", "analis", "analis2", None, {"items": ["signed"], "message": MESSAGE}),
    ("DATA_MASUK", "MENUNGGU_KELENGKAPAN", "agendaris", "deputi", None, {"arrived": ARRIVED}),
    ("ARSIPKAN", "DITELAAH", "kabid", "analis", lambda o, c: set_review(c, "TIDAK_MEMENUHI_SYARAT"),
     {**ENDED, "archive_reason": "TERLALU_UMUM"}),
    ("AJUKAN_ARAHAN", "DITELAAH", "kabid", "analis", lambda o, c: set_review(c, "MEMENUHI_SYARAT"), {}),
    ("JALANKAN_ARAHAN", "MENUNGGU_ARAHAN", "asdep", "kabid", written_direction, {}),
    ("TERUSKAN", "PENYUSUNAN_TL", "agendaris", "analis", lambda o, c: sent_letter(c), {}),
    ("CATAT_TANGGAPAN", "DITERUSKAN", "analis", "agendaris", reply, {}),
    ("PANTAU", "DITERUSKAN", "kabid", "agendaris", lambda o, c: order(c), {}),
    ("PANTAU", "DITANGGAPI", "analis", "deputi", lambda o, c: order(c), {}),
    ("LAPORKAN_PEMANTAUAN", "DIPANTAU", "kasubid", "agendaris", lambda o, c: report(c), {}),
    ("SELESAIKAN", "DITANGGAPI", "asdep", "kabid", None, ENDED),
    ("CABUT", "DITERUSKAN", "asdep", "kabid", file_in, {**ENDED, "outcome": "DICABUT", "withdrawal": "berkas"}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "source", "who", "other", "satisfy", "given"), ROWS)
def test_a_row_refused_and_taken(office, name, source, who, other, satisfy, given):
    case = office.case(source, handler="" if source in ("DITERIMA", "TERCATAT") else "analis", agenda_no="")
    person, stranger = office.people[who], office.people[other]
    if satisfy is not None:
        with pytest.raises(StepRefused) as refused:
            advance_case(page=case, name=name, by=person, now=office.now, given=given)
        assert set(refused.value.reasons) <= guard_words(name, case)
    key = satisfy(office, case) if satisfy is not None else None
    given = given | ({"withdrawal": key} if "withdrawal" in given else {})
    case = again(case)
    with pytest.raises(StepRefused):
        advance_case(page=case, name=name, by=stranger, now=office.now, given=given)
    for need in COMPLAINT.transition(name, state=source).needs:
        if len(COMPLAINT.transition(name, state=source).choices.get(need, ())) != 1:
            with pytest.raises(NeedsMissing) as lacking:
                lacking_it = {key: value for key, value in given.items() if key != need}
                advance_case(page=case, name=name, by=person, now=office.now, given=lacking_it)
            assert set(lacking.value.needs) == {need}
    assert again(case).state == source and not TransitionRecord.objects.filter(name=name).exists()
    record = advance_case(page=case, name=name, by=person, now=office.now, given=given)
    target = COMPLAINT.transition(name, state=source).target
    assert again(case).state == target
    assert (record.source, record.target, record.by, record.at) == (source, target, person, office.now)
    assert record.position_label == office.positions[who].title
    entry = AuditEntry.objects.filter(verb="naskah.beralih", page_id=case.pk).last()
    assert entry.data == {"step": name, "from": source, "to": target}


def guard_words(name: str, case) -> set[str]:
    from workflows.lifecycles.guards import GUARDS

    return {str(GUARDS[guard].refusal) for guard in COMPLAINT.transition(name, state=case.state).guards}


def test_who_takes_the_case_handles_it_and_a_whole_file_is_complete_since_it_came(office):
    case = office.case("DIDISPOSISI")
    analyst = office.people["analis"]
    with pytest.raises(StepRefused):
        advance_case(page=case, name="AMBIL", by=analyst, now=office.now)
    dispose(office, case)
    open_to(office, case, "analis")
    advance_case(page=case, name="AMBIL", by=analyst, now=office.now)
    case = again(case)
    assert (case.state, case.handler, case.complete_at) == ("DITELAAH", analyst, case.received_at)


def open_to(office: Office, case, username: str) -> None:
    from dumas_docs.access import grants
    from dumas_docs.models import Cause

    grants.give(page=case, role="reader", to=office.positions[username].group, cause=Cause.DISPOSISI, now=office.now)


def test_nobody_takes_what_another_handles(office):
    case = office.case("DIDISPOSISI", handler="analis2")
    dispose(office, case)
    open_to(office, case, "analis")
    with pytest.raises(StepRefused):
        advance_case(page=case, name="AMBIL", by=office.people["analis"], now=office.now)


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, 10, tzinfo=ZoneInfo("Asia/Jakarta"))


ROUND = ("directions_in_force", "letters_signed", "letters_dispatched", "replies")


def test_outcome_telling_closing_and_reopening(office):
    case = office.case("DITANGGAPI", handler="analis", complete_at=day(3, 13))
    sent_letter(case)
    reply(office, case)
    written_direction(office, case)
    facts = facts_of_case(again(case), user=None, on=TODAY)
    assert all(facts[name] for name in ROUND)
    advance_case(page=again(case), name="SELESAIKAN", by=office.people["asdep"], now=office.now, given=ENDED)
    case = again(case)
    assert (case.state, case.outcome, case.outcome_text) == ("SELESAI", "DIJELASKAN", ENDED["reason"])
    assert case.resolved_at == office.now and case.sp4n_status == "SELESAI"
    assert ComplainantNotice.objects.get(page_id=case.pk).text == TOLD["text"]
    keeper = office.people["kepala_arsip"]
    dispose(office, case)
    with pytest.raises(StepRefused):
        advance_case(page=case, name="TUTUP", by=keeper, now=office.now, given={"reason": "Lengkap."})
    Disposition.objects.update(closed_at=office.now)
    draft = OutgoingLetter(subject="x", signatory_position="Asdep", body=[], live=False)
    BasePage.objects.get(pk=case.pk).add_child(instance=draft)
    with pytest.raises(StepRefused):
        advance_case(page=case, name="TUTUP", by=keeper, now=office.now, given={"reason": "Lengkap."})
    OutgoingLetter.objects.filter(pk=draft.pk).update(state="BATAL")
    advance_case(page=case, name="TUTUP", by=keeper, now=office.now, given={"reason": "Lengkap."})
    case = again(case)
    assert case.state == "DITUTUP" and case.closed_at == office.now
    later = {"reason": "Bukti baru dari pengadu."}
    with pytest.raises(StepRefused):
        advance_case(page=case, name="BUKA_KEMBALI", by=office.people["asdep"], now=timezone.now(), given=later)
    file_in(office, case, "Bukti baru.")
    advance_case(page=case, name="BUKA_KEMBALI", by=office.people["asdep"], now=timezone.now(), given=later)
    case = again(case)
    assert (case.state, case.outcome, case.resolved_at, case.closed_at) == ("DITELAAH", "", None, None)
    # Its limits run anew, not from a day of the round that is over.
    assert case.complete_at > day(3, 13)
    # What carried the case on before counts for the round that is over.
    facts = facts_of_case(case, user=None, on=TODAY)
    assert not any(facts[name] for name in ROUND)
    link_reply(case=case, institution="Dinas", replied_on=TODAY, summary="Baru.", by=office.people["analis"],
               now=timezone.now())  # fmt: skip
    assert facts_of_case(case, user=None, on=TODAY)["replies"]
    assert TransitionRecord.objects.get(name="SELESAIKAN").facts["outcome"] == "DIJELASKAN"


@pytest.mark.parametrize("state", OPEN)
def test_every_open_case_can_be_withdrawn(office, state):
    case = office.case(state, handler="analis")
    key = file_in(office, case)
    given = {"reason": "Atas permintaan pengadu.", "told": TOLD, "withdrawal": key}
    came_with_it = Attachment.objects.create(
        page=case, title="foto.txt", file="x", sha256="b" * 64, received_at=case.received_at
    )
    reply = office.incoming(received_at=timezone.now(), sender="Dinas")
    reply.move(BasePage.objects.get(pk=case.pk), pos="last-child")
    assert letters_after(case).get().pk == reply.pk
    InstitutionReply.objects.create(
        page=case, institution="Dinas", reply_letter=again(reply), replied_on=timezone.localdate(), summary="x",
        recorded_at=timezone.now(),
    )  # fmt: skip
    others = (f"berkas:{came_with_it.pk}", f"surat:{reply.pk}")
    for strange in (*others, "surat:1", "berkas:999999", "gambar:1", "x", "berkas:"):
        with pytest.raises(NeedsMissing):
            advance_case(page=case, name="CABUT", by=office.people["asdep"], now=office.now,
                         given=given | {"withdrawal": strange})  # fmt: skip
    advance_case(page=case, name="CABUT", by=office.people["asdep"], now=office.now, given=given)
    assert (again(case).state, again(case).outcome) == ("DICABUT", "DICABUT")
    assert Attachment.objects.get(sha256="a" * 64).note == "Surat pencabutan."


def test_the_second_of_two_is_refused_and_reads_why(office):
    case = office.case("DITANGGAPI", handler="analis")
    stale = again(case)
    asdep = office.people["asdep"]
    advance_case(page=case, name="SELESAIKAN", by=asdep, now=office.now, given=ENDED)
    with pytest.raises(StateMoved) as late:
        advance_case(page=stale, name="SELESAIKAN", by=asdep, now=office.now, given=ENDED)
    assert "Asisten Deputi" in late.value.reasons[0] and "Selesai" in late.value.reasons[0]
    order(case)
    with pytest.raises(StateMoved):
        advance_case(page=again(case), name="TUTUP", by=None, now=office.now, given=ENDED, seen="DIARSIPKAN")
    assert TransitionRecord.objects.count() == 1


def test_a_fault_in_an_effect_undoes_the_step(office, monkeypatch):
    from dumas_docs.actions import case_effects

    def broken(*args, **kwargs):
        raise OSError("disk")

    case = office.case("DITANGGAPI", handler="analis")
    monkeypatch.setitem(case_effects.EFFECTS_ON_CASES, "tell_complainant", broken)
    entries = AuditEntry.objects.count()
    with pytest.raises(OSError, match="disk"):
        advance_case(page=case, name="SELESAIKAN", by=office.people["asdep"], now=office.now, given=ENDED)
    assert (again(case).state, again(case).outcome) == ("DITANGGAPI", "")
    assert AuditEntry.objects.count() == entries and not TransitionRecord.objects.exists()


def test_every_refusal_is_said_in_words(office):
    case = office.case("PENYUSUNAN_TL", handler="analis")
    found = {
        option.transition.name: option
        for option in available(subject=subject_of(case, now=office.now), user=office.people["analis"], on=TODAY)
    }
    assert set(found) == {"TERUSKAN", "CABUT"}
    assert len(found["TERUSKAN"].refusals) == 4 and len(found["TERUSKAN"].barriers) == 3
    assert not found["CABUT"].allowed


def test_a_role_code_alone_opens_nothing(office):
    """An Asdep of elsewhere has the role; an auditor the right; neither takes the step."""
    case = office.case("DITANGGAPI", handler="analis")
    office.person("asdep_lain", "Asdep lain", "biro-tu", "asdep", "ESELON_II", "head")
    with pytest.raises(StepRefused):
        advance_case(page=case, name="SELESAIKAN", by=office.people["asdep_lain"], now=office.now, given=ENDED)
    office.person("asdep_tamu", "Asdep tamu", "asdep-dumas", "asdep", "ESELON_II", "")
    with pytest.raises(StepRefused):
        advance_case(page=case, name="SELESAIKAN", by=office.people["asdep_tamu"], now=office.now, given=ENDED)


def test_records_are_never_changed(office):
    case = office.case("DITANGGAPI", handler="analis")
    record = advance_case(page=case, name="SELESAIKAN", by=office.people["asdep"], now=office.now, given=ENDED)
    for change in (record.save, record.delete, TransitionRecord.objects.all().delete,
                   lambda: TransitionRecord.objects.update(reason="x")):  # fmt: skip
        with pytest.raises(HistoryIsAppendOnly):
            change()
    for sql in (
        "UPDATE dumas_workflows_transitionrecord SET reason = 'x'",
        "DELETE FROM dumas_workflows_transitionrecord",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_spoken_direction_counts_once_its_giver_confirmed_it(office):
    case = office.case("MENUNGGU_ARAHAN", handler="analis")
    direction = record_direction(
        case=case, position=office.positions["deputi"], mode="LISAN", channel="Telepon", given_at=office.now,
        text="Teruskan ke inspektorat.", by=office.people["kabid"], now=office.now,
    )  # fmt: skip
    assert again(case).state == "MENUNGGU_ARAHAN" and not direction.is_in_force
    with pytest.raises(StepRefused):
        advance_case(page=again(case), name="JALANKAN_ARAHAN", by=office.people["asdep"], now=office.now)
    with pytest.raises(PermissionError):
        confirm_direction(direction=direction, by=office.people["asdep"], now=office.now)
    confirm_direction(direction=direction, by=office.people["deputi"], now=office.now)
    assert again(case).state == "PENYUSUNAN_TL"
    assert TransitionRecord.objects.get().by == office.people["deputi"]


def test_the_deputy_s_own_direction_moves_the_case(office):
    case = office.case("MENUNGGU_ARAHAN", handler="analis")
    record_direction(
        case=case, position=office.positions["deputi"], mode="LISAN", given_at=office.now, text="Tindak lanjuti.",
        by=office.people["deputi"], now=office.now,
    )  # fmt: skip
    assert again(case).state == "PENYUSUNAN_TL"
