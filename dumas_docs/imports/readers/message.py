"""A mail kept as a file: its header lines that matter to a reader, then its text."""

import datetime
from typing import BinaryIO

from dumas_docs.imports.readers.reading import Reading
from dumas_docs.intake.mail import parse_mail


def read(*, stream: BinaryIO, reading: Reading) -> None:
    now = datetime.datetime.now(datetime.UTC)
    mail = parse_mail(stream.read(), now=now, max_bytes=None)
    reading.add_page(f"{mail.sender.label}\n{mail.subject}\n\n{mail.text}")
