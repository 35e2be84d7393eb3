import pytest

from tests.access.office import Office, found_office


@pytest.fixture
def office(db) -> Office:
    return found_office()
