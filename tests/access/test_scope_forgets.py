"""A change of rights made as bookkeeping is heard by the person's scope around it."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.access.scope import bookkeeping, person_scope, system_scope
from dumas_docs.models import BasePage, Cause, Folder

pytestmark = pytest.mark.django_db


def dated() -> dict:
    """Given now, for the rest of the day; read when the test runs, which may be the day after it was imported."""
    now = timezone.now()
    return {"now": now, "ends_on": timezone.localdate(now)}


@pytest.mark.parametrize("inner", [bookkeeping, lambda: system_scope("test")])
def test_the_scope_around_forgets_too(inner):
    person = get_user_model().objects.create_user("orang")
    folder = Folder.objects.get(depth=2).add_child(instance=Folder(title="Ruang", slug="ruang"))
    with person_scope(person):
        assert not BasePage.objects.filter(pk=folder.pk).exists()
        with inner():
            grants.give(page=folder, role="reader", to=person, cause=Cause.BERBAGI, **dated())
        assert BasePage.objects.filter(pk=folder.pk).exists()


def test_a_folder_is_known_to_its_maker_in_the_same_request():
    person = get_user_model().objects.create_user("pembuat")
    above = Folder.objects.get(depth=2).add_child(instance=Folder(title="Atas", slug="atas"))
    grants.give(page=above, role="editor", to=person, cause=Cause.BERBAGI, **dated())
    with person_scope(person):
        assert BasePage.objects.filter(pk=above.pk).exists()
        made = Folder.objects.get(pk=above.pk).add_child(instance=Folder(title="Bawah", slug="bawah"))
        assert BasePage.objects.filter(pk=made.pk).exists()
