"""The life cycles of the office by name."""

from __future__ import annotations

from .complaint import COMPLAINT
from .incoming_letter import INCOMING_LETTER
from .monitoring import MONITORING
from .outgoing_letter import OUTGOING_LETTER
from .table import Lifecycle

LIFECYCLES: dict[str, Lifecycle] = {
    lifecycle.name: lifecycle for lifecycle in (COMPLAINT, INCOMING_LETTER, OUTGOING_LETTER, MONITORING)
}
