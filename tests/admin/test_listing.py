"""Lists on the editing side: what a row says, and a number of queries that does not grow with the rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dumas_docs.actions.add_documents import add_documents
from dumas_docs.enums import Level
from dumas_docs.models import Complaint
from tests.access.office import NOW, TODAY

LIMIT = 40


def fill(desk, folder, count: int) -> None:
    cases = [
        Complaint(subject=f"Perkara {n}", received_at=NOW, agenda_date=TODAY, agenda_no=str(n), channel="EMAIL_DUMAS",
                  substance_summary="Inti", chronology="Urutan")
        for n in range(count)
    ]  # fmt: skip
    add_documents(parent=folder, documents=cases, by=None, now=NOW)


def queries_of(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        response = client.get(url)
    assert response.status_code == 200
    return len(found)


@pytest.mark.parametrize("role", ["head", "member", "registrar"])
def test_a_folder_costs_a_constant_number_of_queries(desk, role):
    few, many = desk.office.folder(), desk.office.folder()
    fill(desk, few, 3)
    fill(desk, many, 120)
    for case in Complaint.objects.child_of(many)[:30]:
        desk.office.letter(case)
    person = desk.at("orang", role)
    desk.office.give(desk.office.folder(), "editor", person)
    client = desk.client(person)
    small = queries_of(client, reverse("wagtailadmin_explore", args=[few.pk]))
    large = queries_of(client, reverse("wagtailadmin_explore", args=[many.pk]))
    assert large <= small
    assert large <= LIMIT
    page = client.get(reverse("wagtailadmin_explore", args=[many.pk]))
    assert len(page.context["object_list"]) == 50


def test_searching_and_types_cost_no_more(desk):
    fill(desk, desk.office.folder(), 60)
    client = desk.client(desk.at("orang", "head"))
    for url in (
        reverse("wagtailadmin_pages:search") + "?q=DM",
        reverse("wagtailadmin_pages:type_use", args=["dumas_docs", "complaint"]),
        reverse("wagtailadmin_explore", args=[desk.office.root.pk]) + "?q=DM&search_all=1",
    ):
        assert queries_of(client, url) <= LIMIT


def test_a_row_says_number_level_and_only_the_subject_one_may_read(desk):
    folder = desk.office.folder()
    case = desk.office.case(folder, subject="ZQPERIHAL")
    url = reverse("wagtailadmin_explore", args=[folder.pk])
    reader = desk.client(desk.at("pembaca", "editor")).get(url).content.decode()
    assert case.title in reader and "ZQPERIHAL" in reader and "dumas-level--terbatas" in reader
    assert reverse("wagtailadmin_pages:edit", args=[case.pk]) in reader
    knows = desk.at("anggota", "member")
    desk.office.give(desk.office.folder(), "editor", knows)
    member = desk.client(knows).get(url).content.decode()
    assert case.title in member and "ZQPERIHAL" not in member
    assert reverse("wagtailadmin_pages:edit", args=[case.pk]) not in member


def test_filters_by_level_and_type(desk):
    folder = desk.office.folder()
    case, letter = desk.office.case(folder, level=Level.RAHASIA), desk.office.letter(folder)
    client = desk.client(desk.at("pimpinan", "head"))
    text = client.get(reverse("wagtailadmin_explore", args=[folder.pk]) + "?level=2").content.decode()
    assert case.title in text and letter.title not in text


def test_no_filter_names_colleagues(desk):
    folder = desk.office.folder()
    desk.office.case(folder)
    other = desk.office.person("zqrekan", last_name="ZQNAMA")
    Complaint.objects.update(owner=other)
    text = desk.client(desk.at("penyunting", "editor")).get(reverse("wagtailadmin_explore", args=[folder.pk]))
    assert "ZQNAMA" not in text.content.decode()
