"""What happens outside of requests is on record too: in the shell, in a command, at a planned hour.

Views and actions record what people do; here nobody is known, so the entries bear no name. Only changes of whole rows
through Django are seen; `verify_audit` and the database's own log are for the rest.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published, page_unpublished

from dumas_docs.access import audit
from dumas_docs.access.scope import in_request
from dumas_docs.actions.note_account import note_changed_outside
from dumas_docs.actions.note_versions import digest_of
from dumas_docs.models import BasePage, FieldGroup

WATCHED = ("password", "email", "is_active", "is_superuser")


def connect() -> None:
    """Listen to accounts and pages; calling it twice changes nothing more."""
    account = get_user_model()
    pre_save.connect(_remember_account, sender=account, dispatch_uid="dumas_account_before")
    post_save.connect(_note_account, sender=account, dispatch_uid="dumas_account_after")
    page_published.connect(_note_published, dispatch_uid="dumas_published")
    page_unpublished.connect(_note_unpublished, dispatch_uid="dumas_unpublished")
    post_delete.connect(_note_deleted, sender=BasePage, dispatch_uid="dumas_deleted")


def _remember_account(instance: Any, update_fields: Any = None, **_rest: Any) -> None:
    watched = [name for name in WATCHED if update_fields is None or name in update_fields]
    if in_request() or instance.pk is None or not watched:
        return
    instance._before_outside = type(instance)._default_manager.filter(pk=instance.pk).values(*watched).first() or {}


def _note_account(instance: Any, **_rest: Any) -> None:
    before = instance.__dict__.pop("_before_outside", {})
    changed = [name for name, value in before.items() if getattr(instance, name) != value]
    if changed:
        note_changed_outside(
            account=instance, fields=changed, old_email=before.get("email", instance.email), now=timezone.now()
        )


def _note_published(instance: Any, revision: Revision | None = None, **_rest: Any) -> None:
    if isinstance(instance, BasePage) and not in_request():
        data = {"revision": revision.pk, "sha256": digest_of(revision)} if revision else {}
        audit.record(verb="naskah.terbit", page=instance, group=FieldGroup.ISI, data=data)


def _note_unpublished(instance: Any, **_rest: Any) -> None:
    if isinstance(instance, BasePage) and not in_request():
        audit.record(verb="naskah.batal_terbit", page=instance, group=FieldGroup.ISI)


def _note_deleted(instance: BasePage, **_rest: Any) -> None:
    if not in_request():
        audit.record(verb="naskah.dihapus", page=instance, group=FieldGroup.ISI)
