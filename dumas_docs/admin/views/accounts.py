"""Accounts and groups on the editing side: every change is on record and the person is told."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    NameEmailSettingsPanel,
    NotificationsSettingsPanel,
)
from wagtail.users.views import groups, users

from dumas_docs.actions.note_account import note_account_changed, note_account_created, note_group_changed
from dumas_docs.actions.send_reset_link import NoAddressToSendTo, send_reset_link
from dumas_docs.admin.accounts import AccountCreationForm, AccountEditForm
from dumas_docs.admin.mail_preferences import MailsPanel


class AccountCreateView(users.CreateView):
    @transaction.atomic
    def save_instance(self) -> Any:
        account = super().save_instance()
        now = timezone.now()
        note_account_created(account=account, by=self.request.user, now=now)
        try:
            send_reset_link(account=account, by=self.request.user, now=now)
        except (NoAddressToSendTo, OSError):
            messages.warning(
                self.request,
                _("The link for the first password could not be sent. Whoever runs the server sends it again."),
            )
        return account


class AccountEditView(users.EditView):
    @transaction.atomic
    def save_instance(self) -> Any:
        old_email = get_user_model().objects.values_list("email", flat=True).get(pk=self.object.pk)
        account = super().save_instance()
        if self.form.changed_data:
            note_account_changed(
                account=account, fields=self.form.changed_data, old_email=old_email, by=self.request.user,
                now=timezone.now(),
            )  # fmt: skip
        return account


class AccountViewSet(users.UserViewSet):
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type:
        return AccountEditForm if for_update else AccountCreationForm


class GroupCreateView(groups.CreateView):
    @transaction.atomic
    def save_instance(self) -> Any:
        group = super().save_instance()
        note_group_changed(group=group, by=self.request.user, now=timezone.now())
        return group


class GroupEditView(groups.EditView):
    """The group of a position is set by the organisation, never here."""

    def get_object(self, queryset: Any = None) -> Any:
        group = super().get_object(queryset)
        if hasattr(group, "position"):
            raise Http404
        return group

    @transaction.atomic
    def save_instance(self) -> Any:
        group = super().save_instance()
        note_group_changed(group=group, by=self.request.user, now=timezone.now())
        return group


class GroupIndexView(groups.IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().filter(position__isnull=True)


class AccountGroupViewSet(groups.GroupViewSet):
    index_view_class = GroupIndexView
    add_view_class = GroupCreateView
    edit_view_class = GroupEditView


class OwnAccountView(AccountView):
    """One's own preferences. Name and address are facts of the office; the password has its own page."""

    def get_panels(self) -> list:
        replaced = (NameEmailSettingsPanel, AvatarSettingsPanel, NotificationsSettingsPanel)
        kept = [panel for panel in super().get_panels() if not isinstance(panel, replaced)]
        # All panels write the same row, so they must hold the same object.
        return [MailsPanel(self.request, self.request.user, kept[0].profile), *kept]

    def get_menu_items(self) -> list:
        own = MenuItem(_("Change password"), reverse("password_change"), name="password", icon_name="key")
        return [*super().get_menu_items(), own]
