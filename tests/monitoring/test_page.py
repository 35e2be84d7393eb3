"""The page of a monitoring: what it shows to whom, and the buttons on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dumas_docs.actions.record_direction import DirectionTooEarly, PaperMissing, record_direction
from dumas_docs.enums import Level
from dumas_docs.models import AssignmentOrder, ComplainantIdentity, MonitoringActivity, MonitoringReport
from dumas_docs.selectors.direction_rules import DirectionPaper
from tests.monitoring.monitoring_office import again


def enter(office, code: str) -> Client:
    client = Client()
    client.force_login(office.people[code])
    return client


def page(office, activity, code: str = "kabid") -> str:
    answer = enter(office, code).get(activity.get_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_tells_where_it_stands_and_what_is_missing(office):
    case, hidden = office.case(), office.case(subject="ZQTERTUTUP", level=Level.SANGAT_RAHASIA)
    case.complainants.add(ComplainantIdentity(full_name="Budi Santoso"))
    case.save()
    activity = office.activity("kabid", "analis", cases=(case, hidden))
    shown = page(office, activity)
    for words in ("Arahkan dan setujui", "Belum ada arahan yang berlaku untuk tim ini", "Catat arahan", "8-9",
                  case.title, "B*** S***", "Kepala Bidang ke bawah"):  # fmt: skip
        assert words in shown, words
    assert hidden.title not in shown and "ZQTERTUTUP" not in shown and "B-1/2026" not in shown
    activity = office.direct(activity, "asdep")
    shown = page(office, activity)
    assert "Laksanakan." in shown and "Susun surat perintah" in shown and "Catat arahan" not in shown
    assert "Susun laporan" not in shown


def test_the_asdep_confirms_what_he_said_by_word(office):
    activity = office.activity("kabid")
    moment = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    typed = {"position": office.positions["asdep"].pk, "mode": "LISAN", "given_at": moment,
             "channel": "Telepon", "text": "Berangkat."}  # fmt: skip
    client = enter(office, "kabid")
    assert client.post(f"/naskah/{activity.pk}/arahan/", typed).status_code == 302
    assert again(activity).state == "KONSEP"
    shown = page(office, activity, "asdep")
    assert "Berangkat." in shown and "/pastikan/" in shown
    direction = again(activity).directions.get()
    assert client.post(f"/naskah/{activity.pk}/arahan/{direction.pk}/pastikan/").status_code == 404
    enter(office, "asdep").post(f"/naskah/{activity.pk}/arahan/{direction.pk}/pastikan/")
    assert again(activity).state == "DIARAHKAN"


def test_only_the_deputy_directs_the_asdep(office):
    activity = office.activity("asdep", by="asdep")
    shown = enter(office, "asdep").get(f"/naskah/{activity.pk}/arahan/").content.decode()
    assert f'value="{office.positions["deputi"].pk}"' in shown
    assert f'value="{office.positions["asdep"].pk}"' not in shown


def test_papers_are_begun_once_and_in_their_time(office):
    activity = office.direct(office.activity("kabid", "analis"), "asdep")
    client = enter(office, "analis")
    begin = f"/naskah/{activity.pk}/pemantauan/"
    assert client.post(f"{begin}laporan/").status_code == 302
    assert not MonitoringReport.objects.exists()
    assert client.post(f"{begin}surat-perintah/").status_code == 302
    assert client.post(f"{begin}surat-perintah/").status_code == 302
    order = AssignmentOrder.objects.get()
    assert order.get_parent().pk == activity.pk and not order.live and order.owner == office.people["analis"]
    assert client.get(f"{begin}surat-perintah/").status_code == 405
    assert client.post(f"{begin}lain/").status_code == 404
    assert enter(office, "analis-2").post(f"{begin}surat-perintah/").status_code in (302, 404)
    assert enter(office, "bpp").post(f"{begin}surat-perintah/").status_code == 404


def test_whoever_leaves_the_team_leaves_the_monitoring(office):
    from dumas_docs.models import GrantCause

    activity = office.direct(office.activity("kabid", "analis"), "asdep")
    held = GrantCause.objects.filter(page_id=activity.pk, cause="PENUGASAN", revoked_at=None)
    assert {cause.user_id for cause in held} == {office.people["kabid"].pk, office.people["analis"].pk}
    activity = office.step(activity, "SIAPKAN", "kabid")
    office.step(activity, "BATALKAN", "asdep", reason="Anggaran dialihkan.")
    assert not held.all().exists() and again(activity).state == "DIBATALKAN"


def test_what_is_over_takes_no_new_text_and_no_new_paper(office):
    activity = office.activity("kabid", "analis")
    edit = reverse("wagtailadmin_pages:edit", args=[activity.pk])
    add = reverse("wagtailadmin_pages:add", args=["dumas_docs", "monitoringreport", activity.pk])
    client, words = enter(office, "analis"), "tidak ada lagi yang diubah"
    assert not client.get(edit).context["locked_for_user"] and client.get(add).status_code == 200
    for state in ("SELESAI", "DIBATALKAN"):
        MonitoringActivity.objects.filter(pk=activity.pk).update(state=state)
        assert client.get(edit).context["locked_for_user"], state
        assert words in client.get(add, follow=True).content.decode(), state
        assert words in client.get(f"/naskah/{activity.pk}/arahan/", follow=True).content.decode(), state


def test_a_direction_in_another_s_name_has_its_paper_and_no_day_before_the_plan(office):
    activity = office.activity("kabid", "analis")
    told = {"case": activity, "position": office.positions["asdep"], "mode": "TERTULIS", "text": "Laksanakan.",
            "by": office.people["kabid"], "now": timezone.now()}  # fmt: skip
    with pytest.raises(PaperMissing):
        record_direction(given_at=told["now"], **told)
    early = told["now"] - timedelta(days=17)
    with pytest.raises(DirectionTooEarly):
        record_direction(given_at=early, paper=DirectionPaper(number="1", dated=timezone.localdate()), **told)
    record_direction(given_at=told["now"], paper=DirectionPaper(number="1", dated=timezone.localdate()), **told)


def test_what_was_directed_is_called_off_never_deleted(office):
    """A draft of a plan goes; once somebody directed it, also by word only, the record of that stays (domain.md §7)."""
    unasked = office.activity("kabid")
    spoken, directed = office.activity("kabid"), office.direct(office.activity("kabid", "analis"), "asdep")
    record_direction(
        case=spoken, position=office.positions["asdep"], mode="LISAN", channel="Telepon", text="Berangkat.",
        given_at=timezone.now(), by=office.people["kabid"], now=timezone.now(),
    )  # fmt: skip
    client = enter(office, "kabid")
    for activity, answer in ((spoken, 404), (directed, 404), (unasked, 302)):
        sent = client.post(reverse("dumas_delete_draft", args=[activity.pk]), {"reason": "salah buat"})
        assert sent.status_code == answer, activity.state
    assert "Hapus konsep ini" not in page(office, directed)
    assert set(MonitoringActivity.objects.values_list("pk", flat=True)) == {spoken.pk, directed.pk}


def test_an_order_names_the_team_as_the_last_one_its_drafter_reads_did(office):
    """domain.md §13: name, NIP, rank, position. What another's order says of a person is not told (access.md)."""
    for team, reads in ((("kabid", "analis"), True), (("kasubid", "analis"), False)):
        earlier = office.paper(office.direct(office.activity(*team), "asdep"), "surat-perintah", by=team[0])
        row = earlier.assignees.get(person=office.people["analis"])
        row.employee_no, row.grade = ("199001012015011001", "Penata, III/c") if reads else ("1" * 18, "Gelap")
        row.save()
        if not reads:
            AssignmentOrder.objects.filter(pk=earlier.pk).update(level=Level.SANGAT_RAHASIA)
    order = office.paper(office.direct(office.activity("kabid", "analis"), "asdep"), "surat-perintah")
    told = {row.person: (row.employee_no, row.grade) for row in order.assignees.all()}
    assert told == {
        office.people["kabid"]: ("", ""), office.people["analis"]: ("199001012015011001", "Penata, III/c"),
    }  # fmt: skip
