"""Puts the access kernel in place; called once when the app is ready."""

from __future__ import annotations


def install() -> None:
    """Register policies, mail guard and the signals that keep pointers true."""
    from wagtail.models import AbstractPage
    from wagtail.permissions import register_permission_policy
    from wagtail.signals import post_page_move

    from dumas_docs.models import Attachment, BasePage, Scan

    from .mail import guard_mails
    from .policy import NobodyPolicy, PageAccessPolicy

    register_permission_policy(AbstractPage, PageAccessPolicy(BasePage))
    register_permission_policy(Attachment, NobodyPolicy(Attachment))
    register_permission_policy(Scan, NobodyPolicy(Scan))
    post_page_move.connect(_after_move, dispatch_uid="dumas_docs.pointers_after_move")
    guard_mails()


def _after_move(sender, instance, url_path_before, url_path_after, **kwargs) -> None:
    from dumas_docs import events

    from . import pointers

    pointers.rebuild(instance)
    events.access_changed.send(sender=sender, page_id=instance.pk)
