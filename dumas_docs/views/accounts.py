"""Logging in and the own password: every try and every change is on record."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.actions.note_account import note_password_changed
from dumas_docs.actions.note_login import is_closed_for_now, note_failed_login, note_login


class LoginForm(AuthenticationForm):
    """Refuses an account that was tried too often, before the password is looked at."""

    def clean(self) -> dict[str, Any]:
        username, now = self.cleaned_data.get("username") or "", timezone.now()
        if not username or not self.cleaned_data.get("password"):
            return super().clean()
        if is_closed_for_now(username=username, now=now):
            raise ValidationError(
                _("Too many failed tries for this account. Wait a quarter of an hour and try again."), code="too_many"
            )
        try:
            return super().clean()
        except ValidationError:
            note_failed_login(username=username, now=now)
            raise


class LoginView(views.LoginView):
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        note_login(account=form.get_user(), now=timezone.now())
        return super().form_valid(form)


class PasswordChangeView(views.PasswordChangeView):
    """The one place where a person changes the own password."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note_password_changed(account=form.user, now=timezone.now())
        return response


class NewPasswordView(views.PasswordResetConfirmView):
    """Where the link of `send_reset_link` leads."""

    success_url = reverse_lazy("login")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note_password_changed(account=form.user, now=timezone.now())
        return response
