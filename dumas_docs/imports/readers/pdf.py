"""PDF, page by page."""

from typing import BinaryIO

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import FileNotDecryptedError, PdfReadError

from dumas_docs.imports.readers.reading import Encrypted, Reading


def read(*, stream: BinaryIO, reading: Reading) -> None:
    document = PdfReader(stream, strict=False)
    # Many offices lock only printing or editing: such a file opens with an empty password.
    if document.is_encrypted and document.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise Encrypted
    try:
        reading.page_count = len(document.pages)
        if reading.page_count == 0:
            raise PdfReadError("no pages")
        for page in document.pages:
            reading.add_page(_page_text(page))
    except FileNotDecryptedError as error:
        raise Encrypted from error


def _page_text(page: PageObject) -> str:
    try:
        return page.extract_text()
    except (MemoryError, FileNotDecryptedError):
        raise
    # One broken page must not hide the text of the others.
    except Exception:  # noqa: BLE001
        return ""
