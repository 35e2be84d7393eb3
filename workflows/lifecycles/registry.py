"""The life cycles of the office by name."""

from __future__ import annotations

from .assignment_order import ASSIGNMENT_ORDER
from .complaint import COMPLAINT
from .financial_account import FINANCIAL_ACCOUNT
from .incoming_letter import INCOMING_LETTER
from .monitoring import MONITORING
from .monitoring_report import MONITORING_REPORT
from .outgoing_letter import OUTGOING_LETTER
from .review import REVIEW
from .table import Lifecycle

LIFECYCLES: dict[str, Lifecycle] = {
    lifecycle.name: lifecycle
    for lifecycle in (
        COMPLAINT, INCOMING_LETTER, OUTGOING_LETTER, ASSIGNMENT_ORDER, MONITORING, MONITORING_REPORT, FINANCIAL_ACCOUNT,
        REVIEW,
    )
}  # fmt: skip
