"""Whether a refused id answers like one that never existed."""

from __future__ import annotations

import re
from urllib.parse import quote

from tests.leaks.knock import Answer
from tests.leaks.rows import Row

# What differs from answer to answer whatever was asked.
VOLATILE = (
    re.compile(r"[A-Za-z0-9]{64}"),  # CSRF tokens
    re.compile(r"\b\d\d[.:]\d\d WIB"),
    re.compile(r"-\d{8}-\d{4}(?=\.(?:csv|xlsx|docx)\b)"),  # the minute in the name of a list that is taken out
    re.compile(r"Task id=\w{32}"),
    re.compile(r"duration:\d+\.\d+s"),  # the search cluster's answers in the log
    re.compile(r"nonce-?=?[\"']?[A-Za-z0-9+/_=-]{10,}"),
    re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
)


# Headers that carry the moment or a fresh secret of the session; messages are compared where they are queued.
PASSING = ("Expires", "Last-Modified", "Content-Length", "Cookie csrftoken", "Cookie sessionid", "Cookie messages")


def difference(answer: Answer, twin: Answer, unknown: set[Row]) -> str:
    """What tells the answer for `unknown` rows from the one for their twins that never existed, or nothing."""
    asked, absent = [str(row.value) for row in unknown], [str(row.absent) for row in unknown]
    if answer.status != twin.status:
        return f"status {answer.status}, absent {twin.status}"
    if set(answer.headers) != set(twin.headers):
        return f"headers {sorted(set(answer.headers) ^ set(twin.headers))}"
    for name in sorted(answer.headers):
        ours, theirs = _masked(answer.headers[name], asked), _masked(twin.headers[name], absent)
        if ours != theirs and name not in PASSING:
            return f"header {name}: {ours!r}, absent {theirs!r}"
    for part, ours, theirs in (("body", answer.body, twin.body), ("beside", answer.beside, twin.beside)):
        ours, theirs = _masked(ours, asked), _masked(theirs, absent)
        if ours != theirs:
            return f"{part}: {_first_difference(ours, theirs)}"
    return ""


def _masked(text: str, values: list[str]) -> str:
    for value in sorted(values, key=len, reverse=True):
        for form in (value, value.lower(), quote(value, safe=""), quote(quote(value, safe=""), safe=""), quote(value)):
            text = text.replace(form, "<asked>")
    for pattern in VOLATILE:
        text = pattern.sub("<volatile>", text)
    return text


def _first_difference(ours: str, theirs: str) -> str:
    place = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    return f"{ours[max(0, place - 60) : place + 60]!r} <> {theirs[max(0, place - 60) : place + 60]!r}"
