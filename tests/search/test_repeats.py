"""Other cases of one complainant: for whom, by what, and what is recorded."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dumas_docs.models import AuditEntry
from dumas_docs.models.sealed import keyed_hash
from search import outbox

WHO = {"full_name": "Siti Maesaroh", "id_number": "3201010101010001", "phone": "081234567890"}


@pytest.fixture
def address(office) -> str:
    """The question about the complainant of a restricted case, who stands in others as well."""
    office.identify(office.pages["restricted"], **WHO)
    office.identify(office.pages["ordinary"], full_name="Lain Orang", phone=WHO["phone"])
    office.identify(office.pages["secret"], full_name="SITI MAESAROH")
    office.identify(office.pages["blocked"], **WHO)
    office.identify(office.pages["draft"], full_name="Orang Ketiga")
    outbox.drain()
    return f"/cari/pengadu-berulang/{office.pages['restricted'].pk}/"


def links(response) -> set[str]:
    return {link["href"] for link in BeautifulSoup(response.content, "html.parser").select(".row-title a")}


def test_cases_are_told_by_what_is_the_same_secret_ones_for_a_reason_only(office, client, address):
    client.force_login(office.people["head"])
    asked = client.get(address)
    assert asked.status_code == 200 and links(asked) == set()
    assert not AuditEntry.objects.filter(verb="identitas.dicari").exists()
    ordinary, secret = office.pages["ordinary"], office.pages["secret"]
    answer = client.post(address)
    assert links(answer) == {ordinary.url} and "telepon sama" in answer.content.decode()
    answer = client.post(address, {"alasan": "Pengaduan berulang."})
    assert links(answer) == {ordinary.url, secret.url}
    body = answer.content.decode()
    assert "nama sama" in body and office.pages["blocked"].title not in body
    assert not any(word in body for word in ("Maesaroh", WHO["id_number"], WHO["phone"]))
    plain, with_reason = AuditEntry.objects.filter(verb="identitas.dicari").order_by("number")
    assert plain.data == {"persons": [keyed_hash(WHO["full_name"])], "hits": [ordinary.pk]}
    assert (set(with_reason.data["hits"]), with_reason.reason) == ({ordinary.pk, secret.pk}, "Pengaduan berulang.")


def test_a_secret_case_asks_for_a_reason(office, client, address):
    client.force_login(office.people["head"])
    address = f"/cari/pengadu-berulang/{office.pages['secret'].pk}/"
    for given in ({}, {"alasan": "  "}, {"alasan": "x" * 501}):
        assert links(client.post(address, given)) == set(), given
    assert not AuditEntry.objects.filter(verb="identitas.dicari").exists()
    assert links(client.post(address, {"alasan": "Perlu."})) == {office.pages["restricted"].url}


@pytest.mark.parametrize("name", ["reader", "registrar", "editor", "member", "stranger"])
def test_without_identities_there_is_nothing_to_ask(office, client, address, name):
    client.force_login(office.people[name])
    assert client.get(address).status_code == client.post(address).status_code == 404
    page = client.get(office.pages["restricted"].url)
    assert address not in page.content.decode()


def test_the_case_leads_there_for_whom_identities_are_open(office, client, address):
    client.force_login(office.people["head"])
    assert f'href="{address}"' in client.get(office.pages["restricted"].url).content.decode()
    assert client.get(f"/cari/pengadu-berulang/{office.pages['letter'].pk}/").status_code == 404
    draft = f"/cari/pengadu-berulang/{office.pages['draft'].pk}/"
    assert "Tidak ada kasus lain dari pengadu ini" in client.post(draft).content.decode()
