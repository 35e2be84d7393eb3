"""What visitors without an account find: published standards and SOPs, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dumas_docs.actions.publicity import publish_to_public, withdraw_from_public
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, ServiceStandard


def published(office, title: str) -> ServiceStandard:
    standard = office.standard()
    ServiceStandard.objects.filter(pk=standard.pk).update(title=title)
    standard = ServiceStandard.objects.get(pk=standard.pk)
    publish_to_public(page=standard, by=office.people["asdep"], now=office.now)
    return standard


@pytest.mark.parametrize("address", ["/", "/publik/"])
def test_a_visitor_finds_what_is_published_and_may_open_it(office, enter, address):
    standard = published(office, "Standar terbuka")
    answer = enter("").get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert standard.title in text and f'href="{standard.url}"' in text
    assert 'action="/cari/"' in text and 'href="/masuk/"' in text
    assert enter("").get(standard.url).status_code == 200


def test_a_visitor_finds_no_draft_no_inner_standard_and_no_case(office, enter):
    case = office.case(level=Level.BIASA, subject="Perkara-biasa")
    draft, inner = office.standard(complete=False), office.standard()
    BasePage.objects.filter(pk=draft.pk).update(title="Standar-konsep")
    BasePage.objects.filter(pk=inner.pk).update(title="Standar-dalam")
    text = enter("").get("/").content.decode()
    for words in ("Standar-konsep", "Standar-dalam", case.title, "Perkara-biasa"):
        assert words not in text
    assert "Belum ada yang diterbitkan" in text


def test_a_withdrawn_standard_leaves_the_list(office, enter):
    standard = published(office, "Standar ditarik")
    withdraw_from_public(page=standard, by=office.people["asdep"], now=office.now, reason="Diganti.")
    assert standard.title not in enter("").get("/").content.decode()


@pytest.mark.parametrize("username", ["asdep", "orang_luar"])
def test_officials_see_there_what_the_public_sees(office, enter, username):
    office.case()
    inner, shown = office.standard(), published(office, "Standar terbuka")
    BasePage.objects.filter(pk=inner.pk).update(title="Standar-dalam")
    text = enter(username).get("/publik/").content.decode()
    assert shown.title in text and "Standar-dalam" not in text and "DM-2026" not in text


def test_the_list_costs_the_same_for_many_and_has_pages(office, enter):
    client = enter("")

    def queries() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    published(office, "Standar satu")
    few = queries()
    for number in range(51):
        BasePage.objects.filter(pk=office.standard().pk).update(title=f"Standar {number:03}", is_public=True)
    assert queries() <= few
    assert "Standar satu" not in client.get("/").content.decode()
    assert "Standar satu" in client.get("/?page=2").content.decode()
    assert client.get("/?page=x").status_code == 200


def test_the_archive_begins_where_the_person_may_begin(office, enter):
    text = enter("asdep").get("/naskah/").content.decode()
    assert f'href="{office.unit_folder.url}"' in text and f'href="{office.standards.url}"' in text
    assert f'href="{office.archive.url}"' not in text and f'href="{office.year.url}"' not in text
    one = enter("analis").get("/naskah/")
    assert (one.status_code, one.url) == (302, office.unit_folder.url)
    assert "Belum ada folder" in enter("orang_luar").get("/naskah/").content.decode()
    assert enter("").get("/naskah/").status_code == 302
