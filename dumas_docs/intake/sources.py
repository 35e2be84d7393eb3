"""Where mails lie: one file, a folder, a Maildir or an mbox. Sources are only ever read."""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dumas_docs.intake.errors import MailTooLarge, SourceUnreadable
from dumas_docs.intake.mail import MAX_BYTES

CHUNK = 1024 * 1024
MAX_LINE = 64 * 1024
MBOX_START = re.compile(rb"From \S+.*\d{4}")
QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class SourceMail:
    """One mail that waits in a source; nothing of it is in memory until `read`."""

    name: str
    path: Path
    start: int
    size: int
    in_mbox: bool = False

    def read(self, *, max_bytes: int = MAX_BYTES) -> bytes:
        """The raw bytes, once. Raises MailTooLarge without reading, SourceUnreadable when the file cannot be opened."""
        if self.size > max_bytes:
            raise MailTooLarge(size=self.size, limit=max_bytes)
        try:
            with self.path.open("rb") as source:
                source.seek(self.start)
                raw = source.read(self.size)
        except OSError as error:
            raise SourceUnreadable(self.path) from error
        return QUOTED_FROM.sub(rb"\1", raw) if self.in_mbox else raw

    def copy_to(self, target: BinaryIO) -> None:
        """Write the original bytes to `target` piece by piece, for quarantine; works for mails of any size."""
        try:
            source = self.path.open("rb")
        except OSError as error:
            raise SourceUnreadable(self.path) from error
        with source:
            source.seek(self.start)
            left = self.size
            while left and (chunk := source.read(min(CHUNK, left))):
                target.write(chunk)
                left -= len(chunk)


def iterate_mails(path: Path) -> Iterator[SourceMail]:
    """All mails under `path` in a stable order: a mail file, an mbox, a Maildir, or a folder with any of these.

    Folders are read with their subfolders, sorted by name. Hidden files and symbolic links inside a folder are left
    out: a link could point anywhere on the machine. Raises SourceUnreadable when `path` itself cannot be read.
    """
    try:
        if path.is_dir():
            files = _files_under(path)
        elif path.is_file():
            files = [path]
        else:
            raise SourceUnreadable(path)
    except OSError as error:
        raise SourceUnreadable(path) from error
    for file in files:
        name = file.relative_to(path).as_posix() if file != path else file.name
        yield from _mails_in(file, name=name)


def _files_under(folder: Path) -> list[Path]:
    children = sorted(folder.iterdir(), key=_order)
    if (folder / "cur").is_dir() and (folder / "new").is_dir():
        # A Maildir moves a mail from new to cur when it is read; the order must not depend on that.
        mails = [file for box in ("cur", "new") for file in (folder / box).iterdir() if _is_plain_file(file)]
        subfolders = [child for child in children if child.name.startswith(".") and _is_folder(child)]
        nested = [file for child in subfolders if (child / "cur").is_dir() for file in _files_under(child)]
        return sorted(mails, key=_order) + nested
    found: list[Path] = []
    for child in children:
        if child.name.startswith("."):
            continue
        if _is_folder(child):
            try:
                found += _files_under(child)
            except OSError:
                # One folder that cannot be opened is reported by name like a mail and holds up no other.
                found.append(child)
        elif _is_plain_file(child):
            found.append(child)
    return found


def _order(path: Path) -> bytes:
    return path.name.encode("utf-8", "surrogateescape")


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode)


def _is_plain_file(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode) and not path.name.startswith(".")


def _mails_in(file: Path, *, name: str) -> Iterator[SourceMail]:
    try:
        size = file.stat().st_size
        with file.open("rb") as source:
            is_mbox = bool(MBOX_START.match(source.read(200)))
    except OSError:
        # The caller meets the same error in `read` and can report this one file by name.
        size, is_mbox = 0, False
    if is_mbox:
        yield from _mails_in_mbox(file, name=name)
    else:
        yield SourceMail(name=_without_flags(name), path=file, start=0, size=size)


def _without_flags(name: str) -> str:
    # A Maildir writes flags such as ":2,S" behind the name when a mail is read.
    return re.sub(r"^(?:cur|new)/", "", re.sub(r":2,[A-Za-z]*$", "", name))


def _mails_in_mbox(file: Path, *, name: str) -> Iterator[SourceMail]:
    number, start, position = 0, 0, 0
    after_blank = True
    with file.open("rb") as source:
        while line := source.readline(MAX_LINE):
            if after_blank and MBOX_START.match(line):
                if number:
                    yield _in_mbox(file, name, number, start, position)
                number, start = number + 1, position + len(line)
            position += len(line)
            after_blank = line in (b"\n", b"\r\n")
    yield _in_mbox(file, name, number, start, position)


def _in_mbox(file: Path, name: str, number: int, start: int, end: int) -> SourceMail:
    return SourceMail(name=f"{name}#{number}", path=file, start=start, size=end - start, in_mbox=True)
