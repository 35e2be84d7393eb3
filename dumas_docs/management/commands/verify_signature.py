"""Prove that signed versions still say what was signed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.sign_document import is_genuine
from workflows.models import Signature


class Command(BaseCommand):
    """Exit code 1 when a signature does not match its version any more."""

    help = _("Check one signature by its code, or all of them.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="?", help=_("the code printed under the document"))

    def handle(self, *args: Any, **options: Any) -> None:
        with system_scope("verify_signature"):
            chosen = Signature.objects.select_related("revision")
            if options["code"]:
                chosen = chosen.filter(code=options["code"].strip().upper())
                if not chosen.exists():
                    raise CommandError(_("There is no signature with the code %(code)s.") % {"code": options["code"]})
            broken = [signature for signature in chosen.iterator() if not is_genuine(signature)]
            for signature in broken:
                self.stderr.write(_("%(code)s: the version is not the one that was signed") % {"code": signature.code})
            if broken:
                raise SystemExit(1)
            self.stdout.write(_("%(count)d signatures are genuine.") % {"count": chosen.count()})
