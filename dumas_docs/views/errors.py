"""What is answered when a request cannot be read at all."""

from __future__ import annotations

from django.core.exceptions import TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 400. Nothing of the request is read or repeated; of too many files it says what to do."""
    told = {"too_many_files": isinstance(exception, TooManyFilesSent)}
    return HttpResponseBadRequest(render_to_string("400.html", told))
