"""Prove that signed versions still say what was signed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.sign_document import is_genuine, signature_with
from workflows.models import Signature


class Command(BaseCommand):
    """Exit code 1 when a signature does not match its version any more, or the one asked for no longer counts."""

    help = _("Check one signature by its code, or all of them.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="?", help=_("the code printed under the document"))

    def handle(self, *args: Any, **options: Any) -> None:
        with system_scope("verify_signature"):
            chosen = Signature.objects.select_related("revision")
            if options["code"]:
                one = signature_with(options["code"])
                if one is None:
                    raise CommandError(_("There is no signature with the code %(code)s.") % {"code": options["code"]})
                chosen = chosen.filter(pk=one.pk)
                self.stdout.write(_tell(one))
                if one.step.outdated_at is not None:
                    raise SystemExit(1)
            broken = [signature for signature in chosen.iterator() if not is_genuine(signature)]
            for signature in broken:
                self.stderr.write(_("%(code)s: the version is not the one that was signed") % {"code": signature.code})
            if broken:
                raise SystemExit(1)
            void = chosen.filter(step__outdated_at__isnull=False).count()
            self.stdout.write(_("%(count)d signatures are genuine.") % {"count": chosen.count() - void})
            if void:
                self.stdout.write(_("%(count)d more were returned or voided and no longer count.") % {"count": void})


def _tell(signature: Signature) -> str:
    said = {
        "who": signature.signer_name,
        "as": signature.signed_as,
        "at": date_format(timezone.localtime(signature.at), "j F Y H:i"),
    }
    if signature.step.outdated_at is not None:
        return _("Signed by %(who)s as %(as)s, %(at)s; returned or voided since, it no longer counts.") % said
    return _("Signed by %(who)s as %(as)s, %(at)s.") % said
