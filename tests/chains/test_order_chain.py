"""W5: who signs a surat perintah follows from who travels (S0 B.2.a.2)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dumas_docs.actions.number_document import dispatch_document, number_document
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.models import AssignmentOrder
from tests.chains.chain_office import PASSWORD
from workflows.engine.decide import approve_step
from workflows.models import Signature

pytestmark = pytest.mark.django_db


def sign(office, page, code):
    return sign_document(step=office.waits(page), by=office.people[code], password=PASSWORD, now=timezone.now())


def test_a_team_of_a_division_is_sent_by_the_asdep(office):
    order = office.order("kabid", "analis-2")
    office.hand_in(order)
    assert sign(office, order, "asdep").signed_as == "Asdep"
    clerk = {"by": office.people["agendaris"], "now": timezone.now()}
    number_document(step=office.waits(order), **clerk)
    dispatch_document(step=office.waits(order), **clerk)
    approve_step(step=office.waits(order), by=office.people["ppk"], now=timezone.now())
    done = AssignmentOrder.objects.get(pk=order.pk)
    assert done.live and done.number == f"1/ASDEP/DM.01.01/{timezone.localdate():%m/%Y}"


@pytest.mark.parametrize("leader_rank", ["KABID_KE_BAWAH", "ASDEP"])
def test_when_the_asdep_travels_the_deputy_approves_and_the_ppk_signs(office, leader_rank):
    order = office.order("asdep", "kabid", leader_rank=leader_rank)
    office.hand_in(order)
    assert office.waits(order).office_task.step_code == "setuju-deputi"
    approve_step(step=office.waits(order), by=office.people["deputi"], now=timezone.now())
    sign(office, order, "ppk")
    assert Signature.objects.get().signer == office.people["ppk"]


def test_nobody_signs_an_order_for_himself(office):
    order = office.order("asdep", "ppk", leader_rank="ASDEP")
    office.hand_in(order)
    approve_step(step=office.waits(order), by=office.people["deputi"], now=timezone.now())
    assert (office.waits(order).office_task.step_code, office.waits(order).problem) == ("ttd-ppk", "DIPERINTAH")


def test_a_plh_acts_and_writes_so(office):
    plh = office.appoint("asdep", "PLH")
    order = office.order("kabid")
    office.hand_in(order)
    signature = sign_document(step=office.waits(order), by=plh, password=PASSWORD, now=timezone.now())
    assert signature.signed_as == "Plh. Asdep"
