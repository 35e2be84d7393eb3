"""Signing in, and who may enter the editing side."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from .scope import local_today
from .selectors import held_by

ACCESS_ADMIN = "wagtailadmin.access_admin"


class AppointmentBackend(ModelBackend):
    """Passwords as Django checks them; the editing side opens for whoever holds a position today.

    Rights on pages never pass through here: `access.selectors` answers those."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return False
        if perm == ACCESS_ADMIN:
            return user_obj.is_superuser or _holds_position(user_obj)
        return super().has_perm(user_obj, perm)


def _holds_position(user: Any) -> bool:
    if not hasattr(user, "_holds_position"):
        user._holds_position = bool(held_by(user, on=local_today()))
    return user._holds_position
