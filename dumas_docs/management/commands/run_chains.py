"""Say which steps lost their last holder, and let go on what waited for one. Run daily, shortly after midnight."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from workflows.engine.refill import note_vacancies, refill_vacant_steps


class Command(BaseCommand):
    help = _("Look again for who acts at steps that nobody could act at.")

    def handle(self, *args: Any, **options: Any) -> None:
        with system_scope("run_chains"):
            now = timezone.now()
            vacant = note_vacancies(now=now)
            count = refill_vacant_steps(now=now)
        self.stdout.write(_("%(count)d steps lost their last holder.") % {"count": vacant})
        self.stdout.write(_("%(count)d steps can go on.") % {"count": count})
