"""manage.py run_clocks: everything that happens by the calendar. For cron, every quarter of an hour or so."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.clocks.outbox import Delivery, send_reminders
from workflows.clocks.recipients import NobodyAnswers
from workflows.clocks.recompute import recompute_open_clocks
from workflows.clocks.reminders import queue_reminders


class Command(BaseCommand):
    help = _(
        "Bring running time limits in line with calendar and settings, queue the reminders that are due and send them. "
        "Sends them in office hours only, letters about steps of chains at any hour; may be run as often as one likes, "
        "also twice at once; catches up missed days."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        moves = recompute_open_clocks(by=None, reason=_("Brought in line with calendar and settings"), now=now)
        if moves:
            self.stdout.write(_("Running time limits that moved: %s.") % len(moves))
        try:
            queued = queue_reminders(now)
            delivery = send_reminders(clock=timezone.now)
        except NobodyAnswers:
            self.stderr.write(self.style.WARNING(_("Reminders are due, but this site has not said whom to remind.")))
            return
        self.stdout.write(
            _("Reminders: %(queued)s new, %(sent)s sent.")
            % {"queued": queued.queued, "sent": delivery.sent - delivery.letters}
        )
        if delivery.letters:
            self.stdout.write(_("Letters about steps of chains sent: %s.") % delivery.letters)
        if queued.nobody:
            count = len({clock.subject_id for clock in queued.nobody})
            self.stderr.write(self.style.WARNING(_("Documents with nobody to remind (vacant positions): %s.") % count))
        self._tell_trouble(delivery)

    def _tell_trouble(self, delivery: Delivery) -> None:
        """Numbers of reminders only: what this prints may land in a log."""
        for text, count in (
            (
                _("Not accepted by the mail server, tried again next time: %s."),
                delivery.failed - len(delivery.given_up),
            ),
            (_("Given up after several tries: %s."), len(delivery.given_up)),
            (_("People without an e-mail address: %s."), delivery.unaddressed),
            (_("Perhaps sent, perhaps not, because a sender was stopped: %s."), len(delivery.uncertain)),
        ):
            if count:
                self.stderr.write(self.style.WARNING(text % count))
