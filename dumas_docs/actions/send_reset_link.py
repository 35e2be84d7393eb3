"""A forgotten password: a link that works once goes to the person's own address, and to nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext, override

from dumas_docs.access import audit
from dumas_docs.models import FieldGroup


class NoAddressToSendTo(LookupError):
    """The account has no e-mail address, or may not log in."""


@transaction.atomic
def send_reset_link(*, account: Any, now: datetime, by: Any = None) -> None:
    """Record akun.tautan_sandi and mail the link. Raises NoAddressToSendTo, and what the mail server answers.

    The link ends when it was used, when the password or the address changes, and after PASSWORD_RESET_TIMEOUT."""
    if not account.email or not account.is_active:
        raise NoAddressToSendTo(account.get_username())
    place = reverse(
        "password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(account.pk)),
            "token": default_token_generator.make_token(account),
        },
    )
    audit.record(
        verb="akun.tautan_sandi", by=by, group=FieldGroup.AKSES, at=now, data={"account": account.get_username()}
    )
    with override(settings.LANGUAGE_CODE):
        subject = settings.EMAIL_SUBJECT_PREFIX + gettext("New password")
        text = gettext(
            "With this link you set a new password for the account %(account)s. It works once, and not for long.\n\n"
            "%(link)s\n\nIf you did not ask for it, tell the system administrator at once."
        ) % {"account": account.get_username(), "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + place}
    send_mail(subject, text, None, [account.email])
