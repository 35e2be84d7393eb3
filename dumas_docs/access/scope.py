"""For whom the database is being read right now.

Every query on pages and attachments is filtered for the person of the current scope at the moment its SQL is made.
Without a scope the query raises: closed by default. Commands, migrations and workers enter `system_scope("why")`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from .resolve import Resolution


class ScopeNotSet(RuntimeError):
    """A page or attachment was queried without saying for whom."""


@dataclass
class Scope:
    """One reader of the database: a person (also the anonymous one) on a day, or the system with a reason."""

    user: Any = None
    on: date | None = None
    system_reason: str = ""
    # The scope around this one, which must also hear that rights have changed.
    outer: Scope | None = field(default=None, repr=False)
    _resolution: Resolution | None = field(default=None, repr=False)

    @property
    def is_system(self) -> bool:
        return bool(self.system_reason)

    @property
    def resolution(self) -> Resolution:
        """What the person reaches, resolved once and kept until `forget()`."""
        if self._resolution is None:
            from .resolve import resolve

            self._resolution = resolve(user=self.user, on=self.on or local_today())
        return self._resolution

    def forget(self) -> None:
        """Resolve again at the next query, here and in the scopes around, because rights have changed."""
        self._resolution = None
        if self.outer is not None:
            self.outer.forget()


_current: ContextVar[Scope | None] = ContextVar("dumas_scope", default=None)


def local_today() -> date:
    """The office's date (Asia/Jakarta by settings)."""
    return office_day(timezone.now())


def office_day(moment: datetime) -> date:
    """The day of `moment` in the office. Not in the time zone somebody chose for his editing side: rights begin and
    end on one day for all."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def current_scope() -> Scope:
    """The scope in force. Raises ScopeNotSet outside of one."""
    scope = _current.get()
    if scope is None:
        raise ScopeNotSet("Pages were read without a scope: use the request, or system_scope(reason) in a command.")
    return scope


def scope_or_none() -> Scope | None:
    return _current.get()


def in_request() -> bool:
    """Whether somebody acts here: a person's scope is in force, or around the bookkeeping that is."""
    scope = _current.get()
    while scope is not None and scope.is_system:
        scope = scope.outer
    return scope is not None


def open_scope(scope: Scope | None) -> Token[Scope | None]:
    """Put `scope` in force until `close_scope(token)`; for the middleware, which outlives its own call."""
    return _current.set(scope)


def close_scope(token: Token[Scope | None]) -> None:
    try:
        _current.reset(token)
    except ValueError:
        # The response was closed in another context than the request's; nothing is left to restore there.
        _current.set(None)


@contextmanager
def person_scope(user: Any, *, on: date | None = None) -> Iterator[Scope]:
    """Read as `user` (None or an anonymous user: the public) inside the block."""
    scope = Scope(user=user, on=on, outer=_current.get())
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)


def as_reader(user: Any) -> AbstractContextManager[Any]:
    """As `person_scope`; inside the scope of the same person nothing needs to be resolved again."""
    scope = scope_or_none()
    same = scope is not None and not scope.is_system and getattr(scope.user, "pk", None) == getattr(user, "pk", None)
    return nullcontext() if same else person_scope(user)


@contextmanager
def system_scope(reason: str) -> Iterator[Scope]:
    """Read without a filter inside the block, for the `reason` given."""
    if not reason:
        raise ValueError("A system scope needs a reason.")
    token = _current.set(Scope(system_reason=reason, outer=_current.get()))
    try:
        yield _current.get()  # type: ignore[misc]
    finally:
        _current.reset(token)


@contextmanager
def no_scope() -> Iterator[None]:
    """Leave every scope inside the block, as a fresh thread would; for tests of the closed default."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)


def forget_resolution() -> None:
    """Tell the scope in force, if any, that rights have changed."""
    scope = _current.get()
    if scope is not None:
        scope.forget()


@contextmanager
def bookkeeping() -> Iterator[None]:
    """Tree, slug and revision bookkeeping inside the block sees every row; nothing of it may be shown."""
    token = _current.set(Scope(system_reason="bookkeeping", outer=_current.get()))
    try:
        yield
    finally:
        _current.reset(token)


def as_bookkeeping(method):
    """Run a model method as bookkeeping. Without any scope it still raises, so the default stays closed."""

    @wraps(method)
    def wrapper(*args, **kwargs):
        outer = current_scope()
        if outer.is_system:
            return method(*args, **kwargs)
        with bookkeeping():
            return method(*args, **kwargs)

    return wrapper
