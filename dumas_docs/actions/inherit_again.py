"""Open a page again for what is given above it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs.models import BasePage

from .share import ReasonNeeded, record_refusal, rights_now
from .stop_inheriting import InheritsAlready, turn_inheritance


def inherit_again(*, page: BasePage, by: Any, now: datetime, reason: str) -> None:
    """Let the grants above reach `page` and what lies below it again; grants of its own stay.

    Raises MayNotShare, ReasonNeeded, InheritsAlready; then nothing has changed."""
    try:
        with transaction.atomic():
            page_now, _rights = rights_now(page=page, by=by, now=now)
            if not reason.strip():
                raise ReasonNeeded
            if page_now.inherits:
                raise InheritsAlready(page.pk)
            turn_inheritance(page_now, inherits=True, by=by, now=now, reason=reason.strip()[:500])
    except PermissionError as refused:
        record_refusal(page=page, by=by, now=now, refused=refused)
        raise
    page.inherits = True
