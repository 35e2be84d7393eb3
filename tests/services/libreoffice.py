"""LibreOffice for the test that turns a document into a PDF, as Debian has it."""

import shutil

from dumas_docs.exports.pdf import PROGRAMS
from tests.services.machine import Missing, apt_install

LACK = "LibreOffice (apt-get install libreoffice-writer)"


def find() -> str | None:
    """Path of LibreOffice."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def ensure() -> str:
    """Path of LibreOffice, installed from Debian when missing. Raises Missing where that fails."""
    if find() is None:
        apt_install("libreoffice-writer")
    path = find()
    if path is None:
        raise Missing("LibreOffice is not on PATH after its installation")
    return path
