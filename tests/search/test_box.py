"""The search box and its results without a mouse, in a real browser."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from search import outbox
from tests.search.office import EVERYWHERE, Office

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


def asked_for(page) -> list[str]:
    return [parse_qs(asked.post_data).get("awal", [""])[0] for asked in page.sent]


def test_a_name_of_several_words_is_completed_without_quotes(desk):
    box = desk.get_by_role("combobox")
    box.press_sequentially("rusak instansi:kantor p")
    expect(desk.get_by_role("option")).to_have_text(["Kantor Pertanahan"])
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value('rusak instansi:"Kantor Pertanahan" ')


def test_words_behind_an_institution_are_field_names_as_well_and_leave_no_further(desk):
    box = desk.get_by_role("combobox")
    box.press_sequentially("instansi:kantor ta")
    expect(desk.get_by_role("option")).to_have_count(1)
    assert offered(desk) == ["tahun:"] and asked_for(desk)[-1] == "kantor ta"
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("instansi:kantor tahun:")
    sent = len(desk.sent)
    for text in ("instansi:kantor Budi Santoso", "instansi:kantor 3171234567890001", "instansi:kantor -rah"):
        box.fill(text)
        desk.wait_for_timeout(400)
    assert len(desk.sent) == sent and offered(desk) == []


def test_what_was_offered_for_a_name_is_not_chosen_for_a_value(desk):
    desk.route("**/cari/isian/", lambda route: route.abort())
    box = desk.get_by_role("combobox")
    box.press_sequentially("nomo")
    assert offered(desk) == ["nomor:"]
    box.press_sequentially("r:12")
    assert offered(desk) == []
    desk.wait_for_timeout(400)
    box.press("ArrowDown")
    expect(box).to_have_value("nomor:12")


def test_signs_alone_lead_nowhere_for_good(desk):
    box = desk.get_by_role("combobox")
    box.fill("instansi:")
    box.press_sequentially("k. ")
    desk.wait_for_timeout(400)
    assert asked_for(desk) == ["k. "]
    box.press_sequentially("antor")
    expect(desk.get_by_role("option")).to_have_text(["Kantor Pertanahan"])


@pytest.mark.parametrize(
    "typed", ["pengadu:Siti", 'pengadu:"Siti nomor:12', "terlapor:“Siti instansi:ka", "Siti Maesaroh", '"kata nomor:12']
)
def test_no_name_and_no_free_word_is_sent(desk, typed):
    desk.get_by_role("combobox").press_sequentially(typed)
    desk.wait_for_timeout(400)
    assert desk.sent == []


def test_keys_lead_to_the_box_through_the_results_and_into_one(desk):
    desk.goto(f"/cari/?q={EVERYWHERE}")
    links = desk.locator(".row-title a")
    desk.keyboard.press("/")
    box = desk.get_by_role("combobox")
    expect(box).to_be_focused()
    box.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    box.press("ArrowDown")
    address = links.nth(0).get_attribute("href")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert desk.url.endswith(address)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_box_in_the_header_completes_on_every_page_of_the_office(desk, width):
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto("/")
    desk.keyboard.press("/")
    box = desk.get_by_role("banner").get_by_role("combobox")
    expect(box).to_be_focused()
    box.press("ArrowDown")
    assert offered(desk) == ["nomor:", "instansi:", "tahun:", "pengadu:", "terlapor:"]
    listed = desk.get_by_role("listbox").bounding_box()
    assert listed["height"] > 100 and listed["x"] >= 0 and listed["x"] + listed["width"] <= width
    box.press_sequentially("ins")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == desk.get_by_role("option", selected=True).get_attribute("id")
    box.press("Enter")
    expect(box).to_have_value("instansi:")
    box.press_sequentially("pert")
    expect(desk.get_by_role("option")).to_have_text(["Kantor Pertanahan"])
    assert {(asked.method, asked.post_data) for asked in desk.sent} == {("POST", "bidang=instansi&awal=pert")}
    box.press("ArrowDown")
    box.press("Enter")
    with desk.expect_navigation():
        box.press("Enter")
    assert desk.get_by_role("combobox").input_value() == 'instansi:"Kantor Pertanahan"'
    assert desk.get_by_role("banner").get_by_role("combobox").count() == 0


def test_visitors_without_an_account_load_nothing_for_it(transactional_db, browser_page):
    page = browser_page()
    loaded = []
    page.on("request", lambda asked: loaded.append(asked.url))
    page.goto("/publik/")
    box = page.get_by_role("banner").get_by_role("searchbox")
    box.press_sequentially("nomor:DM")
    page.wait_for_timeout(400)
    assert box.get_attribute("data-complete-url") is None and page.locator("datalist").count() == 0
    assert loaded and not [url for url in loaded if "completion" in url or "/cari/isian/" in url]
