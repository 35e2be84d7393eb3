import pytest

from tests.search.office import Office


@pytest.fixture
def bare(db) -> Office:
    """People and folders only."""
    return Office()


@pytest.fixture
def office(bare: Office) -> Office:
    """Documents of every kind, and people who see them differently. Not indexed yet."""
    bare.documents()
    bare.staff()
    return bare
