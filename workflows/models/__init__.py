from .calendar import CalendarDay, DayKind, DayStatus
from .chains import ChainVersion, OfficeTask, Signature, StepProblem, StepState, Substitute
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
from .reorganisation import ChangeKind, OfficeDay, Reorganisation, ReorganisationLine

__all__ = [
    "Appointment",
    "AppointmentKind",
    "CalendarDay",
    "ChainVersion",
    "ChangeKind",
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
    "OfficeDay",
    "OfficeTask",
    "Position",
    "RankGroup",
    "Reorganisation",
    "ReorganisationLine",
    "Signature",
    "StepProblem",
    "StepState",
    "Substitute",
    "TransitionRecord",
    "Unit",
]
