"""A document that is raised after a request began."""

from __future__ import annotations

import pytest

from dumas_docs.access.resolve import resolve
from dumas_docs.actions.set_level import set_level
from dumas_docs.models import BasePage, Cause
from tests.access.office import NOW, TODAY


@pytest.mark.both
@pytest.mark.django_db
def test_what_was_raised_after_the_person_was_resolved_stands_in_no_list_by_a_right_that_ended(office):
    person = office.holder("budi", "analis")
    page = office.letter(level=1)
    office.give(page, "reader", person)
    office.give(page, "reader", office.positions["analis"], cause=Cause.DISPOSISI)
    resolved = resolve(user=person, on=TODAY)
    set_level(page=page, level=2, by=None, now=NOW)
    for each in (resolved, resolve(user=person, on=TODAY)):
        assert not BasePage.objects.filter(each.predicate("read"), pk=page.pk).exists()
