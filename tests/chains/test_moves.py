"""Chains move their documents along the life cycles: every row they take is walked, and leaves its record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from dumas_docs.actions.advance_case import StepRefused, advance_case
from dumas_docs.actions.number_document import ExpeditionMissing, dispatch_document, number_document
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.models import AssignmentOrder, AuditEntry, MonitoringReport, RegisterEntry
from dumas_docs.models.registers import memo_number_of
from dumas_docs.selectors.versions import version_of
from tests.chains.chain_office import PASSWORD
from workflows.engine.decide import approve_step, return_step
from workflows.engine.submit import NoChainHere
from workflows.lifecycles.registry import LIFECYCLES
from workflows.models import Appointment, TransitionRecord

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BY_CHAIN = ("surat-keluar", "surat-perintah", "laporan-pemantauan")


def go(office, page, *acts: str, by: str = "analis") -> Any:
    """Let the document take its way: + hand in, name, name! (signs), # number, > dispatch, -name (returns)."""
    for act in acts:
        now, step = timezone.now(), office.waits(page)
        clerk = {"step": step, "by": office.people["agendaris"], "now": now}
        if act == "+":
            office.hand_in(page, by=by)
        elif act == "#":
            number_document(**clerk)
        elif act == ">":
            dispatch_document(**clerk, expedition_ref="EX-1")
        elif act.startswith("-"):
            return_step(step=step, by=office.people[act[1:]], now=now, comment="Perbaiki dahulu.")
        elif act.endswith("!"):
            sign_document(step=step, by=office.people[act[:-1]], password=PASSWORD, now=now)
        else:
            approve_step(step=step, by=office.people[act], now=now)
    return type(page).objects.get(pk=page.pk)


def report(office) -> MonitoringReport:
    day = timezone.localdate()
    return office._draft(MonitoringReport(
        subject="Laporan", basis="DATABASE", mode="LANGSUNG", purpose="KLARIFIKASI", leader_rank="KABID_KE_BAWAH",
        direction_text="Lisan", partner="Inspektur", institutions="Dinas", starts_on=day, ends_on=day, team="Kabid",
        implementation="<p>-</p>", analysis="<p>-</p>", conclusion="<p>-</p>", recommendation="<p>-</p>",
        routed_to="Asdep", live=False, owner=office.people["analis"],
    ), "analis")  # fmt: skip


@pytest.fixture
def no_matrix(monkeypatch):
    monkeypatch.setattr(MonitoringReport, "check_parts", lambda self: None)


def test_every_row_that_chains_take_is_walked(office, no_matrix):
    letter = office.letter()
    done = go(office, letter, "+", "-kasubid", "+", "kasubid", "kabid", "-asdep", "+", "kasubid", "kabid", "asdep!",
              "-agendaris")  # fmt: skip
    assert (done.state, done.signed_at) == ("REVISI", None)
    done = go(office, letter, "+", "kasubid", "kabid", "asdep!", "#")
    assert done.number and done.date == timezone.localdate()
    with pytest.raises(StepRefused):  # a numbered letter is voided, not returned
        go(office, letter, "-agendaris")
    done = go(office, letter, ">")
    assert (done.state, done.live, done.date) == ("DIKIRIM", True, timezone.localdate())
    with pytest.raises(NoChainHere):
        go(office, letter, "+")
    for code in ("kasubid", "kabid"):  # whoever drafted is not asked in between, so it goes straight to the signatory
        office.vacate(code)
        Appointment.objects.create(
            person=office.people["analis"], position=office.positions[code], starts_on="2020-01-01"
        )  # fmt: skip
    go(office, office.letter(), "+", "-asdep", "+", "asdep!")
    go(office, office.order("agendaris"), "+", "-asdep", "+", "asdep!", "-agendaris", "+", "asdep!", "#", "-agendaris",
       "+", "asdep!", "#", ">", "-ppk", "+", "asdep!", "#", ">", "ppk")  # fmt: skip
    high = office.order("asdep")
    done = go(office, high, "+", "-deputi", "+", "deputi", "-ppk", "+", "deputi", "ppk!", "#", ">")
    assert (done.state, done.live) == ("DIKIRIM", True)
    done = go(office, report(office), "+", "-asdep", "+", "asdep")
    assert (done.state, done.live, done.submitted_at is not None) == ("DIKIRIM", True, True)
    walked = set(TransitionRecord.objects.values_list("lifecycle", "name", "source", "target"))
    rows = {
        (name, step.name, source, step.target)
        for name in BY_CHAIN
        for step in LIFECYCLES[name].transitions
        if step.on_chain
        for source in step.source
    }
    assert walked == rows
    assert papers().count() == 5


def papers():
    """Numbers of papers that go out, without those of memoranda written out of them."""
    numbered = RegisterEntry.objects.filter(register__code__startswith="keluar-")
    return numbered.exclude(register__code__startswith="keluar-memo")


def test_the_ppk_signs_the_travel_memorandum_with_his_decision_and_it_gets_its_number(office):
    order = go(office, office.order("kabid"), "+", "asdep!", "#", ">")
    assert memo_number_of(order) == ""
    sent = go(office, order, "ppk")
    memo = RegisterEntry.objects.get(register__code__startswith="keluar-memo")
    assert (memo.document_id, memo.void_at, memo_number_of(sent)) == (sent.pk, None, memo.text)
    withdraw = {"reason": "Tim berubah."}
    advance_case(page=sent, name="CABUT", by=None, now=timezone.now(), given=withdraw)
    assert RegisterEntry.objects.get(pk=memo.pk).is_void and memo_number_of(sent) == ""
    by_ppk = go(office, office.order("asdep"), "+", "deputi", "ppk!")
    assert memo_number_of(by_ppk)
    assert memo_number_of(go(office, by_ppk, "-agendaris")) == ""


def test_a_number_belongs_to_the_text_that_bore_it(office):
    order = office.order("kabid")
    first = go(office, order, "+", "asdep!", "#", ">")
    AssignmentOrder.objects.filter(pk=order.pk).update(issued_on=date(2026, 1, 2))
    back = go(office, order, "-ppk")
    assert (first.number[:2], back.number, back.issued_on) == ("1/", "", None)
    assert (back.signed_at, back.state) == (None, "REVISI")
    old = back.latest_revision_id
    back.task = "<p>Lain.</p>"
    back.save_revision(user=office.people["analis"])
    again = go(office, order, "+", "asdep!", "#", "-agendaris", "+", "asdep!", "#", ">", "ppk")
    assert (again.number[:2], again.issued_on, again.live) == ("3/", timezone.localdate(), True)
    entries = papers().order_by("number")
    assert [(entry.number, entry.is_void) for entry in entries] == [(1, True), (2, True), (3, False)]
    assert entries[0].void_by == office.people["ppk"] and entries[0].void_reason == "Perbaiki dahulu."
    _revision, version = version_of(again, revision_id=old, user=office.people["analis"])
    assert version.number == ""


def test_a_record_says_who_moved_it_as_what_and_why(office):
    office.vacate("kabid")
    plt = office.appoint("kabid", "PLT")
    letter = office.letter()
    go(office, letter, "+", "kasubid")
    return_step(step=office.waits(letter), by=plt, now=timezone.now(), comment="Alamat keliru.")
    first, last = TransitionRecord.objects.filter(subject_id=letter.pk).order_by("pk")
    assert (first.name, first.by, first.position_label) == ("AJUKAN_PARAF", office.people["analis"], "")
    assert (last.by, last.position_label, last.reason) == (plt, "Plt. Kabid", "Alamat keliru.")
    told = AuditEntry.objects.filter(verb="naskah.beralih", page_id=letter.pk).values_list("data__to", flat=True)
    assert list(told) == ["PARAF", "REVISI"]


def test_a_letter_goes_out_with_its_entry_in_the_expedition_book_and_nothing_is_half_done(office):
    letter = office.letter()
    go(office, letter, "+", "kasubid", "kabid", "asdep!", "#")
    with pytest.raises(ExpeditionMissing):
        dispatch_document(step=office.waits(letter), by=office.people["agendaris"], now=timezone.now())
    still = go(office, letter)
    assert (still.state, still.dispatched_at) == ("BERNOMOR", None)


def test_a_letter_that_is_voided_on_its_way_leaves_its_chain(office):
    letter = office.letter()
    page = go(office, letter, "+", "kasubid")
    advance_case(
        page=page, name="BATALKAN", by=office.people["analis"], now=timezone.now(), given={"reason": "Tidak perlu."}
    )
    assert office.waits(letter) is None
    assert go(office, letter).state == "BATAL"
    with pytest.raises(NoChainHere):
        go(office, letter, "+")
