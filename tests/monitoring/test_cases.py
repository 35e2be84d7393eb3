"""What a monitoring means for the cases it names: their steps, their pages, their persons."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from dumas_docs.actions.advance_case import StepRefused, advance_case
from dumas_docs.actions.assign_handler import assign_handler
from dumas_docs.actions.hide_in_case import hide_in_case
from dumas_docs.models import ComplainantIdentity, Complaint, MonitoringActivity
from tests.monitoring.monitoring_office import again


def test_a_monitoring_that_is_ready_opens_the_step_of_its_cases(office):
    case = office.case(state="DITERUSKAN")
    assign_handler(case=case, to=office.people["analis"], by=None, now=office.now)
    activity = office.activity(cases=(case,))

    def take(name: str) -> None:
        advance_case(page=again(case), name=name, by=office.people["analis"], now=timezone.now())

    for name, too_early, state, target in (
        ("PANTAU", "PERSIAPAN", "SIAP", "DIPANTAU"),
        ("LAPORKAN_PEMANTAUAN", "ANALISIS", "LAPORAN_DISAMPAIKAN", "DITANGGAPI"),
    ):
        MonitoringActivity.objects.filter(pk=activity.pk).update(state=too_early)
        with pytest.raises(StepRefused):
            take(name)
        MonitoringActivity.objects.filter(pk=activity.pk).update(state=state)
        take(name)
        assert again(case).state == target
    client = Client()
    client.force_login(office.people["kabid"])
    assert activity.title in client.get(case.get_url()).content.decode()
    # Who reads the case and may not know of the monitoring is told nothing of it.
    MonitoringActivity.objects.filter(pk=activity.pk).update(level=3)
    assert activity.title not in client.get(case.get_url()).content.decode()


def test_the_persons_of_its_cases_are_hidden_in_all_of_it(office):
    case = office.case()
    case.complainants.add(ComplainantIdentity(full_name="Budi Santoso"))
    case.save()
    case.save_revision().publish()
    activity = office.activity(cases=(case,), aim="Menemui Budi Santoso.", funded_by="DIPA Budi Santoso")
    assert "Budi" not in str(activity.latest_revision.content) and "Budi" not in activity.aim
    activity = office.direct(activity, "asdep")
    order = office.paper(activity, "surat-perintah")
    order.task = "<p>Menemui Budi Santoso.</p>"
    order.save()
    assert "Budi" not in again(order).task
    # Somebody whom the case comes to know later is hidden then.
    activity.mechanism = "Rapat dengan Siti Rahmawati."
    activity.save()
    activity.save_revision()
    assert "Siti" in again(activity).mechanism
    case = Complaint.objects.get(pk=case.pk)
    case.complainants.add(ComplainantIdentity(full_name="Siti Rahmawati"))
    case.save()
    hide_in_case(case=case, by=None, now=timezone.now())
    assert "Siti" not in again(activity).mechanism
