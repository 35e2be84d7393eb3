"""manage.py print_clocks: the time limits of the office, to be checked against the standards."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from workflows.clocks.table import ClockRule, rules
from workflows.conf import setting
from workflows.models import CountsIn

WIDTH = 150


class Command(BaseCommand):
    help = _("Print the table of time limits as the settings of this office have it.")

    def handle(self, *args: Any, **options: Any) -> None:
        table = Table(title=_("Time limits"), caption=self._caption(), show_lines=True)
        for heading in (
            _("Code"), _("Time limit"), _("Starts at"), _("Limit"), _("Monitoring point"), _("Stops at"), _("Source"),
        ):  # fmt: skip
            table.add_column(heading, no_wrap=heading in (_("Code"), _("Limit")))
        for row in rules():
            table.add_row(
                row.code, str(row.label), str(row.starts_at), self._limit(row), self._monitor(row), str(row.stops_at),
                row.source,
            )  # fmt: skip
        Console(file=self.stdout, width=WIDTH).print(table)  # type: ignore[arg-type]

    def _limit(self, row: ClockRule) -> str:
        text = _("%(count)s %(unit)s") % {"count": row.limit, "unit": CountsIn(row.counts_in).label}
        return text if row.is_on else _("%(limit)s (not in use)") % {"limit": text}

    def _monitor(self, row: ClockRule) -> str:
        in_working_days = setting("MONITOR_IN_WORKING_DAYS") and row.counts_in == CountsIn.HARI_KERJA
        unit = (CountsIn.HARI_KERJA if in_working_days else CountsIn.HARI_KALENDER).label
        return _("%(count)s %(unit)s before") % {"count": row.monitor_before, "unit": unit}

    def _caption(self) -> str:
        joint = _("Joint leave is a day off.") if setting("JOINT_LEAVE_IS_OFF") else _("Joint leave is a working day.")
        return _("Day 0 is the start, day 1 the next working day; Saturday and Sunday do not count. %s") % joint
