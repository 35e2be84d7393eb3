import pytest

from tests.chains.chain_office import ChainOffice


@pytest.fixture
def office(db) -> ChainOffice:
    return ChainOffice()
