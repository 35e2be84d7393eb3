"""W8: dispositions as a table (domain.md §15; S4). No moderation of a version, so no workflow of Wagtail's; the acts
stand in the archive (give and work on a disposition), a test walks each row there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CODE = "W8"
NAME = gettext_lazy("Disposition")
OPEN = ("DIBERIKAN", "DIBACA", "DIKERJAKAN")


@dataclass(frozen=True)
class Act:
    """One row: what is done, by whom, from which states of a recipient's part to which, what it asks and does."""

    name: str
    label: Promise
    who: Promise
    source: tuple[str, ...]
    target: str
    asks: Promise | str
    effect: Promise | str


_recipient, _giver = gettext_lazy("holder of the receiving position"), gettext_lazy("holder of the giving position")
_ended = gettext_lazy("what he passed on is closed; words")
_shut = gettext_lazy("what the disposition opened to the position is closed to it again")

ACTS: tuple[Act, ...] = (
    Act(
        "beri", gettext_lazy("give"),
        gettext_lazy("leader with the right to share the document, to positions below: lower ranks of his unit, and "
                     "units below it; one or several"),
        (), "DIBERIKAN",
        gettext_lazy("an instruction or a note; each position is held today, may read the document from secret up, and "
                     "has no open disposition on it; not for closed envelopes and ended files"),
        gettext_lazy("the document is open to the positions while their part is open, up to restricted; a registered "
                     "case or letter becomes disposed"),
    ),
    Act("baca", gettext_lazy("read"), _recipient, ("DIBERIKAN",), "DIBACA", "", ""),
    Act("kerjakan", gettext_lazy("begin"), _recipient, OPEN, "DIKERJAKAN", "",
        gettext_lazy("a disposed letter is in progress")),
    Act("teruskan", gettext_lazy("pass on"),
        gettext_lazy("holder of the receiving position, further down only"), OPEN, "",
        gettext_lazy("as for giving"), gettext_lazy("a sheet below his part, which stays open")),
    Act("lapor", gettext_lazy("report done"), _recipient, OPEN, "SELESAI", _ended, _shut),
    Act("kembalikan", gettext_lazy("give back"), _recipient, OPEN, "DIKEMBALIKAN", _ended, _shut),
    Act("tarik", gettext_lazy("take back"), _giver, OPEN, "DIKEMBALIKAN", gettext_lazy("words"),
        gettext_lazy("what was passed on from the part is taken back with it; all of it is closed to its positions")),
    Act("tutup", gettext_lazy("close the sheet"), _giver, ("SELESAI", "DIKEMBALIKAN"), "",
        gettext_lazy("every recipient has ended his part; else a reason, which takes back the open parts"), ""),
)  # fmt: skip


def heading() -> tuple[str, ...]:
    """The heads of `rows`."""
    return (_("act"), _("who"), _("from state"), _("to state"), _("asks"), _("does"))


def rows() -> list[tuple[str, ...]]:
    """A line for each act."""
    return [
        (str(act.label), str(act.who), ", ".join(act.source) or "–", act.target or "–", str(act.asks), str(act.effect))
        for act in ACTS
    ]


def notes() -> list[str]:
    """When it applies, and where the rule stands."""
    return [
        _("applies when: %(when)s") % {"when": _("an incoming letter or a case is recorded")},
        _("at the end: %(effect)s") % {"effect": _("the letter is done")},
        _("source: %(source)s") % {"source": "S4; F15; domain.md §15"},
    ]


def mermaid() -> str:
    """The states of a recipient's part as a Mermaid diagram."""
    lines = ["stateDiagram-v2"]
    for act in ACTS:
        for source in act.source or ("[*]",):
            if act.target and source != act.target:
                lines.append(f"    {source} --> {act.target}: {act.label}")
    return "\n".join([*lines, "    SELESAI --> [*]", "    DIKEMBALIKAN --> [*]"])
