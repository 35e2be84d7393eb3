"""The positive control: whoever may, meets every canary, so that an empty page cannot pass for a closed one."""

from dataclasses import replace

import pytest

from tests.leaks import doors_chains, doors_office, doors_pages, doors_work
from tests.leaks.crawl import crawl
from tests.leaks.doors import Door
from tests.leaks.knock import Visitor, listening
from tests.leaks.report import publish
from tests.leaks.rows import Attempt, Of, Own
from tests.leaks.world import World

pytestmark = pytest.mark.slow

# Top secret documents are not in the full text (domain.md §10), and the text of a file is shown by the search alone.
UNINDEXED = ("text of a file", "case_top")
# Doors that tell something only to whoever sends their form.
SENT = {"dumas_identities", "dumas_original"}
EDITING = ("edit", "history", "view_draft", "revisions_compare", "revisions_view")
# What no door shows to anybody, and why.
NOWHERE = {
    "title of a deleted page": "it went with the page; the log keeps it",
    "tracking code": "printed on the receipt for the complainant only",
}


def test_the_entitled_person_meets_every_canary(world: World, db: None, tmp_path_factory):
    doors = (
        doors_office.DOORS
        | doors_work.DOORS
        | doors_chains.DOORS
        | {name: door for name, door in doors_pages.PAGE_DOORS.items() if name.rpartition(":")[2] in EDITING}
    )
    doors["dumas_version"] = Door([{"page_id": Own("revision_id"), "revision_id": Of("revision")}])
    doors["wagtailadmin_pages:history"] = Door([{"page_id": Of("page")}])
    # What is sent and refused or done is the crawl's matter; here it is read.
    doors = {name: door if name in SENT else replace(door, forms=()) for name, door in doors.items()}
    entitled = world.people["entitled"]
    entitled.knocks_with = ()
    report = crawl(doors, world, people=[entitled])
    publish(report, "positive control", world.people, tmp_path_factory.getbasetemp())
    rightful = {
        canary for canary in world.ledger
        if entitled.may(canary.page, canary.verb) and canary.kind not in NOWHERE and not canary.kind.startswith("id of")
    }  # fmt: skip
    unmet = sorted(
        str(canary) for canary in rightful - report.met.keys() if (canary.kind, canary.page) != UNINDEXED
    )  # fmt: skip
    assert not unmet, f"{len(unmet)} canaries are met at no door: " + "; ".join(unmet)


def test_who_may_know_only_the_number_gets_a_card(world: World, db: None):
    reader = world.people["see_only"]
    with listening() as listener:
        visitor = Visitor(reader.name, reader.user, listener)
        for name in ("case", "letter", "report"):
            page = world.pages[name]
            answer = visitor.knock(Attempt("wagtail_serve", path=page.get_url()))
            assert answer.status == 200
            assert page.title in answer.body
            told = {canary.kind for canary in world.ledger.found_in(answer.everything) if canary.page in world.secrets}
            assert told <= {"number", "id of page", "folder title"}


def test_nothing_is_said_to_be_met_nowhere_without_being_there(world: World, db: None):
    assert NOWHERE.keys() <= {canary.kind for canary in world.ledger}
