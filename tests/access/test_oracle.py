"""The kernel against a slow tree walk: every verb, person and page, after every kind of change."""

import pytest
from django.contrib.auth.models import AnonymousUser

from dumas_docs.access.holders import verbs_by_person
from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.proof import grant_faults
from dumas_docs.access.roles import VERBS
from dumas_docs.access.selectors import may, people_with, verbs_on, verbs_on_many, visible_to
from dumas_docs.models import BasePage
from tests.access.office import TODAY, Office
from tests.access.oracle import verbs_of
from tests.access.random_archive import CHANGES, RandomArchive


def assert_kernel_agrees(office: Office) -> int:
    """Compare everything the kernel says with the oracle; returns how many rights were found, so none cannot pass."""
    assert audit_pointers() == []
    assert grant_faults(on=TODAY) == []
    pages = list(BasePage.objects.all())
    by_person = {page.pk: {} for page in pages}
    rights = 0
    for user in (*office.people.values(), AnonymousUser(), None):
        expected = verbs_of(user, on=TODAY)
        rights += sum(map(len, expected.values()))
        for verb in VERBS:
            wanted = {pk for pk, verbs in expected.items() if verb in verbs}
            found = set(visible_to(user, verb, on=TODAY).values_list("pk", flat=True))
            assert found == wanted, (str(user), verb, found ^ wanted)
        assert verbs_on_many(user, pages, on=TODAY) == expected
        for page in pages[::5]:
            assert verbs_on(user, page, on=TODAY) == expected[page.pk], (str(user), page.pk)
            assert may(user, "read", page, on=TODAY) == ("read" in expected[page.pk])
        if user is not None and user.is_authenticated:
            for pk, verbs in expected.items():
                by_person[pk].update({user.pk: verbs} if verbs else {})
    for page in pages:
        if page.depth > 1 and not page.is_public:
            assert verbs_by_person(page, on=TODAY) == by_person[page.pk], page.pk
    assert set(people_with("share", pages[-1], on=TODAY).values_list("pk", flat=True)) == {
        pk for pk, verbs in by_person[pages[-1].pk].items() if "share" in verbs
    }
    return rights


@pytest.mark.parametrize("seed", range(4))
def test_a_random_archive_gives_each_person_exactly_what_the_tree_walk_says(office, seed):
    RandomArchive(office, seed)
    assert assert_kernel_agrees(office) > 100


@pytest.mark.parametrize("change", CHANGES)
def test_it_still_does_after_every_kind_of_change(office, change):
    archive = RandomArchive(office, seed=CHANGES.index(change) + 100)
    for _ in range(3):
        getattr(archive, change)()
    assert_kernel_agrees(office)


@pytest.mark.slow
def test_it_still_does_after_a_long_mixture_of_changes(office):
    archive = RandomArchive(office, seed=2026)
    for step in range(40):
        getattr(archive, archive.random.choice(CHANGES))()
        if step % 8 == 7:
            assert_kernel_agrees(office)
