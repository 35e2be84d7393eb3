"""Sends a person the link to set a new password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.send_reset_link import NoAddressToSendTo, send_reset_link


class Command(BaseCommand):
    help = _("Mails a one-time link for a new password to the person's own address; nobody sees the password.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help=_("user name"))

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        with system_scope("a link for a new password"):
            account = get_user_model().objects.filter(username=username).first()
            if account is None:
                raise CommandError(_("There is no account %s.") % username)
            try:
                send_reset_link(account=account, now=timezone.now())
            except NoAddressToSendTo as error:
                raise CommandError(
                    _("The account %s is closed or has no e-mail address; nothing was sent.") % username
                ) from error
        self.stdout.write(_("The link was sent to the address of %s.") % username)
