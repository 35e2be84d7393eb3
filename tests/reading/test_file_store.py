"""`check_files`: bytes without a row are found and removed, rows without their bytes are named."""

from __future__ import annotations

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command


def check(**options) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_files", stdout=out, stderr=out, **options)
    except SystemExit as ended:
        return int(ended.code), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def age(name: str, *, hours: float) -> None:
    moment = time.time() - hours * 3600
    os.utime(default_storage.path(name), (moment, moment))


def test_what_a_killed_process_left_behind_is_found_and_removed(office):
    case = office.case()
    held, scan = office.text_file(case), office.photo(case)
    for kept in (held, scan):
        age(kept.file.name, hours=100)
    assert check()[0] == 0
    old, young = (default_storage.save(f"berkas/ab/{name}.txt", ContentFile(b"x")) for name in ("lama", "baru"))
    age(old, hours=30)
    code, told = check()
    assert code == 1 and old in told and young not in told
    assert default_storage.exists(old)
    code, told = check(fix=True)
    assert code == 1 and old in told
    assert not default_storage.exists(old) and default_storage.exists(young)
    assert default_storage.exists(held.file.name) and default_storage.exists(scan.file.name)
    assert check()[0] == 0
    assert old not in check(hours=1)[1]


def test_what_lies_beside_the_archives_folder_is_named_and_stays(office):
    strange = [default_storage.save(name, ContentFile(b"x")) for name in ("salinan.zip", "cadangan/2025/kasus.docx")]
    assert check()[0] == 0
    for name in strange:
        age(name, hours=30)
    code, told = check(fix=True)
    assert code == 1 and all(name in told for name in strange)
    assert all(default_storage.exists(name) for name in strange)


def test_files_that_are_gone_or_changed_are_named_and_stay(office):
    case = office.case()
    held, scan = office.text_file(case), office.photo(case)
    with Path(default_storage.path(held.file.name)).open("ab") as opened:
        opened.write(b"!")
    default_storage.delete(scan.file.name)
    code, told = check(fix=True)
    assert code == 1
    assert sorted(name for name in (held.file.name, scan.file.name) if name in told) == sorted(
        [held.file.name, scan.file.name]
    )
    assert told.count(case.title) == 2 and default_storage.exists(held.file.name)
