"""The search box without a mouse, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from search import outbox
from tests.search.office import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(transactional_db, browser_page):
    """The search page of a head, who may also ask for persons; what is sent is kept by the page."""
    office = Office()
    for name in ("one", "two"):
        office.report(office.case(name), institution="Kantor Pertanahan")
        office.pages[name].save()
    outbox.drain()
    page = browser_page(user=office.person("head", "head"))
    page.sent = []
    page.on("request", lambda asked: page.sent.append(asked) if "/cari/isian/" in asked.url else None)
    page.goto("/cari/")
    return page


def offered(page) -> list[str]:
    return [option.get_attribute("data-value") for option in page.get_by_role("option").all()]


def test_a_filter_is_completed_by_keys_and_only_its_value_is_sent(desk):
    box = desk.get_by_role("combobox")
    box.press("ArrowDown")
    assert offered(desk) == ["nomor:", "instansi:", "tahun:", "pengadu:", "terlapor:"]
    box.press("Escape")
    assert offered(desk) == [] and box.get_attribute("aria-expanded") == "false"
    box.press_sequentially("rusak ins")
    box.press("ArrowDown")
    chosen = desk.get_by_role("option", selected=True)
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Enter")
    expect(box).to_have_value("rusak instansi:")
    box.press_sequentially("pert")
    expect(desk.get_by_role("option")).to_have_text(["Kantor Pertanahan"])
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value('rusak instansi:"Kantor Pertanahan" ')
    assert {(asked.method, asked.post_data) for asked in desk.sent[-1:]} == {("POST", "bidang=instansi&awal=pert")}
    assert not [asked for asked in desk.sent if "rusak" in f"{asked.url}{asked.post_data}"]


@pytest.mark.parametrize(
    "typed", ["pengadu:Siti", 'pengadu:"Siti nomor:12', "terlapor:“Siti instansi:ka", "Siti Maesaroh", '"kata nomor:12']
)
def test_no_name_and_no_free_word_is_sent(desk, typed):
    desk.get_by_role("combobox").press_sequentially(typed)
    desk.wait_for_timeout(400)
    assert desk.sent == []
