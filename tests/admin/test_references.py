"""References to documents one may not see stay as they are; new ones are refused like ids that do not exist."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dumas_docs.access.scope import person_scope
from dumas_docs.enums import Level
from dumas_docs.models import Complaint, MonitoringReport, RelatedCase
from dumas_docs.selectors.comparison import changes_between
from tests.admin.forms import values_on
from tests.versions.documents import SAMPLES

NOBODY = 987654


@pytest.fixture
def case(desk) -> Complaint:
    return SAMPLES["complaint"](desk.office).page


@pytest.fixture
def hidden(desk) -> Complaint:
    return desk.office.case(subject="ZQTERSEMBUNYI", level=Level.SANGAT_RAHASIA)


def url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def related(page, version: str = "latest") -> list[tuple]:
    page = Complaint.objects.get(pk=page.pk)
    page = page.get_latest_revision_as_object() if version == "latest" else page
    return [(row.other_id, row.kind, row.note) for row in page.related_cases.all()]


def link(case, hidden) -> None:
    RelatedCase.objects.create(complaint=case, other=hidden, note="Satu", sort_order=0)
    Complaint.objects.get(pk=case.pk).save_revision().publish(skip_permission_checks=True)


@pytest.mark.parametrize("publish", [{}, {"action-publish": "1"}])
def test_a_hidden_reference_is_not_there_and_kept(desk, case, hidden, publish):
    client = desk.client(desk.at("penyunting", "editor"))
    before = values_on(client.get(url(case)).content)
    link(case, hidden)
    screen = client.get(url(case))
    assert hidden.title not in screen.content.decode()
    assert "ZQTERSEMBUNYI" not in screen.content.decode()
    typed = values_on(screen.content)
    assert [(key, typed[key]) for key in typed if key.startswith("related_cases")] == [
        (key, before[key]) for key in before if key.startswith("related_cases")
    ]
    typed |= {"related_cases-0-note": "Dua", **publish}
    assert client.post(url(case), typed).status_code == 302
    assert related(case) == related(case, "live") == [(hidden.pk, "TERKAIT", "Satu")]


@pytest.mark.parametrize("tampered", [{}, {"DELETE": "1"}, {"other": "OWN"}])
def test_it_can_be_neither_changed_nor_removed_by_a_tampered_form(desk, case, hidden, tampered):
    link(case, hidden)
    client = desk.client(desk.at("penyunting", "editor"))
    typed = values_on(client.get(url(case)).content)
    own = desk.office.case(subject="Lain")

    def answer(row_id: int) -> tuple:
        row = {"id": str(row_id), "other": "", "kind": "TERKAIT", "note": "x", "ORDER": "1", "DELETE": "", **tampered}
        row["other"] = str(own.pk) if row["other"] else ""
        sent = {**typed, "related_cases-TOTAL_FORMS": "1", "related_cases-INITIAL_FORMS": "1"}
        sent |= {f"related_cases-0-{key}": value for key, value in row.items()}
        found = client.post(url(case), sent)
        errors = found.context["form"].formsets["related_cases"].errors if found.status_code == 200 else ""
        return found.status_code, str(errors).replace(str(row_id), "")

    assert answer(RelatedCase.objects.get(complaint=case).pk) == answer(NOBODY)
    assert (hidden.pk, "TERKAIT", "Satu") in related(case)


def test_a_hidden_row_of_a_draft_that_has_no_id_yet_is_kept(desk, case, hidden):
    page = Complaint.objects.get(pk=case.pk)
    page.related_cases.create(other=hidden, note="Konsep")
    page.save_revision()
    assert page.get_latest_revision_as_object().related_cases.first().pk is None
    client = desk.client(desk.at("penyunting", "editor"))
    typed = values_on(client.get(url(case)).content)
    assert client.post(url(case), {**typed, "subject": "Lain"}).status_code == 302
    assert related(case) == [(hidden.pk, "TERKAIT", "Konsep")]
    typed = values_on(client.get(url(case)).content)
    assert client.post(url(case), {**typed, "related_cases-0-note": "Baru"}).status_code == 302
    assert related(case) == [(hidden.pk, "TERKAIT", "Konsep")]


def _errors(client, case, other_id: int) -> str:
    typed = values_on(client.get(url(case)).content)
    row = {"other": str(other_id), "kind": "TERKAIT", "note": "", "id": "", "ORDER": "1", "DELETE": ""}
    answer = client.post(url(case), {
        **typed, "related_cases-TOTAL_FORMS": "1", **{f"related_cases-0-{key}": value for key, value in row.items()},
    })  # fmt: skip
    if answer.status_code == 302:
        return "saved"
    return str(answer.context["form"].formsets["related_cases"].errors)


def test_a_new_reference_to_a_hidden_case_is_refused_like_one_to_nothing(desk, case, hidden):
    client = desk.client(desk.at("penyunting", "editor"))
    refused = _errors(client, case, hidden.pk)
    assert "other" in refused
    assert refused == _errors(client, case, NOBODY)
    assert related(case) == []
    other = desk.office.case(subject="Lain")
    assert _errors(client, case, other.pk) == "saved"
    assert related(case) == [(other.pk, "TERKAIT", "")]


def test_the_matrix_of_a_report_keeps_a_hidden_case(desk, hidden):
    report = SAMPLES["monitoring_report"](desk.office).page
    row = report.clarified_cases.get()
    row.complaint = hidden
    row.save()
    MonitoringReport.objects.get(pk=report.pk).save_revision().publish(skip_permission_checks=True)
    client = desk.client(desk.at("penyunting", "editor"))
    screen = client.get(url(report))
    assert hidden.title not in screen.content.decode()
    assert row.letter_ref not in screen.content.decode()
    typed = {**values_on(screen.content), "clarified_cases-0-result": "Selesai", "action-submit": ""}
    assert client.post(url(report), typed).status_code == 302
    kept = MonitoringReport.objects.get(pk=report.pk).get_latest_revision_as_object().clarified_cases.get()
    assert (kept.complaint_id, kept.result, kept.letter_ref) == (hidden.pk, row.result, row.letter_ref)


def test_restoring_neither_drops_nor_brings_back_hidden_references(desk, case, hidden):
    first = case.latest_revision_id
    link(case, hidden)
    client = desk.client(desk.at("penyunting", "editor"))
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[case.pk, first])
    typed = values_on(client.get(revert).content)
    assert client.post(revert, typed).status_code == 302
    assert [row[0] for row in related(case)] == [hidden.pk]


def test_comparing_shows_no_title_of_a_hidden_case(desk, case, hidden):
    first = case.latest_revision_id
    link(case, hidden)
    second = Complaint.objects.get(pk=case.pk).latest_revision_id
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[case.pk, first, second])
    text = desk.client(desk.at("penyunting", "editor")).get(compare).content.decode()
    assert hidden.title not in text and "ZQTERSEMBUNYI" not in text
    assert "(terbatas)" not in text and "deletion" not in text and "addition" not in text
    seen = desk.at("pembuka", "head", hidden)
    desk.office.give(desk.office.root, "head", seen)
    assert "ZQTERSEMBUNYI" in desk.client(seen).get(compare).content.decode()


def test_what_is_written_about_a_hidden_case_is_neither_in_the_form_nor_compared(desk, case, hidden):
    first = case.latest_revision_id
    RelatedCase.objects.create(complaint=case, other=hidden, kind="DUPLIKAT", note="ZQCATATAN", sort_order=0)
    Complaint.objects.get(pk=case.pk).save_revision().publish(skip_permission_checks=True)
    second = Complaint.objects.get(pk=case.pk).latest_revision_id
    editor = desk.client(desk.at("penyunting", "editor"))
    screen = editor.get(url(case))
    assert "ZQCATATAN" not in screen.content.decode()
    assert "related_cases-0-kind" not in values_on(screen.content)
    admin_compare = reverse("wagtailadmin_pages:revisions_compare", args=[case.pk, first, second])
    text = editor.get(admin_compare).content.decode()
    kind = RelatedCase(kind="DUPLIKAT").get_kind_display()
    assert "ZQCATATAN" not in text and str(kind) not in text
    person = desk.office.people["penyunting"]
    with person_scope(person):
        page = Complaint.objects.get(pk=case.pk)
        older, newer = (page.revisions.get(pk=pk).as_object() for pk in (first, second))
        words = str([change.pieces for change in changes_between(older, newer)])
    assert "ZQCATATAN" not in words and str(kind) not in words
    assert words == "[]"
