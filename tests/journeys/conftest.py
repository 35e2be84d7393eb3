"""The demo's office, for stories told in a real browser."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from dumas_site.demo.office import set_up_demo_office
from dumas_site.demo.standards import publish_standards


@pytest.fixture
def office(transactional_db):
    """Units, people, folders with grants and the standards of the demo; returns people by user name."""
    set_up_demo_office(now=timezone.now())
    publish_standards()
    return {person.username: person for person in get_user_model().objects.all()}
