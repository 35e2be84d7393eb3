"""Forms of accounts: no password of another person, and no hand on the groups of positions."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm


class PlainGroupsMixin:
    """Groups of positions follow the dated appointments; they are neither offered nor dropped here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = Group.objects.filter(position__isnull=True)
        # Wagtail leaves this field out of the form of one's own account.
        if administrator := self.fields.get("is_superuser"):
            administrator.help_text = _(
                "Administrators look after accounts and settings. This opens no document to them."
            )

    def _save_m2m(self) -> None:
        kept = list(self.instance.groups.filter(position__isnull=False))
        super()._save_m2m()
        self.instance.groups.add(*kept)


class AccountCreationForm(PlainGroupsMixin, UserCreationForm):
    """A new account has no password; its person sets the first one by the link that is mailed to him."""

    password_enabled = False

    def save(self, commit: bool = True) -> Any:
        self.instance.set_unusable_password()
        return super().save(commit=commit)


class AccountEditForm(PlainGroupsMixin, UserEditForm):
    """The password of an existing account is set by its person alone (`manage.py reset_password` mails the link)."""

    password_enabled = False
