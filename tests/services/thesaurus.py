"""The Indonesian thesaurus for the tests of what comes near, as Debian has it."""

from pathlib import Path

from search.conf import DEFAULTS
from tests.services.machine import Missing, apt_install

LACK = "thesaurus (apt-get install mythes-id)"


def find() -> str | None:
    """Path of the thesaurus."""
    path = DEFAULTS["THESAURUS"]
    return path if Path(path).is_file() else None


def ensure() -> str:
    """Path of the thesaurus, installed from Debian when missing. Raises Missing where that fails."""
    if find() is None:
        apt_install("mythes-id")
    path = find()
    if path is None:
        raise Missing("the thesaurus is not in its place after its installation")
    return path
