"""Promises about files: which names are being written for which message, so that a killed run leaves no orphan.

A promise lies on disk before the first file is written and goes when the database has decided. Its writer keeps it
locked; the lock ends with the process, so whoever comes later can tell a promise that was broken off from a live one.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dumas_docs.intake.durable import UNFINISHED, flush_folder, make_private

SUFFIX = ".janji"


@dataclass
class Promise:
    """Names of files in the file store that count only if the database knows them."""

    digest: str
    names: tuple[str, ...]
    path: Path
    handle: int

    def fulfilled(self) -> None:
        """The database and the file store agree: forget the promise."""
        self.path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Leave the promise to a later run."""
        os.close(self.handle)


def promise(*, folder: Path, digest: str, names: Sequence[str]) -> Promise:
    """Write down, durably, that `names` are about to be written for `digest`. Raises OSError (disk full)."""
    make_private(folder)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=UNFINISHED)
    try:
        # Locked before it has its name: nobody ever sees it without its writer.
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.write(handle, json.dumps({"digest": digest, "names": list(names)}).encode())
        os.fsync(handle)
        path = folder / (Path(temporary).name.removeprefix(UNFINISHED) + SUFFIX)
        Path(temporary).rename(path)
        flush_folder(folder)
    except BaseException:
        os.close(handle)
        Path(temporary).unlink(missing_ok=True)
        raise
    return Promise(digest=digest, names=tuple(names), path=path, handle=handle)


def broken_promises(folder: Path) -> Iterator[Promise]:
    """Promises whose writer is gone, each locked for the caller."""
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        try:
            handle = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Between opening and locking its writer may have finished.
            if not path.exists() or path.stat().st_ino != os.fstat(handle).st_ino:
                os.close(handle)
                continue
            kept = json.loads(os.read(handle, 1024 * 1024))
        except BlockingIOError:
            os.close(handle)
            continue
        except ValueError:
            kept = {"digest": "", "names": []}
        yield Promise(digest=kept["digest"], names=tuple(kept["names"]), path=path, handle=handle)
