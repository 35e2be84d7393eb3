"""Why this date? The calculation of a clock day by day, by the calendar that its dates came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workflows.calendar.days import DayLine, Why
from workflows.calendar.office import OfficeCalendar, office_calendar
from workflows.models import Clock, ClockChange, ClockPause, CountsIn

from .arithmetic import Terms, explain_terms
from .running import terms_of
from .table import ClockRule, rule

DAY = "l, j F Y"


@dataclass(frozen=True)
class ClockExplanation:
    """What an official reads under "Mengapa tanggal ini?"."""

    clock: Clock
    rule: ClockRule
    lines: list[DayLine]
    doubts: list[str]
    pauses: list[ClockPause]
    changes: list[ClockChange]

    @property
    def paused_days(self) -> int:
        """Days that did not count because of finished pauses; a pause is reported, never hidden (domain.md §1.9)."""
        return sum((each.resumed_on - each.paused_on).days for each in self.pauses if each.resumed_on is not None)

    def sentences(self) -> list[str]:
        """The calculation in words, one line for each day."""
        return [say(line) for line in self.lines]


def explain_clock(clock: Clock) -> ClockExplanation:
    """The calculation of the clock's limit. A stopped clock is explained by the calendar of the moment it stopped."""
    terms = terms_of(clock)
    last = max([clock.started_on, *(pause.ends_on for pause in terms.pauses)])
    calendar = office_calendar(first=clock.started_on, last=last, at=clock.stopped_at)
    return ClockExplanation(
        clock=clock,
        rule=rule(clock.code),
        lines=explain_terms(terms, calendar),
        doubts=_doubts(terms, clock, calendar),
        pauses=list(clock.pauses.select_related("paused_by", "resumed_by")),
        changes=list(clock.changes.select_related("by")),
    )


def say(line: DayLine) -> str:
    """One day of a calculation in words."""
    return f"{date_format(line.day, DAY)}: {reason_in_words(line)}"


def reason_in_words(line: DayLine) -> str:
    """Whether the day counts, and as which, or why it does not."""
    words = {
        Why.START: _("start, not counted"),
        Why.COUNTS: _("day %(number)s") % {"number": line.number},
        Why.COUNTS_INSTEAD: _("day %(number)s (substitute working day: %(name)s)")
        % {"number": line.number, "name": line.name},
        Why.SATURDAY: _("Saturday, not counted"),
        Why.SUNDAY: _("Sunday, not counted"),
        Why.DAY_OFF: _("not counted: %(name)s") % {"name": line.name},
    }
    return words[line.why]


def _doubts(terms: Terms, clock: Clock, calendar: OfficeCalendar) -> list[str]:
    if terms.counts_in == CountsIn.HARI_KALENDER:
        return []
    years = calendar.doubtful_years(clock.started_on, clock.due_on)
    days = [day for day in calendar.doubtful_days(clock.started_on, clock.due_on) if day.year not in years]
    doubts = [
        *(_never_entered(year) if year not in calendar.entered_years else _without_decree(year) for year in years),
        *(_("%(day)s is only an estimate.") % {"day": date_format(day, DAY)} for day in days),
    ]
    follows = _("The date may still move; it is counted again when the decree is entered, and the change stands here.")
    return [*doubts, follows] if doubts and clock.stopped_at is None else doubts


def _never_entered(year: int) -> str:
    return _("PROVISIONAL: the calendar of %(year)s has not been entered; a draft without decree was used.") % {
        "year": year
    }


def _without_decree(year: int) -> str:
    return _("PROVISIONAL: the holidays of %(year)s have not been settled by decree.") % {"year": year}
