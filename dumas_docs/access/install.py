"""Puts the access kernel in place; called once when the app is ready."""

from __future__ import annotations


def install() -> None:
    """Register policies, the mail guard, and moves that keep pointers true."""
    from wagtail.models import AbstractPage
    from wagtail.permissions import register_permission_policy

    from dumas_docs.models import Attachment, BasePage, Scan

    from .mail import guard_mails
    from .moves import guard_moves
    from .policy import NobodyPolicy, PageAccessPolicy
    from .role_permissions import install as watch_permissions

    register_permission_policy(AbstractPage, PageAccessPolicy(BasePage))
    register_permission_policy(Attachment, NobodyPolicy(Attachment))
    register_permission_policy(Scan, NobodyPolicy(Scan))
    guard_moves()
    guard_mails()
    watch_permissions()
