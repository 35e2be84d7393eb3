"""What an act of a chain and the pages about it may ask of the database, whatever else lies there."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dumas_docs.access.scope import person_scope
from workflows.engine.decide import approve_step

pytestmark = pytest.mark.django_db


def test_a_step_costs_the_same_beside_many_others(office, django_assert_max_num_queries):
    letters = [office.letter("ESELON_II") for _ in range(3)]
    for letter in letters:
        office.hand_in(letter)
    by = office.people["kasubid"]
    for letter in letters:
        with person_scope(by), django_assert_max_num_queries(40):
            approve_step(step=office.waits(letter), by=by, now=timezone.now())


def test_the_board_asks_little(office, client, django_assert_max_num_queries):
    client.force_login(office.people["asdep"])
    client.get("/tenggat/")
    with django_assert_max_num_queries(15):
        assert client.get("/tenggat/").status_code == 200
