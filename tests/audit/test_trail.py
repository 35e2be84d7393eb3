"""The audit trail: append-only, chained, and every damage named at the first bad entry."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from dumas_docs.access import audit
from dumas_docs.access.scope import system_scope
from dumas_docs.models import AuditEntry, BasePage
from dumas_docs.models.audit import AuditIsAppendOnly
from tests.access.office import NOW, found_office
from tests.services.trail import unguarded

pytestmark = pytest.mark.both


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def trail(db):
    office = found_office()
    person, case = office.person("pembaca"), office.case()
    for number in range(5):
        audit.record(
            verb="naskah.dibaca",
            by=person,
            page=case,
            reason=f"alasan ke-{number} ✓",
            data={"b": number, "a": [1, None]},
        )
    return list(AuditEntry.objects.order_by("number"))


def tamper(sql, *values):
    """Write past Django and past the trigger, as who holds the database's password could."""
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_whole_trail_has_no_faults(trail):
    assert audit.faults() == []
    assert [entry.number for entry in trail] == list(range(1, len(trail) + 1))
    assert all(entry.hash == entry.digest() for entry in AuditEntry.objects.all())


def test_entries_are_refused_every_change_through_the_orm(trail):
    entry = trail[2]
    entry.reason = "lain"
    for change in (
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.filter(pk=entry.pk).update(reason="lain"),
        lambda: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda: AuditEntry.objects.all().delete(),
    ):
        with pytest.raises(AuditIsAppendOnly):
            change()
    assert audit.faults() == []


FORBIDDEN = [
    "UPDATE dumas_docs_auditentry SET reason = 'lain' WHERE number = 3",
    "DELETE FROM dumas_docs_auditentry WHERE number = 3",
    "DELETE FROM dumas_docs_auditentry",
    "DELETE FROM dumas_docs_audithead",
    "UPDATE dumas_docs_audithead SET length = length - 1",
    "UPDATE dumas_docs_audithead SET last_hash = 'x'",
    "UPDATE dumas_docs_audithead SET id = 2, length = length + 1",
]
OF_POSTGRESQL = [
    "TRUNCATE dumas_docs_auditentry",
    "TRUNCATE dumas_docs_audithead",
    "TRUNCATE dumas_docs_audithead, dumas_docs_auditentry CASCADE",
    "INSERT INTO dumas_docs_audithead (id, length, last_hash) VALUES (1, 0, '') "
    "ON CONFLICT (id) DO UPDATE SET length = 0",
]
COPIED = (
    "number, at, verb, actor_id, actor_name, page_id, page_ref, level, field_group, refused, data, previous_hash, hash"
)
OF_SQLITE = [
    f"INSERT OR REPLACE INTO dumas_docs_auditentry (id, {COPIED}, reason) "
    f"SELECT id, {COPIED}, 'lain' FROM dumas_docs_auditentry WHERE number = 3",
    f"REPLACE INTO dumas_docs_auditentry ({COPIED}, reason) "
    f"SELECT {COPIED}, 'lain' FROM dumas_docs_auditentry WHERE number = 3",
    "REPLACE INTO dumas_docs_audithead (id, length, last_hash) VALUES (1, 0, '')",
    "UPDATE OR REPLACE dumas_docs_auditentry SET number = 2 WHERE number = 3",
]


@pytest.mark.parametrize("sql", [*FORBIDDEN, *(OF_POSTGRESQL if connection.vendor == "postgresql" else OF_SQLITE)])
def test_the_database_itself_refuses_a_change(trail, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert audit.faults() == []


@pytest.mark.django_db(transaction=True)
def test_the_guard_stands_again_after_the_tests_emptied_the_database():
    call_command("flush", interactive=False, verbosity=0)
    with system_scope("test"):
        audit.record(verb="pesan.diterima")
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM dumas_docs_auditentry")


@pytest.mark.parametrize(
    ("column", "value"),
    [("reason", "lain"), ("actor_id", 999), ("actor_name", "x"), ("verb", "naskah.dibuat"), ("level", 0),
     ("page_id", 7), ("page_ref", "x"), ("data", '{"a": 1}'), ("refused", True), ("field_group", "ISI")],
)  # fmt: skip
def test_a_changed_entry_is_named(trail, column, value):
    tamper(f"UPDATE dumas_docs_auditentry SET {column} = %s WHERE number = 3", value)
    assert audit.faults()[0] == "entry 3 was changed after it was written"


def test_a_removed_entry_is_named(trail):
    tamper("DELETE FROM dumas_docs_auditentry WHERE number = 3")
    assert audit.faults()[0] == "entry 3 is missing (next is 4)"


def test_an_entry_that_was_written_anew_with_a_fitting_hash_breaks_the_chain_after_it(trail):
    forged = AuditEntry.objects.get(number=3)
    forged.reason = "dipalsukan"
    tamper("UPDATE dumas_docs_auditentry SET reason = %s, hash = %s WHERE number = 3", forged.reason, forged.digest())
    assert audit.faults()[0] == "entry 4 does not follow the one before it"


def test_a_cut_tail_is_noticed(trail):
    length = len(trail)
    tamper("DELETE FROM dumas_docs_auditentry WHERE number = %s", length)
    assert audit.faults() == [f"the trail ends at entry {length - 1}, but {length} were written"]


def test_a_trail_written_anew_to_the_end_no_longer_fits_an_anchor_kept_elsewhere(trail):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    anchor = out.getvalue().rsplit(" ", 1)[1].strip()
    assert anchor == f"{len(trail)}:{trail[-1].hash}"
    call_command("verify_audit", anchor=anchor, stdout=StringIO())
    last = AuditEntry.objects.get(number=len(trail))
    last.reason = "dipalsukan"
    tamper(
        "UPDATE dumas_docs_auditentry SET reason = %s, hash = %s WHERE number = %s",
        last.reason, last.digest(), last.number,
    )  # fmt: skip
    tamper("UPDATE dumas_docs_audithead SET last_hash = %s", last.digest())
    assert audit.faults() == []
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_audit", anchor=anchor, stdout=StringIO(), stderr=err)
    assert stopped.value.code == 1
    assert f"entry {len(trail)} is not the one the anchor was taken from" in err.getvalue()


def test_the_command_ends_with_1_and_names_the_first_bad_entry(trail):
    tamper("UPDATE dumas_docs_auditentry SET reason = 'lain' WHERE number = 2")
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_audit", stdout=StringIO(), stderr=err)
    assert stopped.value.code == 1
    assert err.getvalue().splitlines()[0] == "entry 2 was changed after it was written"


def test_the_command_says_what_an_anchor_looks_like(db):
    with pytest.raises(CommandError):
        call_command("verify_audit", anchor="tiga:abc")


def test_a_verb_without_a_sentence_is_an_error(db):
    with pytest.raises(KeyError):
        audit.record(verb="naskah.tak.dikenal")


def test_many_entries_at_once_cost_as_many_statements_as_one(trail):
    case = BasePage.objects.get(pk=trail[0].page_id)
    with CaptureQueriesContext(connection) as one:
        audit.record_many(verb="naskah.dikutip", events=[audit.Event(page=case)])
    with CaptureQueriesContext(connection) as many:
        written = audit.record_many(
            verb="naskah.dikutip", events=[audit.Event(page=case, reason=str(n)) for n in "abc"]
        )
    assert len(many) == len(one)
    assert [entry.reason for entry in written] == ["a", "b", "c"]
    assert audit.faults() == [] and AuditEntry.objects.count() == len(trail) + 4
    assert audit.record_many(verb="naskah.dikutip", events=[]) == []


def test_a_rolled_back_deed_leaves_no_entry_and_no_gap(trail):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(verb="naskah.dibaca")
        raise ZeroDivisionError
    assert audit.record(verb="naskah.dibaca", at=NOW).number == len(trail) + 1
    assert audit.faults() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_keep_one_chain():
    errors = []

    def work():
        try:
            with system_scope("test thread"):
                for _ in range(15):
                    audit.record(verb="pesan.diterima")
        except Exception as error:  # noqa: BLE001  shown by the test
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    assert AuditEntry.objects.count() == 120
    assert audit.faults() == []
