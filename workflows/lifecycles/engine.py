"""What may come next, and why something may not; pure, and names no state."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .guards import GUARDS, Facts
from .needs import NEEDS
from .roles import in_words
from .table import Lifecycle, Transition


@dataclass(frozen=True)
class Option:
    """A transition from the present state for one person.

    `refusals` say in words why it is not possible; none: it is. `barriers` are those among them that no other person
    could overcome either, because something is still missing."""

    transition: Transition
    refusals: tuple[str, ...]
    barriers: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        return not self.refusals

    @property
    def is_mine(self) -> bool:
        """Whether only what is still missing stands between the person and the step."""
        return self.refusals == self.barriers


def options(
    *, lifecycle: Lifecycle, state: str, roles: Collection[str], verbs: Collection[str], facts: Facts
) -> list[Option]:
    """Every transition from `state`, for who holds positions with `roles` and has `verbs` on the document."""
    return [judge(transition, roles=roles, verbs=verbs, facts=facts) for transition in lifecycle.from_state(state)]


def judge(transition: Transition, *, roles: Collection[str], verbs: Collection[str], facts: Facts) -> Option:
    """Whether one transition is possible, and every reason why not."""
    barriers = open_guards(transition, facts=facts)
    if transition.on_chain:
        return Option(transition, (_("the approval chain takes this step"), *barriers), barriers)
    refusals = []
    if not set(roles) & set(transition.who):
        refusals.append(_("this step is for %(who)s") % {"who": in_words(transition.who)})
    if transition.verb not in verbs:
        refusals.append(_("you lack the right on this document that the step needs"))
    return Option(transition, (*refusals, *barriers), barriers)


def open_guards(transition: Transition, *, facts: Facts) -> tuple[str, ...]:
    """The words of the guards that do not hold."""
    return tuple(str(GUARDS[name].refusal) for name in transition.guards if not GUARDS[name].holds(facts))


def completed(transition: Transition, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was told, with every single choice filled in."""
    filled = {name: choices[0] for name, choices in transition.choices.items() if len(choices) == 1}
    return {**filled, **given}


def missing_needs(transition: Transition, given: Mapping[str, Any]) -> dict[str, str]:
    """What still has to be told, by name, and what was told outside of the choices; in words."""
    missing = {}
    for name in transition.needs:
        value = given.get(name)
        if value is None or not (value.strip() if isinstance(value, str) else value):
            missing[name] = str(NEEDS[name])
        elif name in transition.choices and value not in transition.choices[name]:
            missing[name] = _("“%(value)s” is no choice here") % {"value": value}
    return missing
