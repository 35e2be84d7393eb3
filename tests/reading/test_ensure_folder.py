"""Year folders are made on demand, once, with the access of the folder above."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.scope import system_scope
from dumas_docs.actions.ensure_folder import NoUnitFolder, ensure_year_folder
from dumas_docs.models import BasePage, Folder, FolderPurpose
from workflows.models import Unit

pytestmark = pytest.mark.both


def unit_with_folder(code: str = "asdep-dumas") -> Unit:
    unit = Unit.objects.create(code=code, name="Asdep Pengaduan Masyarakat", letter_code="D-4")
    home = BasePage.objects.get(depth=2)
    archive = home.add_child(instance=Folder(title="Arsip", slug="arsip", unit=unit))
    archive.add_child(instance=Folder(title="Asdep", slug=code, unit=unit, purpose=FolderPurpose.UNIT))
    return unit


@pytest.mark.django_db
def test_missing_register_and_year_are_made_once():
    unit = unit_with_folder()
    first = ensure_year_folder(unit=unit, register="surat-masuk", year=2026)
    again = ensure_year_folder(unit=unit, register="surat-masuk", year=2026)
    assert first.pk == again.pk
    assert first.url_path.endswith("/arsip/asdep-dumas/surat-masuk/2026/")
    assert (first.unit_id, first.purpose, first.year, first.live) == (unit.pk, FolderPurpose.TAHUN, 2026, True)
    assert first.get_parent().specific.purpose == FolderPurpose.BUKU
    assert first.get_parent().title == "Surat masuk"
    assert list(audit_pointers()) == []


@pytest.mark.django_db
def test_a_unit_without_a_folder_is_named():
    unit = Unit.objects.create(code="baru", name="Unit baru")
    with pytest.raises(NoUnitFolder, match="baru"):
        ensure_year_folder(unit=unit, register="pengaduan", year=2026)
    assert not Folder.objects.filter(purpose=FolderPurpose.TAHUN).exists()


@pytest.mark.django_db(transaction=True)  # other connections must see the unit
def test_many_at_once_make_one_folder():
    unit = unit_with_folder("serentak")
    barrier, made, faults = threading.Barrier(4), [], []

    def ask() -> None:
        try:
            with system_scope("asks for a folder"):
                barrier.wait(timeout=20)
                made.append(ensure_year_folder(unit=unit, register="pengaduan", year=2027).pk)
        except Exception as error:  # noqa: BLE001
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    assert len(made) == 4
    assert len(set(made)) == 1
    assert Folder.objects.filter(year=2027, unit=unit).count() == 1
    assert list(audit_pointers()) == []
