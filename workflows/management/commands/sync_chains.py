"""Bring the tables of approval chains into the database."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from workflows.engine.sync import sync_chains


class Command(BaseCommand):
    help = _("Makes a workflow of every chain that is new or changed. Running chains keep the table they began with.")

    def handle(self, *args: Any, **options: Any) -> None:
        changed = sync_chains()
        self.stdout.write(
            _("Chains brought in: %(codes)s") % {"codes": ", ".join(changed)} if changed else _("Nothing to change.")
        )
