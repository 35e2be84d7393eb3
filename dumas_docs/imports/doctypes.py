"""Document type declarations inside office documents: a door to other files that no honest letter needs.

An entity declared there stands for other text or for a file of the reader's own machine. Nothing here resolves it, and
so the text around it would be lost without a word; therefore the whole document is refused.
"""

import codecs
import re
import zipfile
import zlib
from typing import IO, BinaryIO
from xml.parsers import expat

from dumas_docs.imports.refusals import FileRefused, RefusalCode

HEAD = 4096
CHUNK = 65_536
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# "<?xm" where letters have other numbers; office documents are UTF-8 or UTF-16.
EBCDIC = b"\x4c\x6f\xa7\x94"
UNREADABLE = (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)


class _Declared(Exception):
    """The part declares a document type."""


class _Begun(Exception):
    """The first element has begun; no declaration can follow."""


def refuse_doctypes(*, stream: BinaryIO, name: str) -> None:
    """Raise FileRefused when any XML part of the zip in `stream` declares a document type or hides what it declares.

    Parts are known as XML by their content, because what a part is called binds no reader. Call after
    `refuse_zip_bomb`; each part is read to its first element only.
    """
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        for entry in archive.infolist():
            try:
                with archive.open(entry) as part:
                    _look_into(part, name=name)
            # What zipfile cannot unpack reaches no reader either; whether the document stands without it is theirs.
            except UNREADABLE:
                continue


def _look_into(part: IO[bytes], *, name: str) -> None:
    head = part.read(HEAD)
    if not _is_markup(head):
        return
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _raise_declared
    parser.StartElementHandler = _raise_begun
    chunk = head
    while chunk:
        try:
            parser.Parse(chunk)
        except _Begun:
            return
        except _Declared:
            raise FileRefused(code=RefusalCode.DEKLARASI_DOKUMEN, name=name) from None
        # Another reader may be more forgiving or know a charset that is not known here, and find a declaration.
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise FileRefused(code=RefusalCode.RUSAK, name=name) from error
        chunk = part.read(CHUNK)


def _is_markup(head: bytes) -> bool:
    for mark in MARKS:
        head = head.removeprefix(mark)
    return bool(re.match(rb"[\x00\s]*<", head)) or head.startswith(EBCDIC)


def _raise_declared(*_args: object) -> None:
    raise _Declared


def _raise_begun(*_args: object) -> None:
    raise _Begun
