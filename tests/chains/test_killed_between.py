"""The machine stops in the middle of an act or right after it: the next person finds the document and goes on."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dumas_docs.actions.number_document import dispatch_document, number_document
from dumas_docs.actions.sign_document import is_genuine, sign_document
from dumas_docs.models import AuditEntry, OutgoingLetter, RegisterEntry
from tests.chains.chain_office import PASSWORD, ChainOffice
from tests.chains.test_moves import go
from workflows.models import Signature, TransitionRecord

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def killed(act: Callable[[], Any], *, at: str = "") -> None:
    """Do it in a process of its own that is killed when it has written `at` in its transaction, or after all of it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with connection.execute_wrapper(dying(at)):
                act()
            if not at:
                os.kill(os.getpid(), signal.SIGKILL)
        except BaseException:  # noqa: BLE001  the child must never go on as a second pytest
            traceback.print_exc()
        finally:
            os._exit(3)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status


def dying(at: str) -> Callable[..., Any]:
    def written(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if at and sql.startswith(at):
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return written


def fresh(letter) -> OutgoingLetter:
    return OutgoingLetter.objects.get(pk=letter.pk)


def offered(office, code: str, letter) -> str:
    """What the person reads at the document, found by way of his tasks; empty when it does not wait for him."""
    client = Client()
    client.force_login(office.people[code])
    if letter.title not in client.get(reverse("dumas_tasks")).content.decode():
        return ""
    return client.get(reverse("dumas_chain", args=[letter.pk])).content.decode()


def test_killed_between_signature_number_and_dispatch():
    office = ChainOffice()
    letter = office.letter()
    go(office, letter, "+", "kasubid", "kabid")
    now, clerk = timezone.now(), office.people["agendaris"]

    def sign():
        sign_document(step=office.waits(letter), by=office.people["asdep"], password=PASSWORD, now=now)

    def number():
        assert number_document(step=office.waits(letter), by=clerk, now=now)

    def dispatch():
        dispatch_document(step=office.waits(letter), by=clerk, now=now, expedition_ref="EX-1")

    killed(sign, at='INSERT INTO "dumas_workflows_signature"')
    assert (Signature.objects.count(), fresh(letter).signed_at, fresh(letter).state) == (0, None, "MENUNGGU_TTD")
    assert "tanda-tangan" in offered(office, "asdep", letter) and not offered(office, "agendaris", letter)

    killed(sign)
    signature = Signature.objects.get()
    assert is_genuine(signature) and fresh(letter).state == "DITANDATANGANI"
    assert not offered(office, "asdep", letter) and 'value="nomor"' in offered(office, "agendaris", letter)

    killed(number, at='INSERT INTO "dumas_docs_registerentry"')
    assert fresh(letter).number == "" and not RegisterEntry.objects.filter(register__code="keluar-surat_din").exists()
    assert 'value="nomor"' in offered(office, "agendaris", letter)

    killed(number)
    first = fresh(letter).number
    assert first.startswith("T-1/") and fresh(letter).state == "BERNOMOR"
    assert 'value="kirim"' in offered(office, "agendaris", letter)
    assert number_document(step=office.waits(letter), by=clerk, now=timezone.now()) == first

    killed(dispatch, at='UPDATE "dumas_docs_outgoingletter"')
    still = fresh(letter)
    assert (still.state, still.dispatched_at, still.expedition_ref, still.live) == ("BERNOMOR", None, "", False)
    assert 'value="kirim"' in offered(office, "agendaris", letter)

    killed(dispatch)
    done = fresh(letter)
    assert (done.state, done.number, done.expedition_ref, done.live) == ("DIKIRIM", first, "EX-1", True)
    assert not offered(office, "agendaris", letter) and done.current_workflow_state is None
    assert Signature.objects.get() == signature
    assert RegisterEntry.objects.filter(register__code__startswith="keluar-").count() == 1
    for verb in ("naskah.ditandatangani", "nomor.diberikan", "naskah.dikirim"):
        assert AuditEntry.objects.filter(verb=verb, page_id=letter.pk).count() == 1
    steps = TransitionRecord.objects.filter(subject_id=letter.pk).order_by("pk").values_list("name", flat=True)
    assert list(steps) == ["AJUKAN_PARAF", "AJUKAN_TTD", "TANDA_TANGANI", "NOMORI", "KIRIM"]
    # The number that was not given before the kill is not burned either.
    second = office.letter()
    go(office, second, "+", "kasubid", "kabid", "asdep!", "#")
    assert fresh(second).number.startswith("T-2/")
