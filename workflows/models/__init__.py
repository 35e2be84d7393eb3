from .calendar import CalendarDay, DayKind, DayStatus
from .clocks import (
    ChangesAreAppendOnly,
    Clock,
    ClockChange,
    ClockNotice,
    ClockPause,
    CountsIn,
    NoticeKind,
    NoticeState,
)
from .lifecycles import HistoryIsAppendOnly, TransitionRecord
from .organisation import Appointment, AppointmentKind, Position, RankGroup, Unit

__all__ = [
    "Appointment",
    "AppointmentKind",
    "CalendarDay",
    "ChangesAreAppendOnly",
    "Clock",
    "ClockChange",
    "ClockNotice",
    "ClockPause",
    "CountsIn",
    "DayKind",
    "DayStatus",
    "HistoryIsAppendOnly",
    "NoticeKind",
    "NoticeState",
    "Position",
    "RankGroup",
    "TransitionRecord",
    "Unit",
]
