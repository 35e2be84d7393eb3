"""Writes that survive a power failure and never leave half a file under a final name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700
UNFINISHED = ".sedang-ditulis-"


def write_whole(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Let `fill` write into a private temporary file, flush it to disk, then give it its name. Raises OSError."""
    make_private(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            fill(target)
            target.flush()
            os.fsync(target.fileno())
        temporary.chmod(PRIVATE)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def make_private(folder: Path) -> None:
    """Create `folder` and what is missing above it, for this account only."""
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def flush_folder(folder: Path) -> None:
    """Make names in `folder` durable, where the system can."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_stale(folder: Path, *, prefix: str, before: float) -> None:
    """Delete temporary files that a killed run left in `folder`: named with `prefix`, untouched since `before`."""
    for path in folder.glob(f"{prefix}*") if folder.is_dir() else ():
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
