"""Headers that keep the browser strict."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

OFFICE_SITE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# Wagtail's editor needs inline styles and scripts of its own; still nothing from elsewhere.
EDITING_SIDE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)


Sent = TypeVar("Sent", bound=HttpResponseBase)
# What no system keeps in the name of a file; browsers cut a number like 00005/SM/2026 at it.
NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|]')


def file_name(name: str) -> str:
    """`name` as every system keeps it whole."""
    return NOT_IN_NAMES.sub("-", name)


def as_download(response: Sent, *, name: str) -> Sent:
    """`response` as a file that is saved under `name`: opened nowhere in the browser, run nowhere, kept in no cache."""
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file_name(name)
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


class SecurityHeadersMiddleware:
    """Content-Security-Policy for every answer that has none; nothing is ever fetched from another host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Content-Security-Policy" not in response:
            match = request.resolver_match
            editing = match is not None and match.view_name.startswith("wagtail") and match.view_name != "wagtail_serve"
            response["Content-Security-Policy"] = EDITING_SIDE if editing else OFFICE_SITE
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        return response
