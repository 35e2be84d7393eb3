"""Each row of the letters' tables, refused and taken (domain.md §8; S4 B)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.actions.advance_case import NeedsMissing, StepRefused, advance_case
from dumas_docs.enums import Level
from dumas_docs.models import Cause, Disposition, GrantCause, Initials, OutgoingLetter, RegisterEntry
from tests.lifecycles.office import Office, again
from tests.lifecycles.test_case_steps import dispose, sent_letter
from workflows.lifecycles.incoming_letter import INCOMING_LETTER
from workflows.lifecycles.outgoing_letter import OUTGOING_LETTER


def closed(office: Office, letter) -> None:
    dispose(office, letter, "kabid", closed=True)


INCOMING = (
    ("CATAT", "DITERIMA", "agendaris", "asdep", None),
    ("CATAT_SETELAH_DIBUKA", "DIBUKA", "agendaris", "analis", None),
    ("AJUKAN", "DICATAT", "agendaris", "asdep", None),
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
    sealed = {("SERAHKAN_TERSEGEL", "DITERIMA"), ("BUKA_AMPLOP", "DITERIMA"), ("BUKA_AMPLOP", "TERSEGEL_DISERAHKAN")}
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


def _set(**values):
    return lambda office, letter: OutgoingLetter.objects.filter(pk=letter.pk).update(**values)


AT = timezone.now()
OUTGOING = (
    *(("AJUKAN_PARAF", state, "analis", "agendaris", _set(body=[("paragraph", "<p>x</p>")]))
      for state in ("KONSEP", "REVISI")),
    *(("KEMBALIKAN", state, "kabid", "analis", None) for state in ("PARAF", "MENUNGGU_TTD")),
    ("AJUKAN_TTD", "PARAF", "kabid", "analis", lambda o, letter: Initials.objects.update(at=AT)),
    ("TANDA_TANGANI", "MENUNGGU_TTD", "asdep", "kabid", _set(signed_at=AT)),
    ("NOMORI", "DITANDATANGANI", "agendaris", "analis", _set(signed_at=AT, number="B-1")),
    ("KIRIM", "BERNOMOR", "agendaris", "analis", _set(number="B-1", dispatched_at=AT)),
    ("CATAT_DITERIMA", "DIKIRIM", "agendaris", "analis", None),
    *(("BERKASKAN", state, "analis", "kabid", None) for state in ("DIKIRIM", "DITERIMA")),
    *(("BATALKAN", state, "analis", "agendaris", None)
      for state in ("KONSEP", "PARAF", "REVISI", "MENUNGGU_TTD", "DITANDATANGANI", "BERNOMOR")),
)  # fmt: skip


@pytest.mark.parametrize(("name", "source", "who", "other", "satisfy"), OUTGOING)
def test_a_letter_that_goes_out(office, name, source, who, other, satisfy):
    case = office.case("PENYUSUNAN_TL", handler="analis")
    letter = sent_letter(case, state=source, signed_at=None, number="", dispatched_at=None)
    Initials.objects.create(letter=letter, position="Kabid")
    OutgoingLetter.objects.filter(pk=letter.pk).update(body=[])
    _walk(office, again(letter), OUTGOING_LETTER, name, source, who, other, satisfy)


def test_the_rows_of_outgoing_letters_are_all_walked():
    table = {(step.name, source) for step in OUTGOING_LETTER.transitions for source in step.source}
    assert {(name, source) for name, source, *_rest in OUTGOING} == table


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
