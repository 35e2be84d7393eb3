"""What a chain is made of. Pure: no database, clock or settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a document says about itself: level, addressee_rank, leader_rank, sla_class, review_result …
Facts = Mapping[str, Any]


class Verb(StrEnum):
    """What is done at a step."""

    INITIAL = "PARAF"
    APPROVE = "SETUJU"
    SIGN = "TANDA_TANGAN"
    NUMBER = "NOMOR"
    VERIFY = "VERIFIKASI"


VERB_LABELS: dict[Verb, Promise] = {
    Verb.INITIAL: _("initial"),
    Verb.APPROVE: _("approve"),
    Verb.SIGN: _("sign"),
    Verb.NUMBER: _("number and dispatch"),
    Verb.VERIFY: _("verify"),
}


DECIDED: dict[str, Promise] = {
    Verb.INITIAL: _("initialled"),
    Verb.APPROVE: _("approved"),
    Verb.VERIFY: _("verified"),
    Verb.SIGN: _("signed"),
    Verb.NUMBER: _("numbered and sent out"),
    "DIKEMBALIKAN": _("returned"),
}


class Where(StrEnum):
    """Where the holder of a role is looked for."""

    LINE = "GARIS"  # from the drafter's unit upwards
    OFFICE = "KANTOR"  # anywhere: a service of the whole office, such as its registrar


class Asks(StrEnum):
    """Words of the actor's own that a step asks for besides the decision."""

    NOTHING = ""
    PROPOSAL = "USUL"  # of a direction; a step without one is refused
    DIRECTION = "ARAHAN"  # a step without one is refused


ASKED_LABELS: dict[str, Promise] = {Asks.PROPOSAL: _("propose the direction"), Asks.DIRECTION: _("direct")}


def act_in_words(verb: str, asks: Asks) -> str:
    """What is done at a step, as one says it."""
    return str(ASKED_LABELS.get(asks) or VERB_LABELS[Verb(verb)])


ASKED_DECIDED: dict[str, Promise] = {Asks.PROPOSAL: _("direction proposed"), Asks.DIRECTION: _("directed")}


def decision_in_words(decision: str, asks: Asks) -> str:
    """What was decided at a step, as one says it afterwards."""
    if decision == Verb.APPROVE and asks in ASKED_DECIDED:
        return str(ASKED_DECIDED[asks])
    return str(DECIDED.get(decision, decision))


@dataclass(frozen=True)
class Condition:
    """A named question about the facts, with the words for a table and for a skipped step."""

    name: str
    says: Promise
    otherwise: Promise
    holds: Callable[[Facts], bool] = field(hash=False, compare=False)


ALWAYS = Condition("selalu", _("always"), _("never"), lambda facts: True)


# domain.md §10: below the Asdep nobody is shown what is top secret but who was named for it (decision 0012).
BELOW_TOP_SECRET = Condition(
    "di_bawah_sangat_rahasia", _("it is not top secret"),
    _("it is top secret; heads of division and subdivision are not shown it"), lambda facts: facts.get("level", 0) < 3,
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One row of a chain."""

    code: str
    role: str
    verb: Verb
    standard_minutes: int  # waktu baku; measured and reported, never a block (domain.md §1, 7)
    only_if: Condition = ALWAYS
    where: Where = Where.LINE
    bulk: bool = False  # may be initialled together with others
    asks: Asks = Asks.NOTHING
    mends: bool = True  # whether who initials or approves may mend the text; else he takes it as it is or returns it


@dataclass(frozen=True)
class Chain:
    """A chain: for which documents, its steps in order, where a return goes, and where the rule stands."""

    code: str
    name: Promise
    kind: str
    when: Condition
    steps: tuple[Step, ...]
    returns_to: Promise
    effect: Promise
    source: str

    @property
    def fingerprint(self) -> str:
        """Changes with every change of the table; a running chain keeps the table it began with."""
        rows = [
            [step.code, step.role, step.verb, step.standard_minutes, step.only_if.name, step.where, step.bulk]
            for step in self.steps
        ]
        return hashlib.sha256(json.dumps([self.code, self.kind, self.when.name, rows]).encode()).hexdigest()[:16]

    @property
    def last_decision(self) -> Step:
        """The last step at which somebody answers for the content: numbering is not one."""
        return self.decides_last(None)

    def decides_last(self, facts: Facts | None) -> Step:
        """As `last_decision`, of the steps that a document with these facts takes."""
        steps = [step for step in self.steps if step.verb != Verb.NUMBER]
        taken = [step for step in steps if facts is not None and step.only_if.holds(facts)]
        return (taken or steps)[-1]
