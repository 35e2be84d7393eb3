from .organisation import Appointment, AppointmentKind, Position, RankGroup, Unit

__all__ = ["Appointment", "AppointmentKind", "Position", "RankGroup", "Unit"]
