"""Nobody is told by mail about a page he may not read.

The words of the mails stand in templates/wagtailadmin/notifications.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.admin import mail
from wagtail.admin.views.pages import edit
from wagtail.models import TaskState, WorkflowState

from dumas_docs.models.base import BasePage
from workflows.engine.submit import is_chain

from .roles import READ
from .scope import bookkeeping
from .selectors import resolution_for

_stock_recipients = mail.EmailNotificationMixin.get_valid_recipients
_stock_send_notification = mail.send_notification


def guard_mails() -> None:
    """Put the recipient filter before Wagtail's workflow and comment mails. Calling it twice changes nothing more."""
    mail.EmailNotificationMixin.get_valid_recipients = _recipients_who_may_read
    edit.send_notification = _send_to_readers


def readers_among(users: Iterable[Any], page: BasePage) -> list[Any]:
    """Those of `users` who may read `page`, in the order given."""
    return [user for user in users if READ in resolution_for(user).verbs(page)]


def _recipients_who_may_read(self: Any, instance: Any, **kwargs: Any) -> set[Any]:
    if isinstance(instance, WorkflowState) and is_chain(instance):
        return set()  # its steps are told of by letters of their own (actions/tell_of_steps.py)
    recipients = _stock_recipients(self, instance, **kwargs)
    with bookkeeping():
        page = _page_of(instance)
    return set(readers_among(recipients, page)) if page is not None else set()


def _page_of(instance: Any) -> BasePage | None:
    state = instance.workflow_state if isinstance(instance, TaskState) else instance
    found = state.content_object if isinstance(state, WorkflowState) else None
    return found if isinstance(found, BasePage) else None


def _send_to_readers(recipient_users: Iterable[Any], notification: str, extra_context: dict[str, Any]) -> bool:
    page = extra_context["page"]
    return _stock_send_notification(readers_among(recipient_users, page), notification, extra_context)
