import pytest

from tests.lifecycles.office import Office


@pytest.fixture
def office(db) -> Office:
    return Office()
