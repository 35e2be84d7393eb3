"""The results over time, as bars that lead on."""

from __future__ import annotations

from datetime import date

from bs4 import BeautifulSoup

from search import outbox
from search.backends import FacetValue
from search.query import parse
from search.timeline import MOST_YEARS, timeline_of
from tests.search.office import EVERYWHERE


def found(**counts: int) -> list[FacetValue]:
    return [FacetValue(value.strip("y").replace("_", "-"), count) for value, count in counts.items()]


def test_years_without_documents_stand_between_the_others():
    told = timeline_of(parse("x", facets={"kind": ["sop"]}), {"year": found(y2026=4, y2023=1)})
    assert [(bar.label, bar.count) for bar in told.bars] == [("2023", 1), ("2024", 0), ("2025", 0), ("2026", 4)]
    assert [bar.url for bar in told.bars[:2]] == ["/cari/?q=x&jenis=sop&tahun=2023", ""]
    assert told.largest == 4


def test_one_year_is_drawn_by_months_and_leads_back():
    query = parse("x", facets={"year": ["2025"], "month": ["2025-03"]})
    told = timeline_of(query, {"year": found(y2025=3), "month": found(y2025_03=2, y2025_12=1)})
    assert (len(told.bars), told.title, told.all_years_url) == (12, "2025", "/cari/?q=x")
    march, december = told.bars[2], told.bars[11]
    assert (march.label, march.count, march.active, march.url) == ("Maret", 2, True, "/cari/?q=x&tahun=2025")
    assert december.url == "/cari/?q=x&tahun=2025&bulan=2025-12"


def test_what_tells_nothing_is_not_drawn_and_a_long_archive_ends_today():
    assert timeline_of(parse("x"), {"year": found(y2026=9)}) is None
    assert timeline_of(parse("x"), {}) is None
    assert timeline_of(parse("tahun:2025"), {"month": []}) is None
    bars = timeline_of(parse("x"), {"year": found(y1201=1, y2026=1)}).bars
    assert (len(bars), bars[-1].label) == (MOST_YEARS, "2026")


def test_the_page_shows_what_the_person_may_read(office, client):
    for name, year in (("older", 2024), ("hidden", 2019)):
        parent = office.blocked if name == "hidden" else None
        office.case(name, day=date(year, 5, 4), parent=parent)
    outbox.drain()
    client.force_login(office.people["reader"])
    soup = BeautifulSoup(client.get("/cari/", {"q": EVERYWHERE}).content, "html.parser")
    labels = [label.get_text() for label in soup.select(".bars .bar-label")]
    assert labels[0] == "2024" and "2019" not in labels
    address = soup.select_one(".bars a")["href"]
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    assert [bar.get_text() for bar in soup.select(".bars a .bar-label")] == ["Mei"]
    soup = BeautifulSoup(client.get(soup.select_one(".bars a")["href"]).content, "html.parser")
    assert [link["href"] for link in soup.select(".row-title a")] == [office.pages["older"].url]
    chips = {chip.get_text(" ", strip=True): chip["href"] for chip in soup.select(".chip")}
    assert f"/cari/?q={EVERYWHERE}" in {url for text, url in chips.items() if "2024" in text and "Tahun" in text}
    assert f"/cari/?q={EVERYWHERE}&tahun=2024" in {url for text, url in chips.items() if "Mei 2024" in text}
