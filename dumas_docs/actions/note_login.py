"""Who logged in, who tried to, and when an account is closed to further tries for a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.crypto import salted_hmac

from dumas_docs.access import audit
from dumas_docs.models import AuditEntry

TRIES = 10
WITHIN = timedelta(minutes=15)


def note_login(*, account: Any, now: datetime) -> None:
    """Record akun.masuk."""
    audit.record(verb="akun.masuk", by=account, at=now, data={"account": account.get_username()})


def note_failed_login(*, username: str, now: datetime) -> None:
    """Record akun.gagal_masuk; a name that is nobody's is kept as a hash, as people type passwords there."""
    audit.record(verb="akun.gagal_masuk", refused=True, at=now, data={"account": _account_of(username)})


def is_closed_for_now(*, username: str, now: datetime) -> bool:
    """Whether the last TRIES tries WITHIN the last minutes all failed, whether or not the account exists."""
    latest = (
        AuditEntry.objects.filter(
            verb__in=("akun.masuk", "akun.gagal_masuk"), at__gt=now - WITHIN, data__account=_account_of(username)
        )
        .order_by("-number")
        .values_list("verb", flat=True)[:TRIES]
    )
    verbs = list(latest)
    return len(verbs) == TRIES and "akun.masuk" not in verbs


def _account_of(username: str) -> str:
    if get_user_model().objects.filter(username=username).exists():
        return username
    return "#" + salted_hmac("dumas_docs.note_login", username, algorithm="sha256").hexdigest()
