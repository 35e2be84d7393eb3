"""manage.py load_calendar: holidays and joint leave of whole years."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workflows.calendar.hours import office_day
from workflows.calendar.load import YearLoaded
from workflows.calendar.source import YearUnknown
from workflows.clocks.follow import load_calendar


class Command(BaseCommand):
    help = _(
        "Load the holidays of whole years (this and the next unless told). They are estimates until --decree names "
        "the decree they were compared with. Again: only what changed; official days stay as officials entered them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("years", nargs="*", type=int, metavar="YEAR")
        parser.add_argument("--decree", default="", help=_("number of the joint decree the years were compared with"))
        parser.add_argument("--decree-date", type=date.fromisoformat, help=_("its date, YYYY-MM-DD"))

    def handle(self, *args: Any, years: list[int], decree: str, decree_date: date | None, **options: Any) -> None:
        now = timezone.now()
        this_year = office_day(now).year
        try:
            loaded = load_calendar(
                years=years or [this_year, this_year + 1], now=now, decree_no=decree, decree_date=decree_date
            )
        except YearUnknown as error:
            raise CommandError(
                _("No holidays are known for %(year)s. Nothing was changed.") % {"year": error}
            ) from error
        for year in loaded.years:
            self._tell(year)
        self.stdout.write(_("Running time limits that moved: %s.") % len(loaded.moves))

    def _tell(self, loaded: YearLoaded) -> None:
        self.stdout.write(
            _("%(year)s: %(entered)s days entered, %(kept)s official days kept.")
            % {"year": loaded.year, "entered": len(loaded.entered), "kept": len(loaded.kept)}
        )
        for row in loaded.stale:
            self.stdout.write(
                _("  No longer published, please check: %(day)s %(name)s")
                % {"day": date_format(row.date, "j F Y"), "name": row.name}
            )
        if not loaded.is_decreed:
            warning = _(
                "  PROVISIONAL: %(year)s has no decree. Every time limit that needs it is shown as provisional. "
                "Compare with the decree, then: load_calendar %(year)s --decree NUMBER"
            )
            self.stdout.write(self.style.WARNING(warning % {"year": loaded.year}))
