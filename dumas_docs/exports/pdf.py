"""PDF beside docx, where LibreOffice is installed: converted in a process of its own, bounded in time and memory."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 90
OUTPUT_BYTES = 100 * 1024 * 1024
ADDRESS_SPACE = 4 * 1024 * 1024 * 1024


class PdfNotMade(RuntimeError):
    """LibreOffice is missing, took too long or gave nothing; the docx is not concerned."""


@cache
def converter() -> str:
    """Path of LibreOffice on this machine, or "" where there is none."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), "")


def pdf_of(docx: bytes) -> bytes:
    """The same document as PDF. Raises PdfNotMade."""
    program = converter()
    if not program:
        raise PdfNotMade("no converter")
    with tempfile.TemporaryDirectory(prefix="dumas-pdf-") as folder:
        source = Path(folder) / "naskah.docx"
        source.write_bytes(docx)
        # A profile of its own: LibreOffice serves one user profile to one process only.
        command = [
            program, f"-env:UserInstallation={(Path(folder) / 'profil').as_uri()}", "--headless", "--norestore",
            "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(source),
        ]  # fmt: skip
        _run(command, folder)
        made = source.with_suffix(".pdf")
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF-"):
            raise PdfNotMade("no result")
        return made.read_bytes()


def _run(command: list[str], folder: str) -> None:
    environment = {"PATH": os.defpath, "HOME": folder, "LANG": "C.UTF-8", "TMPDIR": folder, "SAL_USE_VCLPLUGIN": "svp"}
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise PdfNotMade(str(error)) from error
    _bind(process.pid)
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise PdfNotMade("time is up") from error
    finally:
        _end_group(process)


def _bind(pid: int) -> None:
    bounds = (
        (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, OUTPUT_BYTES), (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, ADDRESS_SPACE),
    )  # fmt: skip
    try:
        for kind, bound in bounds:
            resource.prlimit(pid, kind, (bound, bound))
    except ProcessLookupError:
        return


def _end_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()
