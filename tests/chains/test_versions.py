"""Tables change while chains run; signatures are proved; two people act at once."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone
from wagtail.models import Revision

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.number_document import number_document
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.models import RegisterEntry
from tests.chains.chain_office import PASSWORD, ChainOffice
from workflows.chains import CHAINS
from workflows.engine import sync
from workflows.engine.decide import StepIsOver, approve_step, refusal_in_words
from workflows.engine.sync import sync_chains
from workflows.models import ChainVersion, Signature, StepState


@pytest.fixture
def signed(office):
    order = office.order("kabid")
    office.hand_in(order)
    sign_document(step=office.waits(order), by=office.people["asdep"], password=PASSWORD, now=timezone.now())
    return order


@pytest.mark.django_db
def test_bringing_the_tables_in_again_changes_nothing(office):
    before = ChainVersion.objects.count()
    assert sync_chains() == []
    assert ChainVersion.objects.count() == before == len(CHAINS)


@pytest.mark.django_db
def test_a_running_chain_keeps_the_table_it_began_with(office, monkeypatch):
    running = office.letter()
    office.hand_in(running)
    shorter = [replace(chain, steps=chain.steps[1:]) if chain.code == "W4a" else chain for chain in CHAINS]
    monkeypatch.setattr(sync, "CHAINS", shorter)
    assert sync_chains() == ["W4a"]
    begun_later = office.letter()
    office.hand_in(begun_later)
    approve_step(step=office.waits(running), by=office.people["kasubid"], now=timezone.now())
    assert [office.waits(page).office_task.step_code for page in (running, begun_later)] == ["paraf-kabid"] * 2
    assert [len(office.story(page)) for page in (running, begun_later)] == [2, 1]
    monkeypatch.undo()
    assert sync_chains() == ["W4a"]
    assert ChainVersion.objects.filter(code="W4a").count() == 2


@pytest.mark.django_db
def test_a_signature_is_proved_and_a_changed_version_named(signed, capsys):
    call_command("verify_signature")
    code = Signature.objects.get().code
    call_command("verify_signature", code.lower())
    with pytest.raises(CommandError, match="XXXX"):
        call_command("verify_signature", "XXXX")
    revision = Signature.objects.get().revision
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "place": "Tempat lain"})
    with pytest.raises(SystemExit):
        call_command("verify_signature")
    assert code in capsys.readouterr().err


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_act_at_once_one_acts():
    office = ChainOffice()
    second = office.appoint("kasubid", "PLH")
    letter = office.letter()
    office.hand_in(letter)
    step, ends = office.waits(letter), []
    barrier = threading.Barrier(2)

    def act(person) -> None:
        try:
            with system_scope("test thread"):
                barrier.wait(timeout=20)
                approve_step(step=StepState.objects.get(pk=step.pk), by=person, now=timezone.now())
            ends.append("done")
        except StepIsOver as late:
            ends.append(refusal_in_words(late))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=[person]) for person in (office.people["kasubid"], second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    first = StepState.objects.get(pk=step.pk)
    assert sorted(ends)[1] == "done" and len(ends) == 2
    assert sorted(ends)[0].startswith(f"Kasubid ({first.acted_as}) sudah memutus langkah ini: diparaf, ")
    assert len(office.story(letter)) == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_number_asked_for_twice_at_once_is_given_once():
    office = ChainOffice()
    order = office.order("kabid")
    office.hand_in(order)
    sign_document(step=office.waits(order), by=office.people["asdep"], password=PASSWORD, now=timezone.now())
    step, numbers = office.waits(order), []
    barrier = threading.Barrier(4)

    def ask() -> None:
        try:
            with system_scope("test thread"):
                barrier.wait(timeout=20)
                mine = StepState.objects.get(pk=step.pk)
                numbers.append(number_document(step=mine, by=office.people["agendaris"], now=timezone.now()))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(numbers) == 4 and len(set(numbers)) == 1
    assert RegisterEntry.objects.filter(document_id=order.pk, text=numbers[0]).count() == 1
