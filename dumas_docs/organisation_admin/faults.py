"""The words for what the organisation's actions refuse, and the field each belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dumas_docs.actions import appoint, name_substitute, reorganise

REFUSALS = (
    appoint.MayNotAppointOneself, appoint.DecreeMissing, appoint.EndsBeforeStart, appoint.LastDayMissing,
    appoint.HeldAlready, appoint.HasPassed, appoint.BeganEarlier, appoint.TakenBack, appoint.ReasonMissing,
    appoint.PeriodOver, name_substitute.UnknownChain,
    name_substitute.HoldsItAlready, name_substitute.HoldsNoPosition, reorganise.NothingChanges, reorganise.DayHasCome,
    reorganise.IsConfirmed, reorganise.LineRefused,
)  # fmt: skip


def field_of(fault: Exception) -> str | None:
    """The field a refusal is shown at; None for the whole form."""
    return {
        appoint.MayNotAppointOneself: "person", appoint.DecreeMissing: "decree_no", appoint.EndsBeforeStart: "ends_on",
        appoint.ReasonMissing: "reason",
        appoint.LastDayMissing: "ends_on", appoint.HasPassed: "ends_on", appoint.PeriodOver: "ends_on",
        name_substitute.UnknownChain: "chains",
        name_substitute.HoldsItAlready: "person", name_substitute.HoldsNoPosition: "person",
        reorganise.DayHasCome: "takes_effect_on",
    }.get(type(fault))  # fmt: skip


def in_words(fault: Exception) -> str:
    """What the administrator reads."""
    return WORDS[type(fault)](fault)


def _held(fault: Any) -> str:
    values = {"who": fault.holder, "first": date_format(fault.starts_on, "j F Y")}
    if fault.ends_on is None:
        return _(
            "%(who)s holds this position from %(first)s until further notice. Enter a last day there first. Who "
            "stands in beside a holder is a plh."
        ) % values  # fmt: skip
    values["last"] = date_format(fault.ends_on, "j F Y")
    return _("%(who)s holds this position from %(first)s to %(last)s. The days must not overlap.") % values


def _unknown(fault: Any) -> str:
    if not fault.codes:
        return _("Choose at least one chain.")
    return _("There is no chain %s.") % ", ".join(fault.codes)


WORDS: dict[type[Exception], Callable[[Any], str]] = {
    appoint.MayNotAppointOneself: lambda fault: _(
        "Nobody gives a position to himself. Ask another administrator to enter it."
    ),
    appoint.DecreeMissing: lambda fault: _("Enter the number of the decree; without it nothing changes."),
    appoint.EndsBeforeStart: lambda fault: _("The last day lies before the first day."),
    appoint.LastDayMissing: lambda fault: _("A plh. stands in for a time: enter the last day."),
    appoint.HeldAlready: _held,
    appoint.PeriodOver: lambda fault: _("The last day has passed: nobody is given the rights of days gone by."),
    appoint.HasPassed: lambda fault: _("What was held stays on record: a last day is yesterday at the earliest."),
    appoint.BeganEarlier: lambda fault: _(
        "What began before today is not taken back. Enter a last day: yesterday at the earliest."
    ),
    appoint.TakenBack: lambda fault: _("It has been taken back. What holds from now on is entered anew."),
    appoint.ReasonMissing: lambda fault: _("Enter the number of the decree, or why it was a mistake."),
    name_substitute.UnknownChain: _unknown,
    name_substitute.HoldsItAlready: lambda fault: _("This person holds the position already."),
    name_substitute.HoldsNoPosition: lambda fault: _(
        "A substitute holds a position of the office. Enter an appointment for this person first."
    ),
    reorganise.NothingChanges: lambda fault: _("Enter at least one line."),
    reorganise.DayHasCome: lambda fault: _(
        "A change begins tomorrow at the earliest. What holds since today is entered as an appointment."
    ),
    reorganise.IsConfirmed: lambda fault: _("This change has been confirmed. Enter a new change to correct it."),
    reorganise.SharedPosition: lambda fault: (
        _("%s: several people hold this position. Say by appointments who leaves and who comes.") % fault.line.position
    ),
    reorganise.MovesAlready: lambda fault: (
        _("%s: it stands there already, or a move of it has been confirmed.") % (fault.line.position or fault.line.unit)
    ),
    reorganise.GoesInCircles: lambda fault: (
        _("%s: named twice, or it would be continued by itself.") % (fault.line.position or fault.line.unit)
    ),
}
