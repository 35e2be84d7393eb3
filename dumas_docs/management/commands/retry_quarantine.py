"""manage.py retry_quarantine: try again to take in what lies in quarantine."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.keep_files import settle_broken
from dumas_docs.actions.quarantine import quarantine_root, remove_from_quarantine
from dumas_docs.actions.receive_mail import MailStatus, retry_mail
from dumas_docs.actions.retry_file import retry_file
from dumas_docs.conf import setting
from dumas_docs.imports.extraction import ReaderUnavailable
from dumas_docs.models import QuarantinedFile, ReceiptState, ReceivedMail
from workflows.models import Unit

from .receive_mail import STOPPED, TROUBLE, in_words


class Command(BaseCommand):
    help = _(
        "Try again what lies in quarantine. What is taken in now leaves quarantine. Exit code 0: quarantine is empty; "
        "1: something stays; 2: the run could not start or had to stop."
    )
    exit_code = 0

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", default=setting("INTAKE_UNIT"), help=_("code of the unit that receives"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            unit = Unit.objects.get(code=options["unit"])
            settle_broken()
            stays = self.retry_mails(unit) + self.retry_files()
        except Unit.DoesNotExist:
            raise CommandError(
                _("There is no unit “%(code)s”; complete the organisation first.") % {"code": options["unit"]},
                returncode=STOPPED,
            ) from None
        except (DatabaseError, InterfaceError, OSError, ReaderUnavailable) as error:
            raise CommandError(
                _("The run had to stop (%(why)s). What was not taken in stays in quarantine; start it again.")
                % {"why": type(error).__name__},
                returncode=STOPPED,
            ) from error
        self.stdout.write(_("Still in quarantine: %(count)s.") % {"count": stays})
        self.exit_code = TROUBLE if stays else 0

    def run_from_argv(self, argv: list[str]) -> None:
        """From the command line the exit code tells what stays; `call_command` just returns."""
        super().run_from_argv(argv)
        if self.exit_code:
            sys.exit(self.exit_code)

    def retry_mails(self, unit: Unit) -> int:
        stays = 0
        for received in ReceivedMail.objects.filter(state=ReceiptState.DITOLAK).exclude(quarantine_name=""):
            outcome = retry_mail(received=received, unit=unit, now=timezone.now())
            stays += outcome.status == MailStatus.DITOLAK
            self.stdout.write(in_words(outcome))
        return stays

    def retry_files(self) -> int:
        stays = 0
        with system_scope("listing files in quarantine"):
            # A run that was killed after the database had decided left these behind.
            for done in QuarantinedFile.objects.filter(released_at__isnull=False):
                remove_from_quarantine(done.quarantine_name)
            waiting = list(QuarantinedFile.objects.filter(released_at__isnull=True).select_related("complaint"))
        for quarantined in waiting:
            if not (quarantine_root() / quarantined.quarantine_name).is_file():
                self.stderr.write(_("%(name)s is no longer in quarantine.") % {"name": quarantined.quarantine_name})
                stays += 1
                continue
            outcome = retry_file(quarantined=quarantined, now=timezone.now())
            stays += not outcome.taken
            words = _("taken in") if outcome.taken else outcome.reason
            self.stdout.write(f"{outcome.number}: {words}")
        return stays
