"""System checks: every life cycle holds."""

from __future__ import annotations

from typing import Any

from django.core import checks

from .faults import faults
from .registry import LIFECYCLES


@checks.register
def check_lifecycles(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Known guards, effects, needs and roles; every state can be reached and left; no ending without its reasons."""
    return [
        checks.Error(f"Life cycle {lifecycle.name}: {fault}", id="dumas_workflows.E101")
        for lifecycle in LIFECYCLES.values()
        for fault in faults(lifecycle)
    ]
