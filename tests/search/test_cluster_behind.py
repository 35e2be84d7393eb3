"""An index that is a moment or hours behind: what was closed meanwhile is counted for nobody it is closed to."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.move_page import move_page
from dumas_docs.actions.set_level import set_level
from dumas_docs.models import Attachment, BasePage, Complaint
from search import behind, indexing, outbox
from search.backends import DATABASE, SearchUnavailable, get_backend
from search.finding import find
from search.models import SearchPending
from search.query import parse
from search.similar import similar_to_text
from tests.search.cluster import bring_in_line
from tests.search.office import EVERYWHERE

pytestmark = pytest.mark.cluster
BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"
MATTER = "Jembatan gantung Lempake roboh sebelum diresmikan bendahara proyek"


@pytest.fixture
def engine(office, cluster, settings):
    """A true index of an office in which one case tells of a matter of its own. Nothing is worked off by itself."""
    settings.DUMAS_SEARCH["BACKEND"] = BACKEND
    page = office.pages["restricted"]
    page.subject, page.channel = MATTER, "LANGSUNG"
    page.save()
    found = get_backend()
    bring_in_line(found)
    return found


def close(office, how: str) -> None:
    page = office.pages["restricted"]
    if how == "level":
        set_level(page=page, level=2, by=None, now=office.now)
    elif how == "top secret":
        set_level(page=page, level=3, by=None, now=office.now)
    elif how == "move":
        mover = office.person("mover", "head")
        office.give("mover", "head", office.blocked)
        move_page(page=page, to=office.blocked, by=mover, now=office.now, reason="Uji.")
    elif how == "draft":
        BasePage.objects.filter(pk__in=office.ids("restricted", "letter")).update(live=False)
        outbox.queue(page.pk)
        outbox.queue(office.pages["letter"].pk)
    else:
        Complaint.objects.get(pk=page.pk).delete()


def told(engine, text: str, user, **options):
    answer = engine.search(parse(text, **options), user=user)
    facets = {code: {each.value: each.count for each in values} for code, values in answer.facets.items() if values}
    return {hit.page_id for hit in (*answer.hits, *answer.near)}, answer.total, facets


@pytest.mark.parametrize("how", ["level", "top secret", "move", "draft", "delete"])
def test_what_was_closed_is_in_no_total_and_no_facet_before_the_index_hears_of_it(office, engine, how):
    reader, database = office.people["reader"], get_backend(DATABASE)
    assert office.pages["restricted"].pk in told(engine, "jembatan", reader)[0]
    close(office, how)
    assert SearchPending.objects.filter(engine=engine.code).exists(), "the index has not heard of it"
    for text in (EVERYWHERE, "jembatan", "jembatan lempake bendahara", office.pages["restricted"].title, "-melati"):
        for options in ({}, {"facets": {"channel": ["LANGSUNG"]}}, {"facets": {"level": ["TERBATAS"]}}):
            assert told(engine, text, reader, **options) == told(database, text, reader, **options), (text, options)
    assert told(engine, "jembatan", reader)[1] == 0
    assert engine.matches(parse("jembatan"), user=reader, most=9) == []
    assert similar_to_text(subject=MATTER, text="", user=reader).cases == []


def test_words_about_persons_close_with_the_right_to_identities(office, engine):
    """He reads the case by a role of his own; whom it names he saw by a role from above, which no longer reaches."""
    page = office.pages["restricted"]
    office.attach(page, name="daftar.csv", text="Serayuwangi 8", names_person=True)
    stranger = office.person("stranger", "handler")
    office.give("stranger", "reader", page)
    bring_in_line(engine)
    assert told(engine, "serayuwangi", stranger)[1] == 1
    close(office, "move")
    assert page.pk in told(engine, "", stranger, facets={"channel": ["LANGSUNG"]})[0], "he goes on reading it"
    for text in ("serayuwangi", f"serayuwangi {EVERYWHERE}", "serayuwangy"):
        assert engine.search(parse(text), user=stranger).hits == (), text
        assert told(engine, text, stranger)[1] == 0, text
    # What it says now the index knows in a moment; until then none of its words answer him.
    assert told(engine, "jembatan", stranger)[1] == told(engine, "jembatan -serayuwangi", stranger)[1] == 0
    outbox.drain()
    assert told(engine, "jembatan", stranger)[1] == told(engine, "jembatan -serayuwangi", stranger)[1] == 1
    assert told(engine, "serayuwangi", stranger)[1] == 0


def test_with_the_worker_through_the_next_question_meets_the_change(office, engine):
    """No moment between the row that is gone and the index that shows it."""
    reader, page = office.people["reader"], office.pages["secret"]
    for level, expected in ((1, 1), (2, 0), (1, 1), (3, 0)):
        set_level(page=BasePage.objects.get(pk=page.pk), level=level, by=None, now=timezone.now(), reason="Uji.")
        outbox.drain()
        assert not SearchPending.objects.exists()
        assert told(engine, page.title, reader)[1] == expected, level


def test_an_index_that_is_too_far_behind_is_not_asked(office, engine, monkeypatch):
    monkeypatch.setattr(behind, "MOST_WAITING", 1)
    for name in ("restricted", "secret"):
        outbox.queue(office.pages[name].pk)
    with pytest.raises(SearchUnavailable):
        engine.search(parse(EVERYWHERE), user=office.people["reader"])
    findings = find(parse(EVERYWHERE), user=office.people["reader"])
    assert findings.is_stand_in and findings.total == 4


def test_a_change_that_is_taken_back_closes_nothing(office, engine):
    reader, page = office.people["reader"], office.pages["restricted"]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        set_level(page=page, level=2, by=None, now=office.now)
        raise ZeroDivisionError
    assert told(engine, "jembatan", reader)[1] == 1


def test_while_the_index_is_built_anew_what_was_closed_stays_closed(office, engine):
    """The new index has heard of it; the one that answers has not. Killed half-way, nor will it by itself."""
    reader, page = office.people["reader"], office.pages["restricted"]
    assert told(engine, "jembatan", reader)[1] == 1
    set_level(page=page, level=2, by=None, now=office.now)
    totals = []

    def killed(_done: int) -> None:
        totals.append(told(engine, "jembatan", reader)[1])
        raise KeyboardInterrupt

    with system_scope("rebuild"), pytest.raises(KeyboardInterrupt):
        indexing.rebuild(engine, progress=killed)
    assert [*totals, told(engine, "jembatan", reader)[1]] == [0, 0]
    assert SearchPending.objects.filter(engine=engine.code, page_id=page.pk).exists()
    outbox.drain()
    assert told(engine, "jembatan", reader)[1] == 0
    with system_scope("check"):
        assert not list(indexing.differences(engine))


def test_words_that_were_closed_to_readers_without_identities_count_no_more(office, engine):
    page, reader = office.pages["restricted"], office.people["reader"]
    office.attach(page, name="daftar.csv", text="Serayuwangi 8")
    bring_in_line(engine)
    assert told(engine, "serayuwangi", reader)[1] == 1
    with system_scope("marked"):
        names = Attachment.objects.filter(page=page).latest("pk")
        names.names_person = True
        names.save()
        outbox.queue(page.pk)
    for text in ("serayuwangi", "jembatan -serayuwangi", '"serayuwangi 8"'):
        assert told(engine, text, reader)[1] == 0, text
    assert told(engine, "serayuwangi", office.people["head"])[1] == 1
