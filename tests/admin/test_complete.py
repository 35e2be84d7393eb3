"""What a type requires is named before it is published, and only then."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from dumas_docs.models import AssignmentOrder, ClarifiedCase, ComplainantIdentity, Complaint, ServiceStandard, Sop
from tests.admin.forms import values_on
from tests.versions.documents import SAMPLES
from workflows.engine.sync import sync_chains


def publish(client, page, *, action: str = "publish", **typed) -> list[str]:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(url, {**values_on(client.get(url).content), **typed, f"action-{action}": "1"})
    if answer.status_code == 302:
        return []
    form = answer.context["form"]
    return [str(message) for messages in form.errors.values() for message in messages]


def filled(*names: str) -> dict:
    return nested_form_data({name: rich_text("<p>Uraian</p>", features=["bold"]) for name in names})


def test_a_standard_names_the_components_it_lacks(desk):
    page = desk.office.standard(live=False)
    page.save_revision()
    client = desk.client(desk.at("pimpinan", "head"))
    names = (*ServiceStandard.DELIVERY, *ServiceStandard.MANUFACTURING)
    assert len(names) == 14
    messages = publish(client, page, **filled(*names[:-2]))
    labels = [str(ServiceStandard._meta.get_field(name).verbose_name) for name in names]
    assert all(label in messages[0] for label in labels[-2:])
    assert not any(label in messages[0] for label in labels[:-2])
    assert not ServiceStandard.objects.get(pk=page.pk).live
    assert publish(client, page, **filled(*names)) == []
    assert ServiceStandard.objects.get(pk=page.pk).live


def test_an_older_layout_needs_its_sections_instead(desk):
    page = desk.office.standard(live=False, layout="SETNEG_LAMA_S0")
    page.save_revision()
    client = desk.client(desk.at("pimpinan", "head"))
    assert publish(client, page)
    block = {"heading": "A. Dasar hukum", "text": rich_text("<p>x</p>", features=["bold"])}
    assert publish(client, page, **nested_form_data({"sections": streamfield([("section", block)])})) == []


def test_no_other_way_publishes_an_incomplete_standard(desk):
    page = desk.office.standard(live=False)
    revision = page.save_revision()
    with pytest.raises(ValidationError):
        revision.publish(skip_permission_checks=True)
    assert not ServiceStandard.objects.get(pk=page.pk).live


def test_an_order_has_exactly_one_leader(desk):
    page = SAMPLES["assignment_order"](desk.office).page
    client = desk.client(desk.at("pimpinan", "head"))
    sync_chains()
    rich = filled("considering", "basis", "task")
    assert publish(client, page, action="submit", **rich, **{"assignees-0-DELETE": "1"})
    typed = values_on(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content)
    typed.pop("assignees-0-is_leader")
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**typed, **rich, "action-submit": "1"})
    assert answer.context["form"].non_field_errors()
    assert AssignmentOrder.objects.get(pk=page.pk).assignees.get().is_leader


def test_the_flow_table_of_a_sop_names_known_actors(desk):
    page = SAMPLES["sop"](desk.office).page
    client = desk.client(desk.at("pimpinan", "head"))
    rich = filled("legal_basis", "qualification")
    assert "Kepala" in publish(client, page, **rich, **{"steps-0-actor": "Kepala"})[0]
    assert publish(client, page, **rich) == []
    assert {step.actor for step in Sop.objects.get(pk=page.pk).steps.all()} == {"Analis"}


@pytest.mark.parametrize("place", [0, 1])
def test_the_flow_table_of_a_sop_begins_and_ends_with_a_terminator(desk, place):
    page = SAMPLES["sop"](desk.office).page
    client = desk.client(desk.at("pimpinan", "head"))
    rich = filled("legal_basis", "qualification")
    [message] = publish(client, page, **rich, **{f"steps-{place}-shape": "PROSES"})
    assert "terminator" in message
    assert "terminator" in publish(client, page, **rich, **{"steps-1-DELETE": "1"})[0]
    assert publish(client, page, **rich) == []


def test_a_report_is_published_with_a_row_of_the_matrix_and_drafted_without(desk):
    page = SAMPLES["monitoring_report"](desk.office).page
    client = desk.client(desk.at("pimpinan", "head"))
    sync_chains()
    rich = filled("implementation", "analysis", "conclusion", "recommendation")
    without = {**rich, "clarified_cases-0-DELETE": "1", "sections-count": "0"}
    [message] = publish(client, page, action="submit", **without)
    assert "matriks" in message
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(url, {**values_on(client.get(url).content), **without}).status_code == 302
    page = SAMPLES["monitoring_report"](desk.office).page
    assert publish(client, page, action="submit", **rich, **{"sections-count": "0"}) == []


def test_a_row_about_a_hidden_case_counts_as_a_row(desk):
    other = SAMPLES["complaint"](desk.office).page
    page = SAMPLES["monitoring_report"](desk.office).page
    page.clarified_cases.set([ClarifiedCase(complaint=other, letter_ref="B-9", institution="Dinas")])
    page.save()
    page.save_revision()
    client = desk.client(desk.at("pimpinan", "head", page))
    sync_chains()
    rich = filled("implementation", "analysis", "conclusion", "recommendation")
    assert publish(client, page, action="submit", **rich, **{"sections-count": "0"}) == []


def test_a_case_is_saved_as_it_came_and_keeps_an_issue(desk):
    page = SAMPLES["complaint"](desk.office).page
    client = desk.client(desk.at("penyunting", "editor"))
    assert len(publish(client, page, issue_codes=[])) == 1
    # A mail to the office's own box names none of the three, and is no copy either (domain.md §3, §4).
    assert publish(client, page, addressees=[]) == []
    assert (Complaint.objects.get(pk=page.pk).addressees, Complaint.objects.get(pk=page.pk).is_cc_only) == ([], False)
    page.issue_codes.clear()
    page.addressees = []
    page.save_revision().publish()
    assert publish(client, page) == []


def test_an_anonymous_complainant_is_saved_as_he_came(desk):
    page = SAMPLES["complaint"](desk.office).page
    page.complainants = [ComplainantIdentity(full_name="", regency="Ngawi")]
    page.save_revision().publish()
    client = desk.client(desk.at("pimpinan", "head"))
    assert publish(client, page) == []
    added = {"complainants-TOTAL_FORMS": "2", "complainants-1-id": "", "complainants-1-ORDER": "2",
             "complainants-1-complainant_category": "PERORANGAN", "complainants-1-regency": "Blora"}  # fmt: skip
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(url, {**values_on(client.get(url).content), **added, "action-publish": "1"})
    assert [set(errors) for errors in answer.context["form"].formsets["complainants"].errors] == [set(), {"full_name"}]


def test_a_draft_may_wait_for_its_fields(desk):
    page = SAMPLES["complaint"](desk.office).page
    client = desk.client(desk.at("penyunting", "editor"))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    typed = {**values_on(client.get(url).content), "chronology": "", "issue_codes": []}
    assert client.post(url, typed).status_code == 302


@pytest.mark.parametrize("tampered", [
    {"locations-TOTAL_FORMS": "9", "locations-INITIAL_FORMS": "9"}, {"locations-0-id": "x"},
    {"related_cases-TOTAL_FORMS": "x"}, {"locations-TOTAL_FORMS": "999999"},
])  # fmt: skip
def test_tampered_rows_are_refused_without_a_failure(desk, tampered):
    page = SAMPLES["complaint"](desk.office).page
    client = desk.client(desk.at("penyunting", "editor"))
    client.raise_request_exception = False
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(url, {**values_on(client.get(url).content), **tampered})
    assert answer.status_code in (200, 400)


def test_a_replayed_form_without_its_parts_is_refused_without_a_failure(desk):
    client = desk.client(desk.at("penyunting", "editor"))
    client.raise_request_exception = False
    page = SAMPLES["outgoing_letter"](desk.office).page
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"subject": "Hal"})
    assert answer.status_code in (200, 400)
