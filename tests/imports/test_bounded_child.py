"""Whatever happens in the reading process, the parent gets an answer in time."""

import json
import os
import time
from pathlib import Path

import pytest

from dumas_docs.imports import extraction
from dumas_docs.imports.extraction import ExtractionStatus, ReaderUnavailable, extract_text
from dumas_docs.imports.limits import MEBIBYTE, FileLimits
from tests.imports.makers import make_image, make_pdf

SMALL = FileLimits(child_wall_seconds=2, child_cpu_seconds=1, child_address_space=400 * MEBIBYTE)
# Long enough that a slow machine fills the memory before the clock ends it.
PATIENT = FileLimits(child_wall_seconds=60, child_cpu_seconds=30, child_address_space=200 * MEBIBYTE)


@pytest.fixture
def rogue(monkeypatch):
    monkeypatch.setattr(extraction, "CHILD", "tests.imports.rogue_child")


@pytest.mark.parametrize("behaviour", ["endless", "busy", "killed"])
def test_a_rogue_reader_is_ended_in_time(rogue, behaviour):
    started = time.monotonic()
    assert extract_text(content=b"x", reader=behaviour, limits=SMALL).status == ExtractionStatus.MELAMPAUI_BATAS
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("behaviour", ["memory", "crash", "nonsense"])
def test_a_reader_that_fails_by_itself_is_a_damaged_file(rogue, behaviour):
    assert extract_text(content=b"x", reader=behaviour, limits=PATIENT).status == ExtractionStatus.RUSAK


def test_a_flood_of_output_stops_at_the_limit(rogue):
    limits = FileLimits(max_text_characters=1000, child_wall_seconds=5)
    found = extract_text(content=b"x", reader="flood", limits=limits)
    assert (found.status, found.text) == (ExtractionStatus.RUSAK, "")


def test_grandchildren_end_with_the_child(rogue):
    before = _sleepers()
    extract_text(content=b"x", reader="grandchild", limits=SMALL)
    time.sleep(0.2)
    assert _sleepers() == before


def _sleepers() -> int:
    count = 0
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            count += b"time.sleep(600)" in process.read_bytes()
        except OSError:
            continue
    return count


def test_no_secret_of_the_office_reaches_the_child(rogue, monkeypatch):
    monkeypatch.setenv("DJANGO_SECRET_KEY", "sangat-rahasia")
    found = extract_text(content=b"x", reader="environment")
    assert found.pages != os.getpid()
    assert set(json.loads(found.text)) <= {"PATH", "LANG", "LC_ALL", "LC_CTYPE"}


def test_a_reader_that_cannot_start_is_the_machines_fault_not_the_files(rogue):
    with pytest.raises(ReaderUnavailable):
        extract_text(content=b"x", reader="never-ready")


def test_an_unknown_reader_never_starts():
    with pytest.raises(ReaderUnavailable):
        extract_text(content=b"x", reader="../os")


def test_a_picture_too_large_for_the_memory_given_is_reported():
    limits = FileLimits(child_address_space=120 * MEBIBYTE)
    content = make_image("PNG", (4000, 3500))
    assert extract_text(content=content, reader="image").status == ExtractionStatus.TANPA_TEKS
    assert extract_text(content=content, reader="image", limits=limits).status == ExtractionStatus.MELAMPAUI_BATAS


def test_pages_read_before_a_limit_are_kept():
    found = extract_text(content=make_pdf("satu", "dua", "tiga"), reader="pdf", limits=FileLimits(max_pages=2))
    assert found.status == ExtractionStatus.MELAMPAUI_BATAS
    assert [page.strip() for page in found.text.split("\f")] == ["satu", "dua"]
    assert found.pages == 3


def test_text_is_cut_at_its_limit():
    found = extract_text(content=b"kata " * 1000, reader="plain", limits=FileLimits(max_text_characters=50))
    assert (found.status, len(found.text)) == (ExtractionStatus.MELAMPAUI_BATAS, 50)


def test_the_children_leave_no_process_and_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    extract_text(content=make_pdf("rahasia"), reader="pdf")
    assert list(tmp_path.iterdir()) == []
