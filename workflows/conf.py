"""Settings of this room, read from `DUMAS_WORKFLOWS` in the host site's settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # Joint leave (cuti bersama) counts as days off: civil servants do not work (domain.md §5).
    "JOINT_LEAVE_IS_OFF": True,
    # Monitoring points are counted back in working days; False: in calendar days (S2 says only "hari", domain.md §1.3).
    "MONITOR_IN_WORKING_DAYS": True,
    # The windows 3/5/10 of SP4N run from receipt; False: one after the other, so 3/8/18 (domain.md §1.4).
    "SP4N_CUMULATIVE": True,
    # A request for missing papers lapses after 30 days (UU 25/2009 art. 44); off until the office decides so.
    "COMPLAINANT_MUST_COMPLETE": False,
    # Reminders leave within these hours of working days.
    "OFFICE_HOURS": ("07:30", "16:00"),
    # How long a sender that was killed keeps what it had taken, in minutes.
    "SENDER_LEASE_MINUTES": 10,
}


def setting(name: str) -> Any:
    """The value of one setting of this room. Raises KeyError for a name that does not exist."""
    default = DEFAULTS[name]
    return getattr(settings, "DUMAS_WORKFLOWS", {}).get(name, default)
