"""The world of the leak suite, built once for each module and rolled back after it."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.leaks.world import World, build_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    from dumas_docs.access.scope import system_scope

    # Wagtail keeps copies of images in the cache; those of a world rolled back are gone.
    cache.clear()
    with django_db_blocker.unblock(), transaction.atomic(), system_scope("the world of the leak suite"):
        yield build_world()
        transaction.set_rollback(True)
