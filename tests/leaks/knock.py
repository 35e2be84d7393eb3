"""One knock on a door by one person, and everything the person or the office's log learns from it."""

from __future__ import annotations

import gzip
import io
import logging
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core import mail
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client, TestCase
from django.urls import reverse

from dumas_docs.access.logs import TitleFilter
from dumas_docs.access.scope import current_scope
from tests.leaks.rows import Attempt, plain
from tests.leaks.snapshot import written_tables

BACKEND = "dumas_docs.access.backend.AppointmentBackend"


@dataclass
class Answer:
    """What came back: the response, and what went out beside it."""

    status: int
    headers: dict[str, str]
    body: str
    asked: str
    beside: str = ""
    error: str = ""
    door: str = ""
    written: set[str] = field(default_factory=set)
    parts: list[str] = field(default_factory=list)

    @property
    def everything(self) -> str:
        return "\n".join([self.body, *self.parts, *(f"{k}: {v}" for k, v in self.headers.items()), self.beside])


class Listener(logging.Handler):
    """Collects log lines as the office's log would show them."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.addFilter(TitleFilter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def listening() -> Iterator[Listener]:
    """Hear every logger at INFO, the most that operators turn on."""
    listener, root = Listener(), logging.getLogger()
    level = root.level
    root.setLevel(logging.INFO)
    root.addHandler(listener)
    try:
        yield listener
    finally:
        root.removeHandler(listener)
        root.setLevel(level)


class PlainClient(Client):
    """Django's test client without its copies of every template's context."""

    def request(self, **request: Any) -> HttpResponseBase:
        dispatch_uid = f"leaks-{id(self)}"
        got_request_exception.connect(self.store_exc_info, dispatch_uid=dispatch_uid)
        try:
            response = self.handler(self._base_environ(**request))
        finally:
            got_request_exception.disconnect(dispatch_uid=dispatch_uid)
        response.exc_info, self.exc_info = self.exc_info, None
        self.cookies.update(response.cookies)
        return response


class Visitor:
    """A person at the doors. Whatever a knock writes is rolled back, unless `after` looks at it first."""

    def __init__(self, name: str, user: User | None, listener: Listener) -> None:
        self.name = name
        self.user = user
        self.listener = listener
        self.client = PlainClient(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user, backend=BACKEND)

    def knock(self, attempt: Attempt, *, after: Any = None) -> Answer:
        """Send the attempt, read everything to the end, ask `after()` what changed, and roll back."""
        path = attempt.path or _address(attempt)
        query = {name: plain(value) for name, value in attempt.query.items()}
        form = None if attempt.form is None else {name: plain(value) for name, value in attempt.form.items()}
        cookies = self.client.cookies.copy()
        self.listener.lines.clear()
        mail.outbox.clear()
        try:
            with transaction.atomic():
                with TestCase.captureOnCommitCallbacks(execute=True), written_tables() as written:
                    if form is None:
                        response = self.client.get(path, query)
                    else:
                        response = self.client.post(path, form, query_params=query)
                answer = self._read(response, f"{path} {query} {form}")
                answer.written = written
                if after is not None:
                    after(answer)
                transaction.set_rollback(True)
        finally:
            self.client.cookies = cookies
        assert current_scope().is_system, f"{attempt} left a scope open"
        return answer

    def _read(self, response: HttpResponseBase, asked: str) -> Answer:
        body = b"".join(response)  # type: ignore[arg-type]
        request = response.wsgi_request  # type: ignore[attr-defined]
        storage = getattr(request, "_messages", None)
        queued = [str(message) for message in storage._queued_messages] if storage is not None else []
        mails = [f"{each.to} {each.subject} {each.body}" for each in mail.outbox]
        headers = dict(response.items())
        headers.update({f"Cookie {name}": morsel.value for name, morsel in response.cookies.items()})
        error = response.exc_info  # type: ignore[attr-defined]
        return Answer(
            status=response.status_code,
            headers=headers,
            body=body.decode("utf-8", "replace"),
            asked=asked,
            beside="\n".join([*queued, *mails, *self.listener.lines]),
            door=request.resolver_match.view_name if request.resolver_match else "",
            error=f"{error[0].__name__}: {error[1]}" if error else "",
            parts=list(_unpacked(body)),
        )


def _address(attempt: Attempt) -> str:
    """The address; a nameless part of a pattern stands under the empty name."""
    kwargs = {name: plain(value) for name, value in attempt.kwargs.items()}
    return reverse(attempt.door, args=[kwargs[""]]) if "" in kwargs else reverse(attempt.door, kwargs=kwargs)


def _unpacked(body: bytes) -> Iterator[str]:
    if body[:2] == b"\x1f\x8b":
        yield gzip.decompress(body).decode("utf-8", "replace")
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name
                yield archive.read(name).decode("utf-8", "replace")
