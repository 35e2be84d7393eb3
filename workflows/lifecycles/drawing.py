"""A life cycle on paper: its table, row by row, and a Mermaid diagram."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .effects import EFFECTS
from .guards import GUARDS
from .needs import NEEDS
from .roles import in_words
from .table import Lifecycle


def heading() -> tuple[str, ...]:
    return (_("Step"), _("From"), _("To"), _("Who"), _("Right"), _("Refused while"), _("Must be told"), _("Effect"))


def rows(lifecycle: Lifecycle) -> Iterator[tuple[str, ...]]:
    """One row for each transition, in the words of the active language."""
    for step in lifecycle.transitions:
        yield (
            f"{step.name}: {step.label}",
            " / ".join(step.source),
            step.target,
            _("by the approval chain: %(who)s") % {"who": in_words(step.who)} if step.on_chain else in_words(step.who),
            step.verb,
            "; ".join(str(GUARDS[name].refusal) for name in step.guards),
            "; ".join(f"{name} ({NEEDS[name]})" for name in step.needs),
            "; ".join(str(EFFECTS[name]) for name in step.effects),
        )


def mermaid(lifecycle: Lifecycle) -> str:
    """The state diagram, to be pasted into a document."""
    lines = ["stateDiagram-v2", f"    [*] --> {lifecycle.start}"]
    for step in lifecycle.transitions:
        lines += [f"    {source} --> {step.target}: {step.label}" for source in step.source]
    lines += [f"    {state} --> [*]" for state in lifecycle.finals]
    return "\n".join(lines)
