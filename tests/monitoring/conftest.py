import pytest

from tests.monitoring.monitoring_office import MonitoringOffice


@pytest.fixture
def office(db) -> MonitoringOffice:
    return MonitoringOffice()
