"""What a person's request costs and brings: the answer, and everything that was asked of the cluster and of the
database for it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_plus

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from elastic_transport import Transport

from search.backends.elasticsearch.entries import as_written, stems
from search.terms import key

# What differs from answer to answer whatever was asked.
PASSING = re.compile(r"[A-Za-z0-9]{64}|nonce-[A-Za-z0-9+/_=-]+|nonce=\"[^\"]+\"|[0-9]{2}\.[0-9]{2} WIB")


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str
    to_cluster: list[str] = field(default_factory=list)
    to_database: int = 0
    seconds: float = 0.0

    def without(self, *asked: str) -> Answer:
        """The same with every form of what was asked masked, longest first."""
        forms = sorted({form for text in asked for form in _forms(text)}, key=len, reverse=True)

        def masked(text: str) -> str:
            text = PASSING.sub("~", text)
            for form in forms:
                text = text.replace(form, "…")
            return text

        headers = {name: masked(value) for name, value in self.headers.items() if name != "Content-Length"}
        return Answer(self.status, headers, masked(self.body), [masked(each) for each in self.to_cluster],
                      self.to_database)  # fmt: skip


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Every request to the cluster inside the block: method, address and body."""
    original, heard = Transport.perform_request, list[str]()

    def perform_request(self: Transport, method: str, target: str, **options: Any) -> Any:
        heard.append(f"{method} {target} {json.dumps(options.get('body'), sort_keys=True, default=str)}")
        return original(self, method, target, **options)

    Transport.perform_request = perform_request  # type: ignore[method-assign]
    try:
        yield heard
    finally:
        Transport.perform_request = original  # type: ignore[method-assign]


def ask(client: Client, address: str, *, post: bool = False, **values: Any) -> Answer:
    """Send it and read the answer to its end."""
    with overheard() as heard, CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        response = (client.post if post else client.get)(address, values)
        body = b"".join(response).decode("utf-8", "replace")
        seconds = time.perf_counter() - began
    headers = {name: value for name, value in response.items() if name not in ("Expires", "Last-Modified")}
    return Answer(response.status_code, headers, body, heard, len(queries), seconds)


def _forms(text: str) -> set[str]:
    plain = {text, text.lower(), text.upper(), stems(text), as_written(text), key(text), " ".join(text.split())}
    plain |= {json.dumps(each)[1:-1] for each in plain}
    return {form for each in plain if each for form in (each, quote(each), quote_plus(each), escape(each))}
