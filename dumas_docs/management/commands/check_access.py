"""Prove that everybody reaches exactly what grants, tree and levels say; run it every night."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.proof import grant_faults, repair
from dumas_docs.access.scope import local_today, system_scope
from dumas_docs.models import BasePage

MOST_LINES = 50


class Command(BaseCommand):
    """Exit code 1 when something differs, also when --fix has repaired it: somebody should know."""

    help = _("Prove the pointers of every page, the closure of scopes, and that grants in force have a cause.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help=_("write anew what differs"))

    def handle(self, *args: Any, **options: Any) -> None:
        with system_scope("check_access"):
            faults = [*self._pointer_faults(), *grant_faults(on=local_today())]
            for fault in faults[:MOST_LINES]:
                self.stderr.write(fault)
            if len(faults) > MOST_LINES:
                self.stderr.write(_("… and %(count)d more") % {"count": len(faults) - MOST_LINES})
            if not faults:
                self.stdout.write(
                    _("Access is whole: %(count)d pages checked, no difference.") % {"count": BasePage.objects.count()}
                )
                return
            if options["fix"]:
                rows = repair(on=local_today())
                left = [*audit_pointers(), *grant_faults(on=local_today())]
                self.stdout.write(
                    _("Repaired: %(rows)d rows written, %(left)d differences left.") % {"rows": rows, "left": len(left)}
                )
        self.stderr.write(_("%(count)d differences found.") % {"count": len(faults)})
        raise SystemExit(1)

    def _pointer_faults(self) -> list[str]:
        with Progress(console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task(_("Pages checked"), total=BasePage.objects.count())
            return audit_pointers(seen=lambda: progress.advance(task))
