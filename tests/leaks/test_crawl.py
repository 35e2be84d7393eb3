"""The crawl: every door, every person, every row. What is found is named by door, person and canary."""

import pytest
from django.db import connection

from tests.leaks import (
    doors_chains,
    doors_files,
    doors_office,
    doors_organisation,
    doors_pages,
    doors_search,
    doors_tools,
    doors_work,
)
from tests.leaks.crawl import crawl
from tests.leaks.report import Report, publish
from tests.leaks.world import World

pytestmark = pytest.mark.slow

PARTS = {
    "lists and reports": doors_pages.LIST_DOORS | doors_pages.REPORT_DOORS | doors_pages.REST,
    "pages": doors_pages.PAGE_DOORS,
    "choosers, bulk and API": doors_pages.CHOOSER_DOORS | doors_pages.BULK_DOORS | doors_pages.API_DOORS,
    "files and tools": doors_files.DOORS | doors_tools.DOORS,
    "reading": doors_office.READING,
    "cases": doors_work.DOORS,
    "organisation and search": doors_organisation.DOORS | doors_search.DOORS,
    "work": doors_office.WORK | doors_chains.DOORS,
}


# Nobody knocks for long twice: on PostgreSQL one of each way in which rights come about, for there the SQL is another;
# on SQLite everybody but those who read much, which are left to PostgreSQL.
ON_POSTGRES = (
    "sibling", "clerk", "see_only", "registrar", "ex_holder", "tools", "superuser", "login_only", "anonymous",
)  # fmt: skip
NOT_ON_SQLITE = {"clerk", "see_only", "registrar"}


@pytest.mark.parametrize("part", PARTS)
def test_no_door_tells(part: str, world: World, db: None, tmp_path_factory: pytest.TempPathFactory):
    names = ON_POSTGRES if connection.vendor == "postgresql" else world.people.keys() - NOT_ON_SQLITE
    report = crawl(PARTS[part], world, people=[each for name, each in world.people.items() if name in names])
    publish(report, part, world.people, tmp_path_factory.getbasetemp())
    assert not report.findings, _named(report)


def test_parts_are_the_table():
    from tests.leaks.doors import table

    assert {name for part in PARTS.values() for name in part} == set(table())


def _named(report: Report) -> str:
    return "\n".join([report.summary(), *sorted(str(finding)[:400] for finding in report.findings)[:80]])
