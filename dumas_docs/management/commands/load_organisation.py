"""manage.py load_organisation: an office begins, or is brought in line with its plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.set_up_office import set_up_office
from workflows.organisation import PlanFault


class Command(BaseCommand):
    help = _(
        "Make units, positions, accounts with appointments, and folders with their rights, from a JSON file. Again: "
        "only what changed in the file. Nothing is taken away, no password is set."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=_("the plan; site/deploy/organisation.example.json shows its form"))
        parser.add_argument("--dry-run", action="store_true", help=_("say what would change, and change nothing"))

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            plan = json.loads(file.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise CommandError(_("%(file)s cannot be read: %(why)s") % {"file": file, "why": error}) from error
        try:
            with system_scope("load_organisation"), transaction.atomic():
                changes = set_up_office(plan=plan, now=timezone.now())
                transaction.set_rollback(dry_run)
        except PlanFault as fault:
            raise CommandError(_("Nothing was changed. %s") % fault) from fault
        for change in changes:
            self.stdout.write(change)
        if dry_run:
            self.stdout.write(_("Only tried: nothing was changed (%s changes).") % len(changes))
        else:
            self.stdout.write(_("Changes: %s.") % len(changes))
