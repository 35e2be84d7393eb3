"""The browser of the browser tests: Chromium as the machine has it, never one downloaded by Playwright."""

import ctypes
import os
import shutil

from tests.services.machine import Missing, apt_install

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LACK = "Chromium (apt-get install chromium, or set CHROMIUM to its path)"
DRIVER_LIBRARY = ("libatomic.so.1", "libatomic1")  # Playwright's driver is linked to it; Debian's package of it
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Path of Chromium: CHROMIUM from the environment, or the first one on PATH."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return shutil.which(chosen)
    return next(filter(None, map(shutil.which, NAMES)), None)


def ensure() -> str:
    """Path of Chromium, installed from Debian with what drives it when missing. Raises Missing where that fails."""
    library, package = DRIVER_LIBRARY
    try:
        ctypes.CDLL(library)
    except OSError:
        apt_install(package)
    path = find()
    if path is None:
        apt_install("chromium")
        path = find()
    if path is None:
        raise Missing("Chromium is not on PATH after its installation; set CHROMIUM to its path")
    return path
