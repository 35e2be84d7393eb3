"""Wagtail's listings ask twice which pages a person may see; the second asking costs nothing and opens nothing."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dumas_docs.access.policy import PageAccessPolicy
from dumas_docs.access.scope import bookkeeping, person_scope
from dumas_docs.models import BasePage, Complaint, IncomingLetter


@pytest.fixture
def shelf(office):
    reader, other = office.person("pembaca"), office.person("lain")
    seen, hidden, shared = (office.case(subject=name) for name in ("Terbuka", "Tertutup", "Bersama"))
    office.letter(seen), office.letter(hidden)
    for page in (seen, shared):
        office.give(page, "reader", reader)
    for page in (hidden, shared):
        office.give(page, "reader", other)
    return reader, other, seen, hidden, shared


def explorable(person):
    return PageAccessPolicy(BasePage).explorable_instances(person)


def pks(pages):
    return set(pages.values_list("pk", flat=True))


def test_as_a_set_of_its_own_it_is_filtered(shelf):
    reader, _other, seen, hidden, shared = shelf
    with person_scope(reader):
        found = explorable(reader)
        assert {seen.pk, shared.pk} <= pks(found)
        assert hidden.pk not in pks(found)
        assert not found.filter(pk=hidden.pk).exists()
        assert found.count() == BasePage.objects.count()


@pytest.mark.parametrize("model", [BasePage, Complaint, IncomingLetter])
def test_inside_a_listing_it_shows_the_same_and_asks_once(shelf, model):
    reader, *_rest = shelf
    with person_scope(reader), CaptureQueriesContext(connection) as asked:
        found = pks(model.objects.filter(pk__in=explorable(reader).values_list("pk", flat=True)))
        assert found == pks(model.objects.all())
    listing = next(query["sql"] for query in asked if {"U0", "acl_item_id"} <= set(re.findall(r"\w+", query["sql"])))
    assert listing.count("acl_item_id") == 1


def test_it_keeps_its_filter_where_nothing_is_filtered(shelf):
    """Wagtail reads some of what it got in its own bookkeeping, and in tables that are not pages."""
    reader, _other, _seen, hidden, _shared = shelf
    with person_scope(reader):
        found = explorable(reader)
        mine = found.values_list("pk", flat=True)
        with bookkeeping():
            assert hidden.pk not in pks(found)
            assert hidden.pk not in pks(BasePage.objects.filter(pk__in=mine))
        kinds = ContentType.objects.filter(pages__in=found.filter(pk=hidden.pk))
        assert not kinds.exists()


def test_in_another_persons_scope_it_is_what_both_may_see(shelf):
    reader, other, seen, hidden, shared = shelf
    with person_scope(reader):
        found = explorable(reader)
    with person_scope(other):
        assert shared.pk in pks(found)
        assert pks(found) & {seen.pk, hidden.pk} == set()
        assert pks(BasePage.objects.filter(pk__in=found.values_list("pk"))) & {seen.pk, hidden.pk} == set()
        assert pks(BasePage.objects.filter(pk__in=explorable(reader).values_list("pk"))) & {seen.pk, hidden.pk} == set()


def test_below_a_path_on_every_database(office):
    """The range of paths on SQLite finds what LIKE would, also beside a neighbour whose path begins alike."""
    folder = office.folder()
    inside = [office.case(folder) for _ in range(3)]
    outside = office.case(office.folder())
    below = BasePage.objects.filter(path__startswith=folder.path)
    assert pks(below) == {folder.pk, *(case.pk for case in inside)}
    assert outside.pk not in pks(below)
    assert pks(BasePage.objects.filter(path__startswith="")) == pks(BasePage.objects.all())
    assert pks(BasePage.objects.exclude(path__startswith=folder.path)) == pks(BasePage.objects.all()) - pks(below)
    assert folder.get_descendants().count() == 3
