"""The editor of a monitoring and its papers: what must be filled in, and what is not chosen."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from dumas_docs.models import AssignmentOrder, FinancialAccountability, MonitoredCase, MonitoringActivity
from tests.admin.forms import values_on
from tests.admin.test_complete import filled
from tests.monitoring.monitoring_office import RICH, again


def enter(office, code: str) -> Client:
    client = Client()
    client.force_login(office.people[code])
    return client


def messages(client: Client, page, *, action: str = "publish", **typed) -> str:
    """What the editor says when the page is to be published or handed in."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(url, {**values_on(client.get(url).content), **typed, f"action-{action}": "1"})
    return "" if answer.status_code == 302 else str(answer.context["form"].errors)


def test_a_plan_is_published_with_its_cases_its_texts_and_one_coordinator(office):
    hidden = office.case(level=3)
    activity = office.activity("kabid", "analis")
    activity.state = "SIAP"
    activity.save()
    client = enter(office, "asdep")
    assert "aim" in messages(client, activity, aim="")
    assert "koordinator" in messages(client, activity, **{"team-1-is_coordinator": "on"}).lower()
    assert "kasus" in messages(client, activity, **{"monitored_cases-0-DELETE": "1"})
    # A row about a case that is not open counts, and stays.
    activity.monitored_cases.set([
        MonitoredCase(complaint=hidden, letter_ref="B-9", institution="Dinas", to_clarify="x")
    ])  # fmt: skip
    activity.save()
    activity.save_revision()
    assert messages(client, activity) == ""
    assert again(activity).live and again(activity).monitored_cases.get().complaint_id == hidden.pk


def test_no_button_makes_a_plan_final_before_it_is_ready_nor_ever_its_report(office):
    activity = office.activity("kabid", "analis", mode="TIDAK_LANGSUNG")
    rows = MonitoringActivity.objects.filter(pk=activity.pk)
    rows.update(state="ANALISIS")
    report = office.paper(again(activity), "laporan")
    rows.update(state="PERSIAPAN")
    for page in (activity, report):
        texts = filled(*RICH) if page is report else {}
        assert messages(enter(office, "asdep"), page, direction_text="Lisan", **texts) == ""
        assert not again(page).live


def test_the_rank_of_an_order_is_derived_and_its_officials_are_named_with_their_accounts(office):
    activity, client = office.activity("asdep", "kabid", by="asdep"), enter(office, "kabid")
    typed = {"subject": "Perintah", "place": "Bandung", "starts_on": "2026-12-01", "ends_on": "2026-12-02"}
    for place, chosen, rank in ((activity, "KABID_KE_BAWAH", "ASDEP"), (office.folder, "ASDEP", "KABID_KE_BAWAH")):
        url = reverse("wagtailadmin_pages:add", args=["dumas_docs", "assignmentorder", place.pk])
        screen = values_on(client.get(url).content)
        assert "leader_rank" not in screen
        assert client.post(url, {**screen, **typed, "leader_rank": chosen}).status_code == 302
        order = AssignmentOrder.objects.latest("pk")
        assert order.rank == rank
    order = office.order("kabid", "analis", by="kabid")
    unnamed = {"assignees-1-name": "Dra. Asdep, M.Si.", "assignees-1-person": ""}
    assert "akun" in messages(client, order, action="submit", **unnamed)
    report = reverse("wagtailadmin_pages:add", args=["dumas_docs", "monitoringreport", office.folder.pk])
    assert "leader_rank" not in values_on(client.get(report).content)


def test_an_account_names_what_was_spent(office):
    activity = again(office.activity("kabid"))
    client = enter(office, "kabid")
    url = reverse("wagtailadmin_pages:add", args=["dumas_docs", "financialaccountability", activity.pk])
    typed = {**values_on(client.get(url).content), "subject": "Biaya", "charged_to": "DIPA"}
    rows = {"expenses-TOTAL_FORMS": "1", "expenses-0-text": "Tiket", "expenses-0-proof": "Kuitansi",
            "expenses-0-ORDER": "1", "expenses-0-DELETE": "", "expenses-0-id": ""}  # fmt: skip
    refused = client.post(url, {**typed, **rows, "expenses-0-amount": "-5"})
    assert refused.status_code == 200 and b"Kuitansi" in refused.content
    assert client.post(url, {**typed, **rows, "expenses-0-amount": "1500000"}).status_code == 302
    account = FinancialAccountability.objects.get()
    assert account.amount == 1500000 and not account.live
    outside = reverse("wagtailadmin_pages:add", args=["dumas_docs", "financialaccountability", office.book.pk])
    assert client.get(outside).status_code != 200
