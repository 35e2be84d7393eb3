"""What a file is, told from its content alone."""

import re
from dataclasses import dataclass
from typing import BinaryIO

import filetype

from dumas_docs.enums import EvidenceKind
from dumas_docs.imports.charsets import decode_bytes
from dumas_docs.imports.containers import ole_type, zip_type
from dumas_docs.imports.names import extension_of
from dumas_docs.imports.refusals import FileRefused, RefusalCode

HEAD = 8192
PDF_WITHIN = 1024
TOLERATED_CONTROLS = 0.01


@dataclass(frozen=True)
class FileType:
    mime: str
    kind: EvidenceKind
    extensions: tuple[str, ...]
    reader: str = ""


def _types() -> dict[str, FileType]:
    document, photo, recording = EvidenceKind.DOKUMEN, EvidenceKind.FOTO, EvidenceKind.REKAMAN
    ooxml = "application/vnd.openxmlformats-officedocument"
    odf = "application/vnd.oasis.opendocument"
    rows = (
        FileType("application/pdf", document, ("pdf",), "pdf"),
        FileType(f"{ooxml}.wordprocessingml.document", document, ("docx",), "word"),
        FileType(f"{ooxml}.spreadsheetml.sheet", document, ("xlsx",), "sheet"),
        FileType(f"{ooxml}.presentationml.presentation", document, ("pptx",)),
        FileType(f"{odf}.text", document, ("odt",), "odf"),
        FileType(f"{odf}.spreadsheet", document, ("ods",), "odf"),
        FileType("text/plain", document, ("txt", "csv", "log", "md"), "plain"),
        FileType("message/rfc822", document, ("eml",), "message"),
        # Old Office files are what many citizens still write. They are evidence, so they are kept; nothing here
        # opens them, because no reader of that format is safe enough to be fed strangers' files.
        FileType("application/msword", document, ("doc",)),
        FileType("application/vnd.ms-excel", document, ("xls",)),
        FileType("application/vnd.ms-powerpoint", document, ("ppt",)),
        FileType("application/vnd.ms-outlook", document, ("msg",)),
        FileType("application/rtf", document, ("rtf", "doc")),
        FileType("application/x-ole-encrypted", document, ("docx", "xlsx", "pptx")),
        FileType("image/jpeg", photo, ("jpg", "jpeg", "jpe", "jfif"), "image"),
        FileType("image/png", photo, ("png",), "image"),
        FileType("image/tiff", photo, ("tif", "tiff"), "image"),
        FileType("image/webp", photo, ("webp",), "image"),
        FileType("image/heic", photo, ("heic", "heif"), "image"),
        FileType("audio/mpeg", recording, ("mp3",)),
        FileType("audio/mp4", recording, ("m4a", "mp4")),
        FileType("audio/aac", recording, ("aac",)),
        FileType("audio/x-wav", recording, ("wav",)),
        FileType("audio/ogg", recording, ("ogg", "oga", "opus")),
        FileType("audio/amr", recording, ("amr",)),
        FileType("video/mp4", recording, ("mp4", "m4v")),
        FileType("video/quicktime", recording, ("mov",)),
        FileType("video/3gpp", recording, ("3gp", "3gpp")),
        FileType("video/webm", recording, ("webm",)),
    )
    return {row.mime: row for row in rows}


TYPES = _types()

EXECUTABLE_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"dex\n",
    b"\x00asm",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
ARCHIVE_MIMES = {
    "application/x-tar",
    "application/x-rar-compressed",
    "application/gzip",
    "application/x-bzip2",
    "application/x-7z-compressed",
    "application/x-xz",
    "application/zstd",
    "application/vnd.ms-cab-compressed",
    "application/x-lzip",
    "application/x-compress",
    "application/x-unix-archive",
    "application/x-iso9660-image",
}
ACTIVE_EXTENSIONS = {
    "html", "htm", "xhtml", "xht", "mht", "mhtml", "shtml", "svg", "xml", "xsl", "hta", "js", "jse", "mjs", "vbs",
    "vbe", "wsf", "wsh", "ps1", "psm1", "bat", "cmd", "sh", "bash", "zsh", "py", "pl", "rb", "php", "jsp", "asp",
    "aspx", "reg", "url", "lnk", "desktop", "scr", "com", "inf", "iqy", "slk", "jar",
}  # fmt: skip
ACTIVE_TEXT = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<(?:!doctype|html|head|body|script|svg|\?xml|\?php|iframe|meta|style|table|div|p\b|a\s)"
    r"|#!\s*/|@echo\b)",
    re.IGNORECASE | re.DOTALL,
)
SCRIPT_ANYWHERE = re.compile(r"<(?:script|svg|iframe|object|embed)[\s>/]|javascript:|<\?php", re.IGNORECASE)
MAIL_HEADER = re.compile(
    rb"^(?:From|To|Subject|Date|Message-ID|Received|Return-Path|Delivered-To|MIME-Version)\s*:", re.IGNORECASE
)


def sniff(*, stream: BinaryIO, name: str) -> FileType:
    """The type of the file in `stream` by its content; `name` serves messages and the list of script extensions.

    Raises FileRefused for programs, web pages and scripts, macro documents, archives and unknown binaries.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    if b"%PDF-" in head[:16]:
        return TYPES["application/pdf"]
    if head.startswith(b"{\\rtf"):
        return TYPES["application/rtf"]
    # Clean text comes first: a letter that begins with "BM" or "MZ" is neither a bitmap nor a program.
    if _control_share(head) == 0:
        return _text_type(head=head, name=name)
    if head.startswith(EXECUTABLE_HEADS):
        raise FileRefused(code=RefusalCode.PROGRAM, name=name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return TYPES[zip_type(stream=stream, name=name)]
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return TYPES[ole_type(stream=stream, name=name)]
    guess = {"image/heif": "image/heic"}.get(mime := filetype.guess_mime(head), mime)
    if guess in ARCHIVE_MIMES:
        raise FileRefused(code=RefusalCode.ARSIP, name=name)
    if guess in TYPES:
        return TYPES[guess]
    if b"%PDF-" in head[:PDF_WITHIN]:
        return TYPES["application/pdf"]
    if guess is None and _control_share(head) < TOLERATED_CONTROLS:
        return _text_type(head=head, name=name)
    raise FileRefused(code=RefusalCode.JENIS_TIDAK_DITERIMA, name=name)


def _control_share(head: bytes) -> float:
    text = decode_bytes(head)
    controls = sum((c < " " and c not in "\t\n\r\f") or "\x7f" <= c <= "\x9f" for c in text)
    return controls / max(len(text), 1)


def _text_type(*, head: bytes, name: str) -> FileType:
    text = decode_bytes(head)
    if _is_mail(head):
        return TYPES["message/rfc822"]
    if extension_of(name) in ACTIVE_EXTENSIONS or ACTIVE_TEXT.match(text) or SCRIPT_ANYWHERE.search(text[:4096]):
        raise FileRefused(code=RefusalCode.KODE_AKTIF, name=name)
    return TYPES["text/plain"]


def _is_mail(head: bytes) -> bool:
    lines = head.lstrip().splitlines()[:60]
    if lines and lines[0].startswith(b"From "):
        lines = lines[1:]
    found = 0
    for line in lines:
        if not line.strip():
            break
        if MAIL_HEADER.match(line):
            found += 1
        elif not re.match(rb"^(?:[!-9;-~]+:|[ \t])", line):
            return False
    return found >= 2
