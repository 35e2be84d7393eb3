"""Which mails a person wants. Wagtail hides these from who may not edit; here a right comes with each step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import NotificationsSettingsPanel
from wagtail.admin.widgets import SwitchInput
from wagtail.users.models import UserProfile

LABELS = {
    "submitted_notifications": _("A document waits for me"),
    "rejected_notifications": _("My document was returned"),
    "approved_notifications": _("The approval of my document is complete"),
    "updated_comments_notifications": _("Comments on documents I follow"),
}


class MailPreferencesForm(forms.ModelForm):
    """Each kind of mail can be switched off; tasks are shown under “My tasks” all the same."""

    class Meta:
        model = UserProfile
        fields = tuple(LABELS)
        labels = LABELS
        help_texts: dict[str, Any] = dict.fromkeys(LABELS, "")
        widgets = {name: SwitchInput() for name in LABELS}


class MailsPanel(NotificationsSettingsPanel):
    """Open to everybody."""

    title = _("Mails to me")
    form_class = MailPreferencesForm
