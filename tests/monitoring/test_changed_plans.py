"""What was signed or approved stands: a plan that changes after it is signed and approved anew (domain.md §7, §15)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dumas_docs.access.scope import person_scope
from dumas_docs.actions.advance_case import StepRefused
from dumas_docs.actions.begin_in_activity import NotNow, begin_paper
from dumas_docs.actions.move_page import MayNotMove, move_page
from dumas_docs.models import AssignmentOrder, RegisterEntry, TeamMember
from dumas_docs.selectors.monitoring_story import story_of_activity
from tests.admin.forms import values_on
from tests.exports.reading_docx import body_texts
from tests.monitoring.monitoring_office import again
from tests.monitoring.test_sheets import is_draft, sheet
from workflows.engine.decide import return_step
from workflows.models import Signature


def enter(office, code: str) -> Client:
    client = Client()
    client.force_login(office.people[code])
    return client


def change(office, activity, **typed) -> str:
    """Save the plan as a draft with these fields; what the editor says against it."""
    client, url = enter(office, "kabid"), reverse("wagtailadmin_pages:edit", args=[activity.pk])
    answer = client.post(url, {**values_on(client.get(url).content), **typed})
    return "" if answer.status_code == 302 else str(answer.context["form"].errors)


def travelling(office, **values):
    """A monitoring that is ready, with its order."""
    activity = office.activity(facilities="tiket kereta", **values)
    activity = office.step(office.direct(activity, "asdep"), "SIAPKAN", "kabid")
    order = office.paper(activity, "surat-perintah")
    office.hand_in(order, by="kabid")
    office.sign_and_send(order, "asdep")
    return activity, again(order)


def test_a_plan_changes_after_its_order_was_withdrawn_and_another_is_signed(office):
    activity, order = travelling(office)
    assert is_draft(sheet(office, order, "fasilitas", by="ppk"))
    office.act(order, "ppk")
    activity, later = again(activity), timezone.localdate() + timedelta(days=20)
    days = {"starts_on": str(later), "ends_on": str(later)}
    for typed in (days, {"team-1-DELETE": "1"}, {"team-0-is_coordinator": "", "team-1-is_coordinator": "on"}):
        assert order.number in change(office, activity, **typed), typed
    # What is not signed may be mended; the memorandum goes on telling what was approved.
    assert change(office, activity, facilities="pesawat", aim="Lain.") == ""
    memo = sheet(office, activity, "fasilitas")
    told = "\n".join(body_texts(memo))
    assert not is_draft(memo) and "tiket kereta" in told and "pesawat" not in told
    assert "Disetujui secara elektronik" in told and "Ppk" in told
    order = again(order)
    with pytest.raises(StepRefused):
        office.step(order, "CABUT", "kabid", reason="Ditunda.")
    order = office.step(order, "CABUT", "asdep", reason="Ditunda.")
    assert (order.state, Signature.objects.standing().filter(subject_id=order.pk).exists()) == ("BATAL", False)
    assert all(entry.is_void for entry in RegisterEntry.objects.filter(document_id=order.pk, text=order.number))
    activity = again(activity)
    assert activity.state == "PERSIAPAN" and is_draft(sheet(office, activity, "usulan"))
    with person_scope(office.people["asdep"]):
        told = {event.title: event.note for event in story_of_activity(activity, [order])}
    assert told[f"{order.title}: Cabut → Batal"] == f"Ditunda. Nomor {order.number} batal."
    assert f"{order.title} ditandatangani (tidak berlaku lagi)" in told
    assert change(office, activity, **days) == ""
    second = office.paper(activity, "surat-perintah")
    assert (second.pk != order.pk, second.starts_on) == (True, later)
    office.hand_in(second, by="kabid")
    office.sign_and_send(second, "asdep")
    office.act(second, "ppk")
    activity = again(activity)
    assert (activity.state, activity.starts_on) == ("SIAP", later)
    number = RegisterEntry.objects.filter(document_id=activity.pk, register__code__startswith="keluar-memo").last()
    assert f"NOMOR {number}" in "\n".join(body_texts(sheet(office, activity, "usulan")))
    assert again(second).number != order.number


def test_an_order_that_is_not_the_plan_s_is_not_handed_in(office):
    activity = office.step(office.direct(office.activity(), "asdep"), "SIAPKAN", "kabid")
    order = office.paper(activity, "surat-perintah")
    assert change(office, activity, ends_on=str(activity.ends_on + timedelta(days=1))) == ""
    with pytest.raises(ValidationError, match="rencana"):
        office.hand_in(order, by="kabid")
    order.ends_on += timedelta(days=1)
    order.save_revision()
    office.hand_in(order, by="kabid")
    assert office.waits(order)


def test_an_order_that_comes_back_takes_the_monitoring_back(office):
    activity, order = travelling(office)
    activity = office.step(activity, "NYATAKAN_SIAP", "kabid")
    return_step(step=office.waits(order), by=office.people["ppk"], now=timezone.now(), comment="Anggaran belum ada.")
    assert again(activity).state == "PERSIAPAN"
    office.hand_in(order, by="kabid")
    office.sign_and_send(order, "asdep")
    office.act(order, "ppk")
    activity = again(activity)
    office.material(activity)
    for name in ("KOORDINASIKAN", "LAKSANAKAN"):
        activity = office.step(activity, name, "kabid")
    assert "dilaksanakan" in change(office, activity, ends_on=str(activity.ends_on + timedelta(days=1)))
    with pytest.raises(StepRefused):
        office.step(order, "CABUT", "asdep", reason="Ditunda.")


def test_a_signed_paper_stays_in_the_file_it_was_written_for(office):
    activity, order = travelling(office)
    other = office.step(office.direct(office.activity(), "asdep"), "SIAPKAN", "kabid")
    with pytest.raises(MayNotMove):
        move_page(page=order, to=other, by=office.people["asdep"], now=timezone.now(), reason="Digabung.")
    with pytest.raises(StepRefused):
        office.step(other, "NYATAKAN_SIAP", "kabid")
    assert again(order).get_parent().pk == activity.pk
    assert enter(office, "asdep").get(f"/naskah/{order.pk}/pindah/").status_code in (403, 404)
    draft = office.paper(other, "surat-perintah")
    assert draft.permissions_for_user(office.people["asdep"]).can_move()


def test_what_was_approved_of_an_indirect_monitoring_stands_too(office):
    activity = office.step(office.direct(office.activity(mode="TIDAK_LANGSUNG"), "asdep"), "SIAPKAN", "kabid")
    office.hand_in(activity, by="kabid")
    office.act(activity, "asdep")
    activity = again(activity)
    without = {"team-1-DELETE": "1"}
    assert "Siapkan ulang" in change(office, activity, **without)
    activity = office.step(activity, "SIAPKAN_ULANG", "kabid")
    assert change(office, activity, **without) == ""
    with pytest.raises(StepRefused):
        office.step(activity, "NYATAKAN_SIAP", "kabid")
    office.hand_in(activity, by="kabid")
    office.act(activity, "asdep")
    assert again(activity).state == "SIAP"


def test_who_joins_the_team_asks_for_the_direction_of_who_may_give_it(office):
    activity = office.direct(office.activity(), "asdep")
    activity.team.add(TeamMember(person=office.people["asdep"], competence="Memimpin."))
    activity.save()
    activity.save_revision()
    with pytest.raises(StepRefused):
        office.step(activity, "SIAPKAN", "kabid")
    with pytest.raises(NotNow):
        begin_paper(activity=again(activity), paper="surat-perintah", by=office.people["kabid"], now=timezone.now())
    assert "Catat arahan" in enter(office, "kabid").get(activity.get_url()).content.decode()
    activity = office.direct(activity, "deputi")
    assert activity.state == "DIARAHKAN"
    order = office.paper(office.step(activity, "SIAPKAN", "kabid"), "surat-perintah")
    assert "Deputi" in order.basis and "Asdep" not in order.basis and AssignmentOrder.objects.count() == 1


def test_an_order_is_not_signed_for_a_plan_that_changed_meanwhile(office):
    """Who signs is told what is to be done; nothing is signed, and the order comes back (workflows.md)."""
    activity = office.step(office.direct(office.activity(), "asdep"), "SIAPKAN", "kabid")
    order = office.paper(activity, "surat-perintah")
    office.hand_in(order, by="kabid")
    later = timezone.localdate() + timedelta(days=20)
    assert change(office, activity, starts_on=str(later), ends_on=str(later)) == ""
    with pytest.raises(StepRefused, match="rencana berubah"):
        office.sign_and_send(order, "asdep")
    assert again(order).signed_at is None
    return_step(step=office.waits(order), by=office.people["asdep"], now=timezone.now(), comment="Rencana berubah.")
    assert again(order).state == "REVISI"


def test_a_plan_that_left_its_signed_order_may_be_put_back(office):
    activity, order = travelling(office)
    office.act(order, "ppk")
    signed, later = again(activity), timezone.localdate() + timedelta(days=20)
    days = {name: str(getattr(signed, name)) for name in ("starts_on", "ends_on")}
    astray = signed.get_latest_revision_as_object()
    astray.starts_on = astray.ends_on = later
    astray.save_revision(user=office.people["kabid"])
    assert order.number in change(office, activity, starts_on=str(later), ends_on=str(later + timedelta(days=1)))
    assert order.number in change(office, activity, **days, mode="TIDAK_LANGSUNG")
    assert change(office, activity, **days) == ""
