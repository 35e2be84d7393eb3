"""A life cycle on paper: its table, row by row, and a Mermaid diagram."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .effects import EFFECTS
from .guards import GUARDS
from .needs import NEED_WORDS
from .roles import RIGHT_WORDS, in_words
from .table import Lifecycle, Transition


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
            str(RIGHT_WORDS[step.verb]),
            "; ".join(str(GUARDS[name].refusal) for name in step.guards),
            "; ".join(_told(step, name) for name in step.needs),
            "; ".join(str(EFFECTS[name]) for name in step.effects),
        )


def _told(step: Transition, need: str) -> str:
    """What is told, and between which codes it is chosen."""
    choices = step.choices.get(need, ())
    return f"{NEED_WORDS[need]} ({' / '.join(choices)})" if choices else str(NEED_WORDS[need])


def mermaid(lifecycle: Lifecycle) -> str:
    """The state diagram, to be pasted into a document."""
    lines = ["stateDiagram-v2", f"    [*] --> {lifecycle.start}"]
    for step in lifecycle.transitions:
        lines += [f"    {source} --> {step.target}: {step.label}" for source in step.source]
    lines += [f"    {state} --> [*]" for state in lifecycle.finals]
    return "\n".join(lines)
