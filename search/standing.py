"""How each engine stands, for monitoring and for the search page: numbers only, of no document in particular."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .backends import SearchBackend, SearchUnavailable, Status, kept_engines
from .models import SearchPending
from .outbox import MOST_ATTEMPTS, given_up


@dataclass(frozen=True)
class Standing:
    """One engine. `documents` is None where it does not answer, `oldest_seconds` where nothing waits.

    `missing_copies` are copies of parts of the index that no node holds now: the next loss may take the only one."""

    engine: str
    answers: bool
    documents: int | None
    missing_copies: int
    waiting: int
    oldest_seconds: int | None
    given_up: int

    def is_late(self, *, limit: int) -> bool:
        """Whether something has been waiting for longer than `limit` seconds."""
        return self.oldest_seconds is not None and self.oldest_seconds > limit

    def is_sound(self, *, limit: int) -> bool:
        """Whether nobody needs to look."""
        return self.answers and not (self.missing_copies or self.given_up or self.is_late(limit=limit))


def standings(*, now: datetime) -> list[Standing]:
    """Every engine that is kept; one that is away is told, not raised."""
    return [_standing(engine, now=now) for engine in kept_engines().values()]


def seconds_behind(engine: str, *, now: datetime) -> int | None:
    """How long the oldest change waits for the engine of this code; None where nothing waits.

    What was given up is not waiting: it is listed for the administrator, and `index_status` fails for it."""
    waiting = SearchPending.objects.filter(engine=engine, attempts__lt=MOST_ATTEMPTS)
    oldest = waiting.order_by("queued_at").values_list("queued_at", flat=True).first()
    return None if oldest is None else max(0, int((now - oldest).total_seconds()))


def minutes_behind(engine: str, *, now: datetime) -> int:
    """Whole minutes by which the engine of this code is behind; 0 below one."""
    return (seconds_behind(engine, now=now) or 0) // 60


def _standing(engine: SearchBackend, *, now: datetime) -> Standing:
    rows = SearchPending.objects.filter(engine=engine.code)
    status = _status(engine)
    return Standing(
        engine=engine.code,
        answers=status is not None,
        documents=status.documents if status else None,
        missing_copies=status.missing_copies if status else 0,
        waiting=rows.filter(attempts__lt=MOST_ATTEMPTS).count(),
        oldest_seconds=seconds_behind(engine.code, now=now),
        given_up=given_up().filter(engine=engine.code).count(),
    )


def _status(engine: SearchBackend) -> Status | None:
    try:
        return engine.status()
    except SearchUnavailable:
        return None
