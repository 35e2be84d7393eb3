"""Put every change to an account on record and tell the person by mail, so that nobody is acted for in silence."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext, override

from dumas_docs.access import audit
from dumas_docs.models import FieldGroup


@transaction.atomic
def note_account_created(*, account: Any, by: Any, now: datetime) -> None:
    """Record akun.dibuat and tell the person."""
    audit.record(verb="akun.dibuat", by=by, group=FieldGroup.AKSES, at=now, data=_named(account))
    tell(account=account, what=gettext("An account has been made for you."))


@transaction.atomic
def note_account_changed(*, account: Any, fields: list[str], old_email: str, by: Any, now: datetime) -> None:
    """Record akun.diubah with the names of the changed `fields`, never their values.

    The person is told at the present address and at the one that held before the change."""
    data = {**_named(account), "fields": sorted(fields)}
    audit.record(verb="akun.diubah", by=by, group=FieldGroup.AKSES, at=now, data=data)
    labels = ", ".join(capfirst(str(account._meta.get_field(name).verbose_name)) for name in sorted(fields))
    what = gettext("The system administrator changed your account: %s.") % labels
    tell(account=account, what=what, also=old_email)


@transaction.atomic
def note_password_changed(*, account: Any, now: datetime) -> None:
    """Record akun.sandi and tell the person."""
    audit.record(verb="akun.sandi", by=account, group=FieldGroup.AKSES, at=now, data=_named(account))
    tell(account=account, what=gettext("The password of your account was changed."))


@transaction.atomic
def note_changed_outside(*, account: Any, fields: list[str], old_email: str, now: datetime) -> None:
    """Record that an account was changed without a request, by a command or in the shell, and tell the person."""
    if "password" in fields:
        audit.record(verb="akun.sandi_luar", group=FieldGroup.AKSES, at=now, data=_named(account))
        tell(account=account, what=gettext("The password of your account was changed."), also=old_email)
    if others := [name for name in fields if name != "password"]:
        note_account_changed(account=account, fields=others, old_email=old_email, by=None, now=now)


def note_group_changed(*, group: Any, by: Any, now: datetime) -> None:
    """Record akun.grup: what a group of accounts may do on the editing side was set."""
    audit.record(verb="akun.grup", by=by, group=FieldGroup.AKSES, at=now, data={"name": group.name})


def tell(*, account: Any, what: str, also: str = "") -> None:
    """Mail `what` to the person once the transaction holds; a mail that fails is logged and undoes nothing."""
    addresses = sorted({address for address in (account.email, also) if address})
    with override(settings.LANGUAGE_CODE):
        subject = settings.EMAIL_SUBJECT_PREFIX + gettext("Your account")
        text = gettext(
            "%(what)s\n\nAccount: %(account)s\n\n"
            "If you did not expect this, tell the head of your unit and the system administrator at once."
        ) % {"what": what, "account": account.get_username()}
    for address in addresses:
        transaction.on_commit(partial(send_mail, subject, text, None, [address]), robust=True)


def _named(account: Any) -> dict[str, Any]:
    # The id as well: the user name is among what can change.
    return {"account": account.get_username(), "id": account.pk}
