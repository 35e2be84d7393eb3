"""Numbers without gaps and without doubles, also when many ask at once; a void number stays void."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.void_number import NumberAlreadyVoid, void_number
from dumas_docs.models import IncomingLetter, Register, RegisterEntry
from dumas_docs.models.registers import NoUnit
from tests.access.office import found_office
from workflows.models import Unit

PATTERN = "UJI-{year}-{seq:05}"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def unit(db):
    return Unit.objects.create(code="uji", name="Unit uji", letter_code="U")


def take(unit, code="uji", year=2026):
    return Register.objects.allocate(code=code, unit=unit, year=year, pattern=PATTERN)


def numbers(**conditions):
    return list(RegisterEntry.objects.filter(**conditions).order_by("number").values_list("number", flat=True))


def test_each_register_unit_and_year_counts_for_itself(unit):
    other = Unit.objects.create(code="lain", name="Unit lain")
    assert [take(unit).number for _ in range(3)] == [1, 2, 3]
    assert take(unit, code="surat").number == 1
    assert take(unit, year=2027).number == 1
    assert take(other).number == 1
    assert take(unit).text == "UJI-2026-00004"


def test_letters_of_two_agendas_never_bear_one_number(unit, settings):
    """domain.md §8: {seq}/{kode agenda}/{YYYY}."""
    other = Unit.objects.create(code="lain", name="Unit lain")
    settings.DUMAS_DOCS = {**getattr(settings, "DUMAS_DOCS", {}), "AGENDA_CODES": {"lain": "Agd-TU"}}
    asked = {"code": IncomingLetter.register_code, "year": 2026, "pattern": IncomingLetter.number_pattern}
    entries = [Register.objects.allocate(unit=one, **asked) for one in (unit, other)]
    assert [entry.text for entry in entries] == ["00001/SM-uji/2026", "00001/Agd-TU/2026"]
    assert [entry.slug for entry in entries] == ["00001-sm-uji-2026", "00001-agd-tu-2026"]


def test_a_rollback_gives_the_number_back(unit):
    take(unit)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take(unit)
        raise ZeroDivisionError
    assert take(unit).number == 2


def test_there_is_no_number_without_a_unit(db):
    with pytest.raises(NoUnit):
        take(None)


def test_a_void_number_is_never_given_again_and_never_revived(unit):
    first, second = take(unit), take(unit)
    void_number(entry=second, by=None, now=timezone.now(), reason="Salah catat.")
    assert take(unit).number == 3
    with pytest.raises(NumberAlreadyVoid):
        void_number(entry=second, by=None, now=timezone.now(), reason="Sekali lagi.")
    second.refresh_from_db()
    assert (second.is_void, second.void_reason) == (True, "Salah catat.")
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.create(
            register=first.register, number=second.number, text="ganda", issued_at=timezone.now()
        )


def test_a_deleted_document_leaves_its_number_in_the_book(db):
    office = found_office()
    case = office.case()
    entry = RegisterEntry.objects.get(document_id=case.pk)
    case.delete()
    entry.refresh_from_db()
    assert (entry.document_id, entry.text) == (None, case.title)
    assert office.case().title != case.title


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twelve_threads_on_postgresql_take_numbers_without_gap_or_double():
    unit = Unit.objects.create(code="uji", name="Unit uji")
    errors = []

    def work(number):
        try:
            with system_scope("test thread"):
                for turn in range(10):
                    with transaction.atomic():
                        take(unit)
                        if (turn + number) % 4 == 0:
                            transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001  shown by the test
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    kept = 12 * 10 - sum((turn + number) % 4 == 0 for number in range(12) for turn in range(10))
    assert numbers(register__unit=unit) == list(range(1, kept + 1))


WORKER = """
import sys
from pathlib import Path
root, database, turns = sys.argv[1], sys.argv[2], int(sys.argv[3])
sys.path[:0] = [root, str(Path(root) / "site")]
from django.conf import settings
from dumas_site.settings import test
test.DATABASES["default"]["NAME"] = database
import django
django.setup()
from django.db import transaction
from dumas_docs.models import Register
from workflows.models import Unit
unit = Unit.objects.get(code="uji")
for _ in range(turns):
    with transaction.atomic():
        Register.objects.allocate(code="uji", unit=unit, year=2026, pattern="{seq}")
"""


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="for SQLite; threads are tested on PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_processes_on_sqlite_take_numbers_without_gap_or_double():
    unit = Unit.objects.create(code="uji", name="Unit uji")
    database = connection.settings_dict["NAME"]
    assert Path(database).exists()
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(ROOT), str(database), "15"], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for worker in workers:
        _out, error = worker.communicate(timeout=90)
        assert worker.returncode == 0, error.decode()[-2000:]
    assert numbers(register__unit=unit) == list(range(1, 46))
