"""Faults on the way of a document: nothing is lost, doubled or silently skipped, and the person reads what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from dumas_docs.actions.sign_document import sign_document
from dumas_docs.models import BasePage, OutgoingLetter, RegisterEntry
from dumas_docs.models.letters import AddresseeRank
from tests.chains.chain_office import PASSWORD, version_of
from tests.chains.test_editor import send
from tests.chains.test_moves import go
from workflows.chains import CHAINS
from workflows.engine import begin, sync
from workflows.engine.decide import ChainMismatch, approve_step, refusal_in_words
from workflows.engine.sync import sync_chains
from workflows.models import Appointment, OfficeTask, Signature

pytestmark = pytest.mark.django_db


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def chain(page) -> str:
    return reverse("dumas_chain", args=[page.pk])


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def address_to(office, letter, rank: str, *, by: str) -> None:
    draft = OutgoingLetter.objects.get(pk=letter.pk).get_latest_revision_as_object()
    (row,) = draft.recipients.all()
    row.rank = rank
    draft.recipients = [row]
    draft.save_revision(user=office.people[by])


def test_a_position_held_twice_names_both_takes_one_decision_and_tells_the_other(office):
    first, second = office.people["asdep"], office.appoint("asdep")
    stand_in = office.appoint("asdep", "PLH")
    letter = office.letter()
    go(office, letter, "+", "kasubid", "kabid")
    late = client_of(first)
    screen = text_of(late.get(chain(letter)))
    assert "dijabat definitif oleh lebih dari satu orang" in screen and "Plh. Asdep" in screen
    assert "Salah seorang memutus; putusan pertama yang berlaku." in screen
    step = office.waits(letter)
    Appointment.objects.filter(person=second).delete()
    screen = text_of(late.get(chain(letter)))
    assert "lebih dari satu orang" not in screen and "Salah seorang memutus" in screen
    sign_document(step=step, by=stand_in, password=PASSWORD, now=timezone.now())
    answer = late.post(chain(letter), {"aksi": "tanda-tangan", "langkah": step.pk, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, reverse("dumas_tasks"))
    (told,) = [str(each) for each in get_messages(answer.wsgi_request)]
    assert told.startswith("Asdep (Plh. Asdep) sudah memutus langkah ini: ditandatangani, ")
    assert letter.title not in told
    assert Signature.objects.filter(subject=letter).count() == 1
    # Who had nothing to do with the step learns nothing, not even that it was one.
    for code in ("kasubid", "menteri"):
        asked = client_of(office.people[code])
        assert asked.post(chain(letter), {"aksi": "setuju", "langkah": step.pk}).status_code == 404


def test_nobody_initials_a_text_that_changed_under_his_eyes(office):
    letter = office.letter()
    office.hand_in(letter)
    late = client_of(office.people["kasubid"])
    asked = {"aksi": "setuju", "langkah": office.waits(letter).pk, "versi": version_of(letter)}
    draft = letter.get_latest_revision_as_object()
    draft.subject = "Perihal lain"
    draft.save_revision(user=office.people["kasubid"])
    refused = late.post(chain(letter), asked)
    assert refused.status_code == 422 and "diubah setelah Anda membukanya" in text_of(refused)
    assert f'name="versi" value="{version_of(letter)}"' in refused.content.decode()
    late.post(reverse("dumas_initial_many"), {"langkah": [f"{asked['langkah']}-{asked['versi']}"]})
    assert office.story(letter) == [("paraf-kasubid", "MENUNGGU")]
    assert late.post(chain(letter), {**asked, "versi": ""}).status_code == 422
    assert late.post(chain(letter), {**asked, "versi": version_of(letter)}).status_code == 302


def test_initials_somebody_else_gave_meanwhile_are_told_in_the_bulk_too(office):
    second = office.appoint("kasubid", "PLH")
    letter = office.letter()
    go(office, letter, "+")
    step = office.waits(letter)
    approve_step(step=step, by=second, now=timezone.now())
    answer = client_of(office.people["kasubid"]).post(reverse("dumas_initial_many"), {"langkah": [f"{step.pk}-1", "x"]})
    (told,) = [str(each) for each in get_messages(answer.wsgi_request)]
    assert "(Plh. Kasubid) sudah memutus langkah ini: diparaf" in told


def test_a_signer_who_left_is_missed_at_once_and_said_to_who_handed_it_in(office):
    letter = office.letter()
    go(office, letter, "+", "kasubid", "kabid")
    held = Appointment.objects.filter(position=office.positions["asdep"])
    held.update(ends_on=timezone.localdate() - timedelta(days=1))
    drafter = client_of(office.people["analis"])
    # The day has changed and nothing has run yet: what the page says follows the dates.
    screen = text_of(drafter.get(chain(letter)))
    assert "jabatan sedang lowong" in screen and "Mintalah administrator organisasi" in screen
    assert "Naskah Anda yang tertahan" not in text_of(drafter.get(reverse("dumas_tasks")))
    call_command("run_office")
    screen = text_of(drafter.get(reverse("dumas_tasks")))
    assert "Naskah Anda yang tertahan" in screen and letter.title in screen and "langkah lalu berlanjut" in screen
    assert letter.title not in text_of(client_of(office.people["analis-2"]).get(reverse("dumas_tasks")))
    mine, yesterday = (
        Appointment.objects.filter(person=office.people["analis"]),
        timezone.localdate() - timedelta(days=1),
    )
    mine.update(ends_on=yesterday)
    assert letter.title not in text_of(drafter.get(reverse("dumas_tasks")))
    mine.update(ends_on=None)
    successor = office.appoint("asdep")
    call_command("run_office")
    assert "Naskah Anda yang tertahan" not in text_of(drafter.get(reverse("dumas_tasks")))
    assert letter.title in text_of(client_of(successor).get(reverse("dumas_tasks")))
    sign_document(step=office.waits(letter), by=successor, password=PASSWORD, now=timezone.now())
    assert office.story(letter)[-1] == ("nomor-tu", "MENUNGGU")


def test_a_table_that_lost_a_chain_and_a_condition_leaves_running_ones_whole(office, monkeypatch):
    order, letter = office.order("asdep"), office.letter()
    go(office, order, "+")
    go(office, letter, "+", "kasubid", "-kabid")
    longer = [replace(each, steps=(*each.steps, each.steps[0])) if each.code == "W4a" else each for each in CHAINS]
    monkeypatch.setattr(sync, "CHAINS", longer)
    OfficeTask.objects.filter(version__code="W5b", step_code="nomor-tu").update(condition="syarat_yang_dicabut")
    assert "syarat_yang_dicabut" not in begin.CONDITIONS
    assert sync_chains() == ["W4a"]
    drafter = client_of(office.people["analis"])
    for page in (order, letter):
        assert drafter.get(chain(page)).status_code == 200
    done = go(office, order, "deputi", "ppk!", "#", ">")
    assert (done.state, done.live) == ("DIKIRIM", True)
    done = go(office, letter, "+", "kasubid", "kabid", "asdep!", "#", ">")
    assert (done.state, done.live) == ("DIKIRIM", True)
    assert [step for step, end in office.story(letter) if end != "DIKEMBALIKAN"][-4:] == [
        "paraf-kasubid", "paraf-kabid", "ttd-asdep", "nomor-tu",
    ]  # fmt: skip


def test_nobody_edits_a_chain_in_the_editor_and_reads_where_it_is_changed(office):
    go(office, office.letter(), "+")
    task = OfficeTask.objects.get(version__code="W4a", step_code="paraf-kasubid")
    root = client_of(get_user_model().objects.create_superuser("akar", password=PASSWORD))
    made = ["wagtailcore", "groupapprovaltask"]
    for name, args in (
        ("edit", [task.version.workflow_id]), ("edit_task", [task.pk]), ("add", []), ("add_task", made),
        ("select_task_type", []), ("enable", [task.version.workflow_id]), ("enable_task", [task.pk]),
    ):  # fmt: skip
        for answer in (root.get, root.post):
            given = answer(reverse(f"wagtailadmin_workflows:{name}", args=args))
            assert (given.status_code, given.url) == (302, reverse("wagtailadmin_workflows:index"))
    assert "workflows/chains" in text_of(root.get(given.url))


def test_a_workflow_laid_over_the_archive_has_no_hold_on_documents(office):
    stock = Workflow.objects.create(name="Alur stok")
    task = GroupApprovalTask.objects.create(name="Kelompok")
    WorkflowTask.objects.create(workflow=stock, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=stock, page=BasePage.objects.get(depth=2))
    letter = office.letter()
    for page in (letter, office.folder.specific, office.year.specific):
        assert page.get_workflow() != stock
    letter.specific.save_revision()
    # One that began before, with what came back from it, gives way to the chain.
    state = stock.start(letter.specific, office.people["analis"])
    state.current_task_state.reject(user=office.people["analis"])
    go(office, letter, "+")
    assert office.waits(letter).office_task.version.code == "W4a"
    assert WorkflowState.objects.get(pk=state.pk).status == "cancelled"


def test_an_addressee_of_higher_rank_takes_another_chain_and_never_the_old_signature(office):
    letter = office.letter(AddresseeRank.ESELON_II)
    go(office, letter, "+", "kasubid")
    address_to(office, letter, AddresseeRank.MENTERI, by="kabid")
    step = office.waits(letter)
    with pytest.raises(ChainMismatch) as refused:
        approve_step(step=step, by=office.people["kabid"], now=timezone.now())
    assert "Kembalikan naskah" in refusal_in_words(refused.value)
    answer = client_of(office.people["kabid"]).post(chain(letter), {"aksi": "setuju", "langkah": step.pk})
    assert answer.status_code == 422 and "menempuh jalur yang tepat" in text_of(answer)
    go(office, letter, "-kabid", "+")
    assert office.waits(letter).office_task.version.code == "W4c"
    states = WorkflowState.objects.filter(object_id=str(letter.pk)).order_by("pk")
    assert [state.status for state in states] == ["cancelled", "in_progress"]
    done = go(office, letter, "kasubid", "kabid", "asdep", "deputi", "sesmen", "menteri!", "#", ">")
    assert (done.state, Signature.objects.get(subject=letter).signer) == ("DIKIRIM", office.people["menteri"])


def test_the_same_holds_for_who_hands_it_in_again_in_the_editor(office):
    letter = office.letter(AddresseeRank.ESELON_II)
    go(office, letter, "+", "-kasubid")
    address_to(office, letter, AddresseeRank.ESELON_I, by="analis")
    assert send(client_of(office.people["analis"]), letter, **{"action-submit": "1"}).status_code == 302
    waits = office.waits(letter)
    assert (waits.office_task.version.code, waits.office_task.step_code) == ("W4b", "paraf-kasubid")
    assert OutgoingLetter.objects.get(pk=letter.pk).state == "PARAF"


def test_a_document_taken_back_in_the_editor_can_be_handed_in_again_until_it_is_signed(office):
    letter, drafter = office.letter(), client_of(office.people["analis"])
    go(office, letter, "+", "kasubid")
    send(drafter, letter, **{"action-cancel-workflow": "1"})
    assert office.waits(letter) is None
    assert go(office, letter).state == "REVISI"
    go(office, letter, "+", "kasubid", "kabid", "asdep!")
    send(drafter, letter, **{"action-cancel-workflow": "1"})
    still = go(office, letter)
    assert (still.state, office.waits(letter).office_task.step_code) == ("DITANDATANGANI", "nomor-tu")


def test_a_return_without_words_is_refused_and_one_step_stays_one(office):
    letter = office.letter()
    go(office, letter, "+")
    head, step = client_of(office.people["kasubid"]), office.waits(letter)
    answer = head.post(chain(letter), {"aksi": "kembalikan", "langkah": step.pk, "comment": "  "})
    assert answer.status_code == 422 and "Tuliskan apa yang harus diperbaiki." in text_of(answer)
    assert office.story(letter) == [("paraf-kasubid", "MENUNGGU")]
    answer = head.post(chain(letter), {"aksi": "kembalikan", "comment": "Alamat keliru."})
    assert answer.status_code == 422 and "Naskah tidak lagi menunggu pada langkah ini" in text_of(answer)
    assert "Alamat keliru." in text_of(answer)


def test_a_number_asked_for_twice_is_one_number_also_in_the_browser(office):
    letter = office.letter()
    go(office, letter, "+", "kasubid", "kabid", "asdep!")
    desk, step = client_of(office.people["agendaris"]), office.waits(letter)
    for _time in range(2):
        assert desk.post(chain(letter), {"aksi": "nomor", "langkah": step.pk}).status_code == 302
    number = OutgoingLetter.objects.get(pk=letter.pk).number
    assert RegisterEntry.objects.filter(document_id=letter.pk, text=number).count() == 1
    assert RegisterEntry.objects.filter(register__code__startswith="keluar-").count() == 1
