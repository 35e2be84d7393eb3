"""Looks into zip and OLE containers without unpacking them."""

import re
import zipfile
from typing import BinaryIO

from dumas_docs.imports.limits import FileLimits
from dumas_docs.imports.refusals import FileRefused, RefusalCode

OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
MAIN_PARTS = (
    ("word/", f"{OOXML}.wordprocessingml.document"),
    ("xl/", f"{OOXML}.spreadsheetml.sheet"),
    ("ppt/", f"{OOXML}.presentationml.presentation"),
)
ODF_TYPES = {f"{ODF}.text", f"{ODF}.spreadsheet"}
# Where office documents keep the pictures and the other files put into them.
INSIDE = re.compile(r"(?:^|/)(?:media|embeddings|pictures|object ?\d+)/.", re.IGNORECASE)
END_RECORD_WITHIN = 65_557
DIRECTORY_LIMIT = 2 * 1024 * 1024
CONTENT_TYPES_LIMIT = 1024 * 1024
OLE_STREAMS = (
    ("EncryptedPackage", "application/x-ole-encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__substg1.0_", "application/vnd.ms-outlook"),
)
OLE_MACRO_MARK = "_VBA_PROJECT".encode("utf-16-le")


def zip_type(*, stream: BinaryIO, name: str) -> str:
    """MIME type of an office document in a zip; raises FileRefused for damaged zips, macros and plain archives."""
    if _directory_bytes(stream) > DIRECTORY_LIMIT:
        raise FileRefused(code=RefusalCode.BOM_ZIP, name=name)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = {entry.filename.lower() for entry in archive.infolist()}
            if any("vbaproject" in entry or entry.endswith("vbadata.xml") for entry in names):
                raise FileRefused(code=RefusalCode.MAKRO, name=name)
            if "[content_types].xml" in names:
                if b"macroEnabled" in _read_small(archive, "[Content_Types].xml"):
                    raise FileRefused(code=RefusalCode.MAKRO, name=name)
                for prefix, mime in MAIN_PARTS:
                    if any(entry.startswith(prefix) for entry in names):
                        return mime
            if "mimetype" in names and "content.xml" in names:
                mime = _read_small(archive, "mimetype").decode("ascii", "replace").strip()
                if any(entry.startswith(("basic/", "scripts/")) and not entry.endswith("/") for entry in names):
                    raise FileRefused(code=RefusalCode.MAKRO, name=name)
                if mime in ODF_TYPES:
                    return mime
    except FileRefused:
        raise
    # zipfile answers a damaged directory with many kinds of exception, struct errors among them.
    except Exception as error:
        raise FileRefused(code=RefusalCode.RUSAK, name=name) from error
    raise FileRefused(code=RefusalCode.ARSIP, name=name)


def _directory_bytes(stream: BinaryIO) -> int:
    """Size of the zip directory as its end record states it; zipfile reads no more than that into memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - END_RECORD_WITHIN))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    stream.seek(0)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _read_small(archive: zipfile.ZipFile, wanted: str) -> bytes:
    for entry in archive.infolist():
        if entry.filename.lower() == wanted.lower():
            with archive.open(entry) as part:
                return part.read(CONTENT_TYPES_LIMIT)
    return b""


def refuse_zip_bomb(*, stream: BinaryIO, name: str, limits: FileLimits) -> None:
    """Raise FileRefused when the zip directory promises too many entries or too much unpacked content.

    The directory may lie, but zipfile never unpacks more of an entry than the directory says.
    """
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    too_dense = unpacked > limits.ratio_checked_from_bytes and unpacked / packed > limits.max_ratio
    if len(entries) > limits.max_archive_entries or unpacked > limits.max_unpacked_bytes or too_dense:
        raise FileRefused(code=RefusalCode.BOM_ZIP, name=name)


def holds_pictures(*, stream: BinaryIO) -> bool:
    """Whether pictures or other files lie in an office document: a letter without text may be a scan pasted into it."""
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        return any(entry.file_size and INSIDE.search(entry.filename) for entry in archive.infolist())


def ole_type(*, stream: BinaryIO, name: str) -> str:
    """MIME type of an OLE2 container by the names of its streams; raises FileRefused for macros and strangers."""
    stream.seek(0)
    content = stream.read()
    if OLE_MACRO_MARK in content:
        raise FileRefused(code=RefusalCode.MAKRO, name=name)
    for mark, mime in OLE_STREAMS:
        if mark.encode("utf-16-le") in content:
            return mime
    raise FileRefused(code=RefusalCode.JENIS_TIDAK_DITERIMA, name=name)
