"""Plain text in any charset."""

from typing import BinaryIO

from dumas_docs.imports.charsets import decode_bytes
from dumas_docs.imports.readers.reading import Reading


def read(*, stream: BinaryIO, reading: Reading) -> None:
    for page in decode_bytes(stream.read()).split("\f"):
        reading.add_page(page)
