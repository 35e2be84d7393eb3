"""What the complainant is asked for and what arrives: since when a file is complete, and the limit that follows."""

from __future__ import annotations

from datetime import date

import pytest

from dumas_docs.actions.advance_case import NeedsMissing, advance_case
from dumas_docs.models import Complaint, CompletionRequest
from dumas_docs.selectors.completion import asking_in_words
from tests.lifecycles.office import again
from tests.lifecycles.test_case_steps import ARRIVED, MESSAGE, TODAY, day
from workflows.clocks.explain import explain_clock
from workflows.models import Clock


def test_asking_for_completion_and_data_in(office):
    case = office.case("DITELAAH", handler="analis")
    Complaint.objects.filter(pk=case.pk).update(complete_at=office.now)
    analyst = office.people["analis"]
    given = {"items": ["signed", "files"], "message": MESSAGE}
    advance_case(page=again(case), name="MINTA_KELENGKAPAN", by=analyst, now=office.now, given=given)
    case = again(case)
    assert case.complete_at == office.now and case.completeness.missing == ["signed", "files"]
    request = CompletionRequest.objects.get(page_id=case.pk)
    assert (request.items, request.message, request.answered_at) == (["signed", "files"], MESSAGE["text"], None)
    nothing = {"arrived": {"items": [], "on": TODAY, "note": "Belum ada."}}
    with pytest.raises(NeedsMissing):
        advance_case(page=case, name="DATA_MASUK", by=office.people["agendaris"], now=office.now, given=nothing)
    assert again(case).state == "MENUNGGU_KELENGKAPAN"
    half = {"arrived": {"items": ["files"], "on": TODAY, "note": "Baru berkas."}}
    advance_case(page=case, name="DATA_MASUK", by=office.people["agendaris"], now=office.now, given=half)
    case = again(case)
    assert (case.state, case.completeness.missing) == ("DITELAAH", ["signed"])
    advance_case(page=case, name="MINTA_KELENGKAPAN", by=analyst, now=office.now, given=given | {"items": ["signed"]})
    whole = {"arrived": {"items": ["signed"], "on": TODAY, "note": ""}}
    advance_case(page=again(case), name="DATA_MASUK", by=office.people["agendaris"], now=office.now, given=whole)
    assert again(case).complete_at == office.now, "once complete, always since that day"
    assert not CompletionRequest.objects.filter(answered_at=None).exists()


def test_a_file_is_complete_on_a_day_it_can_have_been(office):
    case = office.case("DITELAAH", handler="analis", missing=("signed",), letter_date=date(2026, 3, 4))
    Complaint.objects.filter(pk=case.pk).update(received_at=day(3, 2))

    def take(name, who, now, **given):
        advance_case(page=again(case), name=name, by=office.people[who], now=now, given=given)

    def message(on):
        return {"items": ["signed"], "message": MESSAGE | {"on": on}}

    for wrong in (date(2026, 3, 1), date(2026, 3, 10)):
        with pytest.raises(NeedsMissing) as fault:
            take("MINTA_KELENGKAPAN", "analis", day(3, 9), **message(wrong))
        assert set(fault.value.needs) == {"message"}
    take("MINTA_KELENGKAPAN", "analis", day(3, 9), **message(date(2026, 3, 6)))
    for wrong, words in ((1, "2 Maret"), (3, "4 Maret"), (5, "6 Maret"), (14, "belum tiba")):
        with pytest.raises(NeedsMissing) as fault:
            take("DATA_MASUK", "agendaris", day(3, 13), arrived=ARRIVED | {"on": date(2026, 3, wrong)})
        assert words in fault.value.needs["arrived"]
    assert again(case).complete_at is None and not Clock.objects.filter(subject_id=case.pk).exists()
    take("DATA_MASUK", "agendaris", day(3, 16), arrived=ARRIVED | {"on": date(2026, 3, 13)})
    clock = Clock.objects.get(subject_id=case.pk)
    assert (clock.code, clock.started_on, clock.due_on) == ("followup_letter", date(2026, 3, 13), date(2026, 4, 10))
    # Asked again, the limit rests, is moved by what the complainant took, and both is on record.
    take("MINTA_KELENGKAPAN", "analis", day(3, 17), **message(date(2026, 3, 17)))
    assert clock.pauses.get().resumed_on is None
    take("DATA_MASUK", "agendaris", day(3, 27), arrived=ARRIVED | {"on": date(2026, 3, 26)})
    clock.refresh_from_db()
    assert (clock.started_on, clock.pauses.get().resumed_on) == (date(2026, 3, 13), date(2026, 3, 26))
    change = clock.changes.get()
    assert (change.old_due_on, change.new_due_on) == (date(2026, 4, 10), clock.due_on) and clock.due_on > date(
        2026, 4, 10
    )
    assert any("Menunggu kelengkapan" in words for words in explain_clock(clock).sentences())
    # What is overdue stays so.
    due = clock.due_on
    assert str(due.year) in asking_in_words(case, on=date(2026, 6, 1))
    take("MINTA_KELENGKAPAN", "analis", day(6, 1), **message(date(2026, 6, 1)))
    take("DATA_MASUK", "agendaris", day(6, 9), arrived=ARRIVED | {"on": date(2026, 6, 8)})
    clock.refresh_from_db()
    assert (clock.due_on, clock.stopped_at, clock.pauses.count()) == (due, None, 1)
    assert Clock.objects.filter(subject_id=case.pk).count() == 1
