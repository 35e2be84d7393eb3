"""The door for every file from outside: from a mail, a scan or a form."""

import hashlib
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from dumas_docs.enums import EvidenceKind
from dumas_docs.imports.containers import holds_pictures, refuse_zip_bomb
from dumas_docs.imports.doctypes import refuse_doctypes
from dumas_docs.imports.extraction import Extraction, ExtractionStatus, extract_text
from dumas_docs.imports.kinds import TYPES, FileType, sniff
from dumas_docs.imports.limits import DEFAULT_LIMITS, MEBIBYTE, FileLimits
from dumas_docs.imports.names import NO_NAME, clean_file_name, extension_of, shorten
from dumas_docs.imports.refusals import FileRefused, RefusalCode

CHUNK = 1024 * 1024
# No document, picture or recording is so small: what is left of one is read as a few letters of text.
LEAST_BYTES = 16


class FileNote(StrEnum):
    """What an official should know about a file that was taken in."""

    NAMA_DIUBAH = "NAMA_DIUBAH"
    JENIS_BERBEDA_DARI_NAMA = "JENIS_BERBEDA_DARI_NAMA"
    TERENKRIPSI = "TERENKRIPSI"
    FORMAT_LAMA = "FORMAT_LAMA"
    TEKS_TIDAK_LENGKAP = "TEKS_TIDAK_LENGKAP"
    TANPA_ISI = "TANPA_ISI"

    @property
    def message(self) -> str:
        return str(NOTES[self])


NOTES = {
    FileNote.NAMA_DIUBAH: _("The file name was cleaned for storage."),
    FileNote.JENIS_BERBEDA_DARI_NAMA: _("The content is of another kind than the file name says."),
    FileNote.TERENKRIPSI: _("The file is locked with a password. Ask the sender for the password or an open copy."),
    FileNote.FORMAT_LAMA: _("An old file format: kept as evidence, its text is not searched. Ask for PDF or docx."),
    FileNote.TEKS_TIDAK_LENGKAP: _("The text of the file could not be read completely."),
    FileNote.TANPA_ISI: _("The file holds neither text nor pictures and proves nothing. Ask for a filled one."),
}
# What has no text here and no picture inside is empty; any other file without text may be a scan.
WRITTEN = frozenset({"word", "sheet", "odf", "plain"})
OLD_FORMATS = frozenset(
    {
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-outlook",
        "application/rtf",
    }
)


@dataclass(frozen=True, kw_only=True)
class AcceptedFile:
    """A file that may be stored: `name` is safe, `mime` and `kind` follow the content, `extraction` holds its text."""

    name: str
    mime: str
    kind: EvidenceKind
    size: int
    sha256: str
    extraction: Extraction
    notes: tuple[FileNote, ...]

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it: such a file is neither evidence nor a signed letter (S1 A.1.1b)."""
        return FileNote.TANPA_ISI in self.notes

    @property
    def pixel_size(self) -> tuple[int, int] | None:
        """Width and height of a picture."""
        if self.extraction.width is None or self.extraction.height is None:
            return None
        return self.extraction.width, self.extraction.height


def accept_file(*, name: str | None, content: bytes | BinaryIO, limits: FileLimits = DEFAULT_LIMITS) -> AcceptedFile:
    """Examine one file and say how to store it; the content itself stays with the caller.

    The type is told by content alone. Pictures are unpacked and documents read in a bounded child process.
    Raises FileRefused (empty, too large, zip bomb, document type declared, too many pixels, damaged, program, script,
    macro, archive, unknown kind), ReaderUnavailable (the child cannot start: keep the file and try again) and OSError
    (temporary folder full).
    """
    safe_name = clean_file_name(name)
    with tempfile.TemporaryFile() as stream:
        size, digest = _copy(content=content, target=stream, name=safe_name, limits=limits)
        file_type = sniff(stream=stream, name=safe_name)
        if _is_zip(file_type):
            refuse_zip_bomb(stream=stream, name=safe_name, limits=limits)
            refuse_doctypes(stream=stream, name=safe_name)
        extraction = extract_text(content=stream, reader=file_type.reader, limits=limits)
        is_blank = _is_blank(stream=stream, file_type=file_type, extraction=extraction)
    if size < LEAST_BYTES and _promises_more(safe_name, file_type):
        raise FileRefused(code=RefusalCode.RUSAK, name=safe_name)
    _refuse_unreadable(extraction=extraction, name=safe_name, limits=limits)
    final_name = _fitting_name(safe_name, file_type)
    return AcceptedFile(
        name=final_name,
        mime=file_type.mime,
        kind=file_type.kind,
        size=size,
        sha256=digest,
        extraction=_with_lock(extraction, file_type),
        notes=_notes(raw_name=name, safe_name=safe_name, file_type=file_type, extraction=extraction, is_blank=is_blank),
    )


def _copy(*, content: bytes | BinaryIO, target: BinaryIO, name: str, limits: FileLimits) -> tuple[int, str]:
    source = BytesIO(content) if isinstance(content, bytes) else content
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        size += len(chunk)
        if size > limits.max_bytes:
            limit = f"{limits.max_bytes / MEBIBYTE:g}"
            raise FileRefused(code=RefusalCode.TERLALU_BESAR, name=name, limit=limit)
        digest.update(chunk)
        target.write(chunk)
    if not size:
        raise FileRefused(code=RefusalCode.KOSONG, name=name)
    target.flush()
    return size, digest.hexdigest()


def _promises_more(name: str, file_type: FileType) -> bool:
    """Whether a file of text is named as a document, picture or recording of another kind."""
    promised = {extension for known in TYPES.values() if known.reader != "plain" for extension in known.extensions}
    return file_type.reader == "plain" and extension_of(name) in promised


def _is_zip(file_type: FileType) -> bool:
    return file_type.mime.startswith(("application/vnd.openxmlformats", "application/vnd.oasis"))


def _is_blank(*, stream: BinaryIO, file_type: FileType, extraction: Extraction) -> bool:
    read_whole = extraction.status in (ExtractionStatus.BERHASIL, ExtractionStatus.TANPA_TEKS)
    if file_type.reader not in WRITTEN or not read_whole or any(letter.isalnum() for letter in extraction.text):
        return False
    return not (_is_zip(file_type) and holds_pictures(stream=stream))


def _refuse_unreadable(*, extraction: Extraction, name: str, limits: FileLimits) -> None:
    if extraction.status == ExtractionStatus.RUSAK:
        raise FileRefused(code=RefusalCode.RUSAK, name=name)
    if extraction.status == ExtractionStatus.TERLALU_BANYAK_PIKSEL:
        limit = f"{limits.max_pixels / 1_000_000:g}"
        raise FileRefused(code=RefusalCode.TERLALU_BANYAK_PIKSEL, name=name, limit=limit)


def _fitting_name(name: str, file_type: FileType) -> str:
    # Programs open a file by its extension, so a picture called "foto.hta" may not keep that ending.
    if extension_of(name) in file_type.extensions:
        return name
    ending = f".{file_type.extensions[0]}"
    return shorten(name, extra=len(ending)) + ending


def _with_lock(extraction: Extraction, file_type: FileType) -> Extraction:
    if file_type.mime == "application/x-ole-encrypted":
        return Extraction(status=ExtractionStatus.TERENKRIPSI)
    return extraction


def _notes(
    *, raw_name: str | None, safe_name: str, file_type: FileType, extraction: Extraction, is_blank: bool
) -> tuple[FileNote, ...]:
    locked = extraction.status == ExtractionStatus.TERENKRIPSI or file_type.mime == "application/x-ole-encrypted"
    extension = extension_of(safe_name)
    found = {
        FileNote.NAMA_DIUBAH: safe_name != (raw_name or NO_NAME),
        FileNote.JENIS_BERBEDA_DARI_NAMA: bool(extension) and extension not in file_type.extensions,
        FileNote.TERENKRIPSI: locked,
        FileNote.FORMAT_LAMA: file_type.mime in OLD_FORMATS,
        FileNote.TEKS_TIDAK_LENGKAP: extraction.status == ExtractionStatus.MELAMPAUI_BATAS,
        FileNote.TANPA_ISI: is_blank,
    }
    return tuple(note for note, applies in found.items() if applies)
