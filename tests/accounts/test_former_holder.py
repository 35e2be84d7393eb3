"""Who holds no position any more: the editing side is closed like an unknown address, and no door leads in a circle."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access.office import Office, found_office


@pytest.fixture
def office(db, tests_own_scope) -> Office:
    return found_office()


@pytest.fixture
def former(office) -> Client:
    person = office.person("mantan")
    office.appoint(person, office.position("kabid"), ends_on=date(2025, 12, 31))
    client = Client()
    client.force_login(person)
    return client


def doors(office) -> list[str]:
    case = office.case()
    return [
        reverse("wagtailadmin_home"), reverse("wagtailadmin_explore", args=[case.pk]),
        reverse("wagtailadmin_pages:edit", args=[case.pk]), reverse("wagtailadmin_account"),
        f"{reverse('wagtailadmin_home')}login/?next=/penyuntingan/",
    ]  # fmt: skip


def told(answer: HttpResponse) -> tuple[int, str]:
    """Status and words of a page; its forms carry a token that is new each time."""
    return answer.status_code, BeautifulSoup(answer.content, "html.parser").body.get_text(" ", strip=True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_editing_side_answers_like_an_unknown_address(office, former, method):
    unknown = former.get("/tidak-ada/")
    assert unknown.status_code == 404
    assert "Wagtail" not in told(unknown)[1]
    for address in doors(office):
        answer = getattr(former, method)(address, {"title": "Naskah lama"})
        assert told(answer) == told(unknown), address


def test_signing_in_with_an_old_address_ends_at_a_page(office, former):
    answer = former.get(reverse("login"), {"next": reverse("wagtailadmin_home")}, follow=True)
    assert (answer.status_code, len(answer.redirect_chain)) == (404, 1)


def test_a_visitor_is_asked_to_sign_in(office):
    answer = Client().get(reverse("wagtailadmin_home"), follow=True)
    assert answer.status_code == 200
    assert answer.resolver_match.view_name == "login"


def test_the_menu_offers_the_editing_side_to_those_with_work_there(office):
    editor, reader = office.holder("penyunting", "penyunting"), office.holder("ppk", "ppk")
    office.give(office.root, "editor", editor)
    office.give(office.root, "reader", reader)
    editing = f'href="{reverse("wagtailadmin_home")}"'
    for person, offered in ((editor, True), (reader, False)):
        client = Client()
        client.force_login(person)
        assert (editing in client.get(reverse("dumas_home")).content.decode()) is offered


def test_an_unknown_address_of_the_editing_side_speaks_the_offices_words(office):
    client = Client()
    client.force_login(office.staff("analis"))
    answer = client.get(f"{reverse('wagtailadmin_home')}tidak-ada/")
    assert answer.status_code == 404
    assert "Wagtail" not in answer.content.decode()
    assert "Halaman tidak ditemukan" in answer.content.decode()
