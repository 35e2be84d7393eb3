"""Keeps titles out of the server's log, which people read who may not read the archive; and what is no fault of it."""

from __future__ import annotations

import logging
import re

QUOTED = re.compile(r'"[^"]*"')


class TitleFilter(logging.Filter):
    """Replaces quoted titles in Wagtail's own messages by "-"."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("wagtail"):
            record.msg = QUOTED.sub('"-"', record.getMessage())
            record.args = ()
        return True


class BadRequestFilter(logging.Filter):
    """A request that cannot be read is one line: where the reading broke off is the sender's matter."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == 400:
            record.exc_info = record.exc_text = None
        return True
