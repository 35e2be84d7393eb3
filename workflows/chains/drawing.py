"""A chain as a table to read aloud, and as a diagram to look at."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .table import ALWAYS, Chain, act_in_words


def heading() -> tuple[str, ...]:
    """The heads of `rows`."""
    return (_("step"), _("role"), _("verb"), _("only if"), _("standard minutes"))


def rows(chain: Chain) -> list[tuple[str, ...]]:
    """A line for each step."""
    return [
        (
            step.code, step.role, act_in_words(step.verb, step.asks),
            "" if step.only_if is ALWAYS else str(step.only_if.says), str(step.standard_minutes),
        )
        for step in chain.steps
    ]  # fmt: skip


def notes(chain: Chain) -> list[str]:
    """When the chain applies, where a return goes, what its end does, where the rule stands."""
    return [
        _("applies when: %(when)s") % {"when": chain.when.says},
        _("a return goes to: %(who)s") % {"who": chain.returns_to},
        _("at the end: %(effect)s") % {"effect": chain.effect},
        _("source: %(source)s") % {"source": chain.source},
    ]


def mermaid(chain: Chain) -> str:
    """A Mermaid flowchart: steps in order, conditions on the arrows, returns dotted."""
    lines = ["flowchart TD", f'    mulai(["{chain.returns_to}"])']
    before = "mulai"
    for number, step in enumerate(chain.steps, start=1):
        name = f"s{number}"
        lines.append(f'    {name}["{step.code}<br>{step.role}: {act_in_words(step.verb, step.asks)}"]')
        label = "" if step.only_if is ALWAYS else f"|{step.only_if.says}|"
        lines += [f"    {before} -->{label} {name}", f"    {name} -.-> mulai"]
        before = name
    lines += [f'    selesai(["{chain.effect}"])', f"    {before} --> selesai"]
    return "\n".join(lines)
