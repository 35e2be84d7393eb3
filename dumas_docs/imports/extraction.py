"""Text and facts of a stranger's file, read in a child process that cannot take the office down with it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dumas_docs.imports.limits import DEFAULT_LIMITS, FileLimits

CHILD = "dumas_docs.imports.child"
PACKAGE_PARENT = Path(__file__).resolve().parents[2]
READY = b"READY\n"
PLAIN_ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
# Four bytes for each character, and room for the JSON around them.
BYTES_PER_CHARACTER, JSON_ROOM = 4, 65_536


class ExtractionStatus(StrEnum):
    BERHASIL = "BERHASIL"
    TANPA_TEKS = "TANPA_TEKS"
    TERENKRIPSI = "TERENKRIPSI"
    RUSAK = "RUSAK"
    MELAMPAUI_BATAS = "MELAMPAUI_BATAS"
    TERLALU_BANYAK_PIKSEL = "TERLALU_BANYAK_PIKSEL"
    TIDAK_DIDUKUNG = "TIDAK_DIDUKUNG"


MESSAGES = {
    ExtractionStatus.BERHASIL: _("The text was read."),
    ExtractionStatus.TANPA_TEKS: _("The file holds no text that a machine can read, for example a scan."),
    ExtractionStatus.TERENKRIPSI: _("The file is locked with a password; its text cannot be read."),
    ExtractionStatus.RUSAK: _("The file is damaged; its text cannot be read."),
    ExtractionStatus.MELAMPAUI_BATAS: _("Reading the file took more time or memory than allowed; text may be missing."),
    ExtractionStatus.TERLALU_BANYAK_PIKSEL: _("The image has more pixels than allowed."),
    ExtractionStatus.TIDAK_DIDUKUNG: _("Text is not read from this kind of file."),
}


class ReaderUnavailable(Exception):
    """The reading process could not be started: a fault of the machine, not of the file. Try again later.

    `args` hold the exit code and what the process wrote before it touched the file, for the operator's log.
    """

    def __str__(self) -> str:
        return gettext("The file reader could not be started. The file has not been processed; try again.")


@dataclass(frozen=True, kw_only=True)
class Extraction:
    """What reading one file brought: form feeds in `text` stand between the pages of a PDF or sheets of a workbook."""

    status: ExtractionStatus
    text: str = ""
    pages: int | None = None
    width: int | None = None
    height: int | None = None

    @property
    def message(self) -> str:
        return str(MESSAGES[self.status])


def extract_text(*, content: bytes | BinaryIO, reader: str, limits: FileLimits = DEFAULT_LIMITS) -> Extraction:
    """Read `content` with the named reader (FileType.reader) under `limits`.

    Whatever the file does to its reader comes back as a status. Raises ReaderUnavailable when the child process
    cannot start, and OSError when the temporary folder is full.
    """
    if not reader:
        return Extraction(status=ExtractionStatus.TIDAK_DIDUKUNG)
    with _as_real_file(content) as source, tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaints:
        exit_code = _run_child(reader=reader, source=source, answer=answer, complaints=complaints, limits=limits)
        answer.seek(0)
        output = answer.read(limits.max_text_characters * BYTES_PER_CHARACTER + JSON_ROOM)
        complaints.seek(0)
        complaint = complaints.read(JSON_ROOM).decode("utf-8", "replace")
    if not output.startswith(READY):
        raise ReaderUnavailable(exit_code, complaint)
    return _result(output[len(READY) :], exit_code=exit_code)


@contextmanager
def _as_real_file(content: bytes | BinaryIO) -> Iterator[BinaryIO]:
    """A nameless file on disk that the child can inherit, so that no path or name of the office's leaves us."""
    with tempfile.TemporaryFile() as copy:
        source = BytesIO(content) if isinstance(content, bytes) else content
        source.seek(0)
        copyfileobj(source, copy)
        copy.flush()
        copy.seek(0)
        yield copy


def _run_child(
    *, reader: str, source: BinaryIO, answer: BinaryIO, complaints: BinaryIO, limits: FileLimits
) -> int | None:
    orders = {
        "reader": reader,
        "address_space": limits.child_address_space,
        "cpu_seconds": limits.child_cpu_seconds,
        # The child stops by itself a little earlier, so that the pages it has read are not lost.
        "soft_seconds": min(limits.child_cpu_seconds, limits.child_wall_seconds) * 0.7,
        "output_bytes": limits.max_text_characters * BYTES_PER_CHARACTER + JSON_ROOM,
        "max_characters": limits.max_text_characters,
        "max_pages": limits.max_pages,
        "max_pixels": limits.max_pixels,
    }
    try:
        process = subprocess.Popen(
            [sys.executable, "-E", "-s", "-B", "-m", CHILD, json.dumps(orders)],
            stdin=source,
            stdout=answer,
            stderr=complaints,
            env=PLAIN_ENVIRONMENT,
            cwd=PACKAGE_PARENT,
            start_new_session=True,
        )
    except OSError as error:
        raise ReaderUnavailable(str(error)) from error
    try:
        return process.wait(timeout=limits.child_wall_seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()


def _result(output: bytes, *, exit_code: int | None) -> Extraction:
    try:
        found = json.loads(output.decode("utf-8"))
        return Extraction(
            status=ExtractionStatus(found["status"]),
            text=found["text"],
            pages=found["pages"],
            width=found["width"],
            height=found["height"],
        )
    except (ValueError, KeyError, TypeError):
        crashed = exit_code in (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT, -signal.SIGILL, 0, 1)
        return Extraction(status=ExtractionStatus.RUSAK if crashed else ExtractionStatus.MELAMPAUI_BATAS)
