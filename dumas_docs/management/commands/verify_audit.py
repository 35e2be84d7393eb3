"""Prove that the audit trail is whole: nothing changed, nothing missing, nothing cut off."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from dumas_docs.access.audit import faults
from dumas_docs.models import AuditEntry
from dumas_docs.models.audit import AuditHead

MOST_LINES = 20


class Command(BaseCommand):
    """Exit code 1 when the chain is broken; the first line names the first bad entry.

    Who can write to the database could write the whole chain anew. Keep the printed anchor outside of it, on paper or
    with another office: `--anchor` proves that the trail still holds that entry unchanged."""

    help = _("Walk the audit trail from the first entry to the last and name the first that is broken.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchor", metavar="NUMBER:HASH", help=_("an anchor printed earlier; the trail must still hold it")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = self._anchor_faults(options["anchor"]) if options["anchor"] else []
        with Progress(console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task(_("Entries"), total=AuditEntry.objects.count())
            found += faults(seen=lambda: progress.advance(task))
        for fault in found[:MOST_LINES]:
            self.stderr.write(fault)
        if found:
            self.stderr.write(_("The audit trail is broken: %(count)d faults.") % {"count": len(found)})
            raise SystemExit(1)
        head = AuditHead.objects.filter(pk=1).first()
        length, last = (head.length, head.last_hash) if head else (0, "")
        self.stdout.write(_("The audit trail is whole: %(count)d entries.") % {"count": length})
        if length:
            self.stdout.write(_("Anchor to keep elsewhere: %(anchor)s") % {"anchor": f"{length}:{last}"})

    def _anchor_faults(self, anchor: str) -> list[str]:
        number, _colon, wanted = anchor.partition(":")
        if not number.isdecimal() or len(wanted) != 64:
            raise CommandError(_("An anchor looks like 1204:9f86d0… with 64 characters after the colon."))
        stored = AuditEntry.objects.filter(number=int(number)).values_list("hash", flat=True).first()
        return (
            []
            if stored == wanted
            else [_("entry %(number)s is not the one the anchor was taken from") % {"number": number}]
        )
