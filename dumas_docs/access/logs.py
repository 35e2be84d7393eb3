"""Keeps titles out of the server's log: it is read by people who may not read the archive."""

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
