"""The doors of the editing side that search pages: its search, the list of a folder, the chooser, its own API."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from search import outbox
from search.backends.elasticsearch.connection import breaker
from tests.search.office import EVERYWHERE
from workflows.models import Appointment, Position

DEEP = "kuldesak"
NOWHERE = "kuldesok"
PASS_OF_A_FORM = re.compile(r"\b[A-Za-z0-9]{64}\b")


@pytest.fixture
def archive(own_office):
    """An office in which one word stands in hidden documents alone: in a text, a subject and a file."""
    case = own_office.case("hidden", parent=own_office.blocked, subject=f"Perihal {DEEP}", chronology=DEEP)
    own_office.attach(case, name=f"{DEEP}.pdf", text=DEEP)
    secret = own_office.pages["secret"]
    own_office.attach(secret, name=f"{DEEP}.pdf", text=f"Isi {DEEP}")
    outbox.drain()
    for name in ("editor", "registrar", "head"):
        post = Position.objects.create(code=f"{name}-post", title=name, unit=own_office.unit, role_code=name)
        Appointment.objects.create(
            person=own_office.people[name], position=post, starts_on=date(2025, 1, 1), kind="DEFINITIF"
        )
    return own_office


def doors(office) -> dict[str, str]:
    return {
        "search": reverse("wagtailadmin_pages:search") + "?q={}",
        "rows of the search": reverse("wagtailadmin_pages:search_results") + "?q={}",
        "search by type": reverse("wagtailadmin_pages:search") + "?content_type=dumas_docs.complaint&q={}",
        "search in order": reverse("wagtailadmin_pages:search") + "?ordering=title&q={}",
        "folder": reverse("wagtailadmin_explore", args=[office.archive.pk]) + "?q={}",
        "whole tree": reverse("wagtailadmin_explore", args=[office.archive.pk]) + "?q={}&search_all=1",
        "chooser": reverse("wagtailadmin_choose_page_search") + "?q={}",
        "chooser of cases": reverse("wagtailadmin_choose_page_search") + "?page_type=dumas_docs.complaint&q={}",
        "api": reverse("wagtailadmin_api:pages:listing") + "?search={}",
    }


def body_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (response.status_code, address)
    return response.content.decode()


@pytest.mark.parametrize("name", ["editor", "registrar"])
def test_a_word_of_hidden_documents_answers_as_one_that_stands_nowhere(archive, client, name):
    client.force_login(archive.people[name])
    for door, address in doors(archive).items():
        for hidden, nowhere in ((DEEP, NOWHERE), (DEEP[:5], NOWHERE[:4] + "z")):
            one, other = (
                PASS_OF_A_FORM.sub("", body_of(client, address.format(word))).replace(word, "?")
                for word in (hidden, nowhere)
            )
            assert one == other, (door, hidden)


def test_every_door_finds_by_words_of_the_text_and_of_files(archive, client):
    client.force_login(archive.people["head"])
    secret = archive.pages["secret"]
    for door, address in doors(archive).items():
        # Wagtail asks its own API for whole words.
        typed = (DEEP, f"kronologi {DEEP}", *((DEEP[:6],) if door != "api" else ()))
        for text in (*typed, secret.title.replace("-", " ").lower()):
            assert secret.title in body_of(client, address.format(text)), (door, text)
        assert archive.pages["hidden"].title not in body_of(client, address.format(DEEP)), door


def test_the_search_keeps_fields_phrases_and_what_is_excluded(archive, client):
    client.force_login(archive.people["head"])
    letter, case = archive.pages["letter"], archive.pages["restricted"]
    for text in (f"nomor:{letter.sender_no}", f'"jawaban {EVERYWHERE}"', f"{EVERYWHERE} -kronologi -standar"):
        found = client.get(reverse("wagtailadmin_pages:search"), {"q": text})
        assert [page.pk for page in found.context["object_list"]] == [letter.pk], text
    found = client.get(reverse("wagtailadmin_pages:search"), {"q": EVERYWHERE, "content_type": "dumas_docs.complaint"})
    counts = {kind.model: count for kind, count in found.context["content_types"]}
    assert counts == {"complaint": 4, "incomingletter": 1, "servicestandard": 1}
    assert case.pk in {page.pk for page in found.context["object_list"]} and found.context["all_pages"].count() == 6
    assert client.get(reverse("wagtailadmin_pages:search")).status_code == 200


def test_a_question_about_a_person_is_sent_to_the_search_page(archive, client):
    client.force_login(archive.people["head"])
    archive.identify(archive.pages["restricted"], full_name="Siti Maesaroh")
    for door, address in doors(archive).items():
        body = body_of(client, address.format('pengadu:"Siti Maesaroh"'))
        assert archive.pages["restricted"].title not in body, door
        if door != "api":
            assert "Orang hanya dicari di halaman pencarian" in body, door


def test_while_the_cluster_is_away_the_database_answers_and_the_list_says_so(archive, client, settings):
    """A port at which nobody listens."""
    away = {"hosts": ["http://127.0.0.1:9"], "timeout_seconds": 2.0, "prefix": "away"}
    settings.DUMAS_SEARCH = {
        "BACKEND": "search.backends.elasticsearch.ElasticsearchBackend", "ELASTICSEARCH": away
    }  # fmt: skip
    client.force_login(archive.people["head"])
    breaker.reset()
    try:
        for door, address in doors(archive).items():
            body = body_of(client, address.format(DEEP))
            assert archive.pages["secret"].title in body, door
            if door != "api":
                assert "Mesin pencari sedang tidak menjawab" in body, door
    finally:
        breaker.reset()
