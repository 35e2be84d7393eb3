"""W5: who signs a surat perintah follows from who travels (S0 B.2.a.2)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dumas_docs.actions.follow_positions import follow_roles
from dumas_docs.actions.name_substitute import name_substitute
from dumas_docs.actions.number_document import dispatch_document, number_document
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.models import AssignmentOrder, OrderAssignee
from tests.chains.chain_office import PASSWORD
from workflows.chains import chain_for
from workflows.engine.acting import waiting_for
from workflows.engine.decide import MayNotAct, approve_step
from workflows.models import Appointment, Signature

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


def test_when_the_asdep_travels_the_deputy_approves_and_the_ppk_signs(office):
    order = office.order("asdep", "kabid")
    office.hand_in(order)
    assert office.waits(order).office_task.step_code == "setuju-deputi"
    approve_step(step=office.waits(order), by=office.people["deputi"], now=timezone.now())
    sign(office, order, "ppk")
    assert Signature.objects.get().signer == office.people["ppk"]


def test_nobody_signs_an_order_for_himself(office):
    order = office.order("asdep", "ppk")
    office.hand_in(order)
    approve_step(step=office.waits(order), by=office.people["deputi"], now=timezone.now())
    assert (office.waits(order).office_task.step_code, office.waits(order).problem) == ("ttd-ppk", "DIPERINTAH")


def test_nobody_approves_his_own_travel_and_who_is_named_for_it_does(office):
    order, today, deputy = office.order("asdep", "deputi"), timezone.localdate(), office.people["deputi"]
    office.hand_in(order)
    assert (office.waits(order).office_task.step_code, office.waits(order).problem) == ("setuju-deputi", "DIPERINTAH")
    with pytest.raises(MayNotAct):
        approve_step(step=office.waits(order), by=deputy, now=timezone.now())
    name_substitute(
        position=office.positions["deputi"], person=office.people["sesmen"], chains=["W5b"], starts_on=today,
        ends_on=today, decree_no="SP-1", by=None, now=timezone.now(),
    )  # fmt: skip
    follow_roles(role_codes=["deputy"], now=timezone.now())
    assert not waiting_for(deputy, on=today).exists()
    done = approve_step(step=office.waits(order), by=office.people["sesmen"], now=timezone.now())
    assert done.acted_as == "a.n. Deputi" and office.waits(order).office_task.step_code == "ttd-ppk"


@pytest.mark.parametrize(
    ("name", "title", "chain"),
    [
        ("Dra. Asdep, M.Si.", "Peserta", "W5b"),
        ("Tamu", "Asisten Deputi Pengaduan Masyarakat", "W5b"),
        ("Tamu", "Plh. Asdep", "W5b"),
        ("Tamu", "Inspektur", "W5a"),
        ("Tamu", "PPK Kementerian", "W5a"),
    ],
)
def test_an_official_without_an_account_is_sent_all_the_same(office, name, title, chain):
    order = office.order("kabid")
    order.leader_rank = "ASDEP"  # what stands in the column decides nothing
    order.assignees.add(OrderAssignee(name=name, position_title=title))
    order.save_revision()
    facts = order.current_facts()
    assert (chain_for(kind="surat-perintah", facts=facts).code, order.rank) == (chain, facts["leader_rank"])
    barred = {code for code in ("asdep", "ppk") if office.people[code].pk in facts["ordered_ids"]}
    assert barred == ({"asdep"} if chain == "W5b" and title != "Inspektur" else {"ppk"} if "PPK" in title else set())
    if name != "Tamu":
        with pytest.raises(ValidationError, match="akun"):
            office.hand_in(order)


def test_who_adds_himself_is_told_the_right_way_out_and_takes_it(office, client):
    order = office.order("kabid")
    office.hand_in(order)
    order.assignees.add(OrderAssignee(person=office.people["asdep"], name="Asdep", position_title="Asdep"))
    order.save_revision()
    order.save()
    chain = f"/naskah/{order.pk}/rantai/"
    client.force_login(office.people["asdep"])
    page = client.get(chain).content.decode()
    assert "Tempuh jalur yang benar" in page and "plh." not in page
    assert client.post(chain, {"aksi": "jalur"}).status_code == 302
    assert office.waits(order).office_task.step_code == "setuju-deputi"
    approve_step(step=office.waits(order), by=office.people["deputi"], now=timezone.now())
    client.force_login(office.people["analis"])
    assert "Tempuh jalur" not in client.get(chain).content.decode()
    sign(office, order, "ppk")
    Appointment.objects.filter(person=office.people["asdep"]).update(position=office.positions["analis"])
    AssignmentOrder.objects.get(pk=order.pk).assignees.update(position_title="Peserta")
    page = client.get(chain).content.decode()
    assert "Tempuh jalur yang benar" not in page
    assert client.post(chain, {"aksi": "jalur"}).status_code in (403, 404)


def test_a_plh_acts_and_writes_so(office):
    plh = office.appoint("asdep", "PLH")
    order = office.order("kabid")
    office.hand_in(order)
    signature = sign_document(step=office.waits(order), by=plh, password=PASSWORD, now=timezone.now())
    assert signature.signed_as == "Plh. Asdep"
