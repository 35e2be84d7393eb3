"""Each row of the letters' tables, refused and taken (domain.md §8; S4 B)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.actions.advance_case import NeedsMissing, StepRefused, advance_case
from dumas_docs.enums import Level
from dumas_docs.models import Cause, Disposition, GrantCause, RegisterEntry
from tests.lifecycles.office import Office, again
from tests.lifecycles.test_case_steps import dispose, order, report, sent_letter
from workflows.lifecycles.assignment_order import ASSIGNMENT_ORDER
from workflows.lifecycles.incoming_letter import INCOMING_LETTER
from workflows.lifecycles.monitoring_report import MONITORING_REPORT
from workflows.lifecycles.outgoing_letter import OUTGOING_LETTER


def closed(office: Office, letter) -> None:
    dispose(office, letter, "kabid", closed=True)


INCOMING = (
    ("CATAT", "DITERIMA", "agendaris", "asdep", None),
    ("CATAT_SETELAH_DIBUKA", "DIBUKA", "agendaris", "analis", None),
    ("AJUKAN", "DICATAT", "agendaris", "asdep", None),
    ("DISPOSISI", "DIBUKA", "asdep", "agendaris", lambda o, letter: dispose(o, letter, "kabid")),
    ("DISPOSISI", "DICATAT", "asdep", "agendaris", lambda o, letter: dispose(o, letter, "kabid")),
    ("DISPOSISI", "MENUNGGU_ARAHAN", "deputi", "agendaris", lambda o, letter: dispose(o, letter, "asdep")),
    ("PROSES", "DIDISPOSISI", "kabid", "asdep", lambda o, letter: dispose(o, letter, "kabid")),
    ("SELESAIKAN", "DIDISPOSISI", "asdep", "agendaris", closed),
    ("SELESAIKAN", "DIPROSES", "asdep", "agendaris", closed),
    ("BERKASKAN", "SELESAI", "agendaris", "asdep", None),
    *(
        ("KEMBALIKAN", state, "agendaris", "staf", None)
        for state in ("DITERIMA", "TERSEGEL_DISERAHKAN", "DIBUKA", "DICATAT", "MENUNGGU_ARAHAN")
    ),
)  # fmt: skip


@pytest.mark.parametrize(("name", "source", "who", "other", "satisfy"), INCOMING)
def test_an_incoming_letter(office, name, source, who, other, satisfy):
    letter = office.incoming(source, level=Level.TERBATAS)
    _walk(office, letter, INCOMING_LETTER, name, source, who, other, satisfy)


def _walk(office, letter, lifecycle, name, source, who, other, satisfy) -> None:
    step, given = lifecycle.transition(name, state=source), {"reason": "Sudah.", "reference": "Ekspedisi 7"}
    if satisfy is not None:
        with pytest.raises(StepRefused):
            advance_case(page=letter, name=name, by=office.people[who], now=office.now, given=given)
        satisfy(office, letter)
    with pytest.raises(StepRefused):
        advance_case(page=again(letter), name=name, by=office.people[other], now=office.now, given=given)
    if step.needs:
        with pytest.raises(NeedsMissing):
            advance_case(page=again(letter), name=name, by=office.people[who], now=office.now)
    assert again(letter).state == source
    advance_case(page=again(letter), name=name, by=office.people[who], now=office.now, given=given)
    assert again(letter).state == step.target


def test_the_rows_of_incoming_letters_are_all_walked():
    walked = {(name, source) for name, source, *_rest in INCOMING}
    table = {(step.name, source) for step in INCOMING_LETTER.transitions for source in step.source}
    sealed = {("SERAHKAN_TERSEGEL", "DITERIMA"), ("BUKA_AMPLOP", "DITERIMA"), ("BUKA_AMPLOP", "TERSEGEL_DISERAHKAN"),
              ("SIMPAN_TERSEGEL", "DIBUKA"), ("SIMPAN_TERSEGEL", "DICATAT")}  # fmt: skip
    assert table - walked == sealed


def test_only_the_addressee_opens_a_closed_envelope(office):
    for state in ("DITERIMA", "TERSEGEL_DISERAHKAN"):
        letter = office.incoming(state, subject="", seal="AMPLOP_TERTUTUP_PRIBADI", addressee="Deputi")
        for username, role in (("deputi", "director"), ("asdep", "head"), ("agendaris", "registrar")):
            grants.give(page=letter, role=role, to=office.positions[username].group, cause=Cause.ORGANISASI,
                        now=office.now)  # fmt: skip
        if state == "DITERIMA":
            with pytest.raises(StepRefused):
                advance_case(page=letter, name="CATAT", by=office.people["agendaris"], now=office.now)
        with pytest.raises(StepRefused):
            advance_case(page=letter, name="BUKA_AMPLOP", by=office.people["asdep"], now=office.now)
        advance_case(page=letter, name="BUKA_AMPLOP", by=office.people["deputi"], now=office.now)
        assert again(letter).state == "DIBUKA"


def test_a_closed_envelope_is_handed_over(office):
    letter = office.incoming(subject="", seal="AMPLOP_TERTUTUP_PRIBADI", addressee="Deputi")
    grants.give(page=letter, role="registrar", to=office.positions["agendaris"].group, cause=Cause.ORGANISASI,
                now=office.now)  # fmt: skip
    plain = office.incoming(level=Level.TERBATAS)
    with pytest.raises(StepRefused):
        advance_case(page=plain, name="SERAHKAN_TERSEGEL", by=office.people["agendaris"], now=office.now)
    advance_case(page=letter, name="SERAHKAN_TERSEGEL", by=office.people["agendaris"], now=office.now)
    assert again(letter).state == "TERSEGEL_DISERAHKAN"


def test_who_registered_a_letter_stops_correcting_it_when_it_moves_on(office):
    letter = office.incoming("DICATAT", level=Level.TERBATAS)
    registrar = office.people["agendaris"]
    cause = grants.give(page=letter, role="editor", to=registrar, cause=Cause.PEMBUAT, now=office.now)
    advance_case(page=letter, name="AJUKAN", by=registrar, now=office.now)
    assert GrantCause.objects.get(pk=cause.pk).revoked_at == office.now


AT = timezone.now()
# What the chain does not take; its rows are walked in tests/chains/test_moves.py.
BY_HAND = (
    ("CATAT_DITERIMA", "DIKIRIM", "agendaris", "analis"),
    *(("BERKASKAN", state, "analis", "kabid") for state in ("DIKIRIM", "DITERIMA")),
    *(("CABUT", state, "asdep", "analis") for state in ("DIKIRIM", "DIBERKASKAN")),
    *(("BATALKAN", state, "analis", "agendaris")
      for state in ("KONSEP", "PARAF", "REVISI", "MENUNGGU_TTD", "DITANDATANGANI", "BERNOMOR")),
)  # fmt: skip


@pytest.mark.parametrize("lifecycle", [OUTGOING_LETTER, ASSIGNMENT_ORDER, MONITORING_REPORT], ids=lambda one: one.name)
def test_papers_go_their_way_by_hand_where_no_chain_takes_them(office, lifecycle):
    case = office.case("PENYUSUNAN_TL", handler="analis")
    paper = {
        OUTGOING_LETTER: lambda: sent_letter(case), ASSIGNMENT_ORDER: lambda: order(case),
        MONITORING_REPORT: lambda: report(case),
    }[lifecycle]()  # fmt: skip
    rows = [row for row in BY_HAND if lifecycle.transition(row[0], state=row[1])]
    for name, source, who, other in rows:
        type(paper).objects.filter(pk=paper.pk).update(state=source)
        _walk(office, again(paper), lifecycle, name, source, who, other, None)
    by_chain = [(step, source) for step in lifecycle.transitions if step.on_chain for source in step.source]
    for step, source in by_chain:
        type(paper).objects.filter(pk=paper.pk).update(state=source)
        for who in (office.people["asdep"], None):
            with pytest.raises(StepRefused):
                advance_case(page=again(paper), name=step.name, by=who, now=office.now, given={"reason": "Ya."})
    table = {(step.name, source) for step in lifecycle.transitions for source in step.source}
    assert {row[:2] for row in rows} | {(step.name, source) for step, source in by_chain} == table


def test_the_number_of_a_void_letter_stays_in_the_register(office):
    case = office.case("PENYUSUNAN_TL", handler="analis")
    letter = sent_letter(case, state="BERNOMOR", number="B-7/Kemensetneg/2026")
    draft = RegisterEntry.objects.get(document_id=letter.pk)
    entry = draft.register.entries.create(number=900, text=letter.number, document_id=letter.pk, issued_at=AT)
    advance_case(page=letter, name="BATALKAN", by=office.people["analis"], now=office.now, given={"reason": "Keliru."})
    entry.refresh_from_db()
    draft.refresh_from_db()
    assert (entry.is_void, entry.void_reason, draft.is_void) == (True, "Keliru.", False)
    assert not Disposition.objects.exists()
