"""manage.py run_office: everything that happens by itself. For cron, every minute or every quarter of an hour."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs import events
from dumas_docs.access.scope import system_scope
from dumas_docs.actions.begin_day import begin_day
from workflows.engine.refill import note_vacancies, refill_vacant_steps

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = _(
        "The one command to schedule: changes of the organisation at midnight, steps that wait for a position, time "
        "limits with their reminders, planned versions. May run as often as one likes, also twice at once; catches up "
        "missed days. One part that fails does not stop the others."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        parts: dict[str, Callable[[], object]] = {
            "chains": self._chains,
            "organisation": self._organisation,
            "clocks": lambda: call_command("run_clocks", stdout=self.stdout, stderr=self.stderr),
            "others": self._others,
            "versions": lambda: call_command("publish_scheduled", stdout=self.stdout, stderr=self.stderr),
        }
        failed = [name for name, part in parts.items() if not self._done(name, part)]
        if failed:
            raise CommandError(_("Not everything could be done: %s. The next run tries again.") % ", ".join(failed))

    def _done(self, name: str, part: Callable[[], object]) -> bool:
        try:
            with system_scope("run_office"):
                part()
        except Exception:
            logger.exception("run_office: %s", name)
            return False
        return True

    def _others(self) -> None:
        """What other rooms have waiting; each is asked, whatever becomes of the one before."""
        faults = [answer for _receiver, answer in events.worker_runs.send_robust(sender=Command)]
        for fault in faults:
            if isinstance(fault, Exception):
                raise fault

    def _organisation(self) -> None:
        begun = begin_day(now=timezone.now())
        if begun.days:
            words = _("Days begun: %(days)s; changes in force: %(changes)s; steps that changed hands: %(steps)s.")
            self.stdout.write(words % vars(begun))

    def _chains(self) -> None:
        now = timezone.now()
        vacant, refilled = note_vacancies(now=now), refill_vacant_steps(now=now)
        if vacant or refilled:
            words = _("Steps that lost their last holder: %(vacant)s; steps that can go on: %(refilled)s.")
            self.stdout.write(words % {"vacant": vacant, "refilled": refilled})
