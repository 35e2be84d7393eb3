"""A careless view is either stopped by the kernel or named by the crawl."""

from tests.leaks.crawl import crawl, url_names
from tests.leaks.doors import Door, row, table
from tests.leaks.rows import Of
from tests.leaks.world import World

URLCONF = "tests.leaks.careless_urls"
# The kernel filters every query on pages and files, so these views cannot tell, however they are written.
HARMLESS = {f"careless_{name}": row("page") for name in ("page", "specific", "base_manager", "count")} | {
    "careless_attachment": row("attachment")
}
# These go around the kernel; only the crawl can stop them.
TELLING = {
    "careless_revision": Door([{"pk": Of("page", ("case", "case_secret"))}]),
    "careless_sql": row("page"),
    "careless_join": Door([{"pk": Of("page", ("vault", "blocked"))}]),
    "careless_exists": row("page"),
}
OUTSIDERS = ("sibling", "superuser", "position_only", "anonymous")


def test_views_on_the_models_tell_nothing(world: World, db: None):
    report = crawl(HARMLESS, world, people=[world.people[name] for name in OUTSIDERS], urlconf=URLCONF)
    assert not report.findings
    assert {404} == set(report.statuses["careless_page", "position_only"])
    assert {404} == set(report.statuses["careless_attachment", "superuser"])


def test_views_around_the_kernel_are_named(world: World, db: None):
    report = crawl(TELLING, world, people=[world.people[name] for name in OUTSIDERS], urlconf=URLCONF)
    assert report.doors_found() == TELLING.keys()
    by_door = {(finding.door, finding.what) for finding in report.findings}
    assert {("careless_revision", "leak"), ("careless_sql", "leak"), ("careless_join", "leak")} <= by_door
    assert ("careless_exists", "tells that it exists") in by_door
    assert {finding.person for finding in report.findings if finding.door == "careless_sql"} == set(OUTSIDERS)
    assert "careless_sql" in report.text(world.people)


def test_a_view_without_an_entry_is_named():
    missing = set(url_names(URLCONF)) - table().keys()
    assert missing == HARMLESS.keys() | TELLING.keys()
