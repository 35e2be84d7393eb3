"""The entries of one act stand together at its end, and only those of what was done."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from dumas_docs.access import audit
from dumas_docs.models import AuditEntry
from tests.access.office import found_office

pytestmark = pytest.mark.both


@pytest.fixture
def read(db):
    office = found_office()
    person, case = office.person("pembaca"), office.case()

    def read(reason: str) -> None:
        audit.record(verb="naskah.dibaca", by=person, page=case, reason=reason)

    return read


def reasons() -> list[str]:
    return list(AuditEntry.objects.filter(verb="naskah.dibaca").order_by("number").values_list("reason", flat=True))


def test_entries_of_an_act_are_appended_in_their_order(read):
    with transaction.atomic(), audit.together():
        read("satu")
        with audit.together():
            read("dua")
        read("tiga")
        assert reasons() == []
    assert reasons() == ["satu", "dua", "tiga"]
    assert audit.faults() == []


def test_many_entries_cost_as_much_as_one(read):
    def cost(entries: int) -> int:
        with CaptureQueriesContext(connection) as asked, transaction.atomic(), audit.together():
            for _ in range(entries):
                read("ya")
        return len(asked)

    read("yang pertama")
    assert cost(7) == cost(1)


def test_what_a_savepoint_took_back_is_not_recorded(read):
    with transaction.atomic(), audit.together():
        read("tetap")
        with pytest.raises(ValueError, match="sesat"), transaction.atomic():
            read("hilang")
            raise ValueError("sesat")
        read("juga tetap")
    assert reasons() == ["tetap", "juga tetap"]
    assert audit.faults() == []


def test_what_was_recorded_before_a_fault_stays_where_the_transaction_goes_on(read):
    with transaction.atomic():
        with pytest.raises(ValueError, match="ditolak"), audit.together():
            read("tetap")
            raise ValueError("ditolak")
    assert reasons() == ["tetap"]


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_each_entry_is_written_at_once(read):
    with audit.together():
        read("segera")
        assert reasons() == ["segera"]
