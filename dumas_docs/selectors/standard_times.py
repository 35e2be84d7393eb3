"""Standard time (waktu baku) beside measured office minutes, step by step; measured and reported, never a block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, F, Q
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dumas_docs.access.roles import SEE
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import DispositionRecipient, IncomingLetter
from workflows.chains import CHAINS, asked_at
from workflows.chains.table import act_in_words
from workflows.engine.office_time import office_minutes_of
from workflows.lifecycles.incoming_letter import INCOMING_LETTER
from workflows.lifecycles.roles import in_words
from workflows.models import StepState, TransitionRecord, Unit

# Seed 004, part II B: minutes of each step of the service to leaders.
RECORD, DIRECT, SORT, DRAFT = 5, 15, 10, 30
MOST = 2000


@dataclass(frozen=True)
class Measured:
    """One step: how often it was done, the mean, and how many kept to the standard time."""

    group: str
    label: str | Promise
    standard: int
    count: int
    mean: int
    within: int

    @property
    def percent_within(self) -> int:
        return round(100 * self.within / self.count) if self.count else 0

    @property
    def is_slower(self) -> bool:
        return self.mean > self.standard


def chain_steps(*, units: list[Unit], user: Any, since: datetime) -> list[Measured]:
    """Steps of approval chains that positions of the units took since then, in the order of the tables. One query."""
    done = StepState.objects.filter(
        position__unit__in=units, finished_at__gte=since, office_minutes__isnull=False,
        subject__in=visible_to(user, SEE).values("pk"),
    ).exclude(decision="")  # fmt: skip
    task = "task__officetask__"
    code, step, verb, role = f"{task}version__code", f"{task}step_code", f"{task}verb", f"{task}role_code"
    found = {
        (row[code], row[step], row["standard_minutes"]): row
        for row in done.order_by().values(code, step, verb, role, "standard_minutes").annotate(
            count=Count("pk"), mean=Avg("office_minutes"),
            within=Count("pk", filter=Q(office_minutes__lte=F("standard_minutes"))),
        )
    }  # fmt: skip
    order = {(chain.code, step.code): place for chain in CHAINS for place, step in enumerate(chain.steps)}
    return [
        Measured(
            row[code], capfirst(f"{act_in_words(row[verb], asked_at(row[code], row[step]))}: {in_words([row[role]])}"),
            row["standard_minutes"], row["count"], round(row["mean"]), row["within"],
        )
        for row in sorted(found.values(), key=lambda row: (row[code], order.get((row[code], row[step]), 99)))
    ]  # fmt: skip


def leadership_steps(*, units: list[Unit], user: Any, since: datetime) -> list[Measured]:
    """The steps of seed 004: letters recorded and directed, dispositions sorted and worked on. Four queries."""
    letters = {
        letter.pk: letter.received_at
        for letter in visible_to(user, SEE, model=IncomingLetter).filter(unit__in=units, received_at__gte=since)[:MOST]
    }
    moments: dict[int, dict[str, datetime]] = {}
    records = TransitionRecord.objects.filter(
        lifecycle=INCOMING_LETTER.name, subject_id__in=letters, name__in=("CATAT", "DISPOSISI")
    )
    for subject_id, name, at in records.values_list("subject_id", "name", "at"):
        moments.setdefault(subject_id, {}).setdefault(name, at)
    recorded = [(letters[pk], each["CATAT"]) for pk, each in moments.items() if "CATAT" in each]
    both = [each for each in moments.values() if {"CATAT", "DISPOSISI"} <= each.keys()]
    directed = [(each["CATAT"], each["DISPOSISI"]) for each in both]
    parts = DispositionRecipient.objects.filter(
        position__unit__in=units, disposition__given_at__gte=since, page__in=visible_to(user, SEE).values("pk")
    ).values_list("disposition__given_at", "begun_at", "ended_at")[:MOST]
    taken = list(parts)
    sorted_out = [(given, begun) for given, begun, _ended in taken if begun]
    worked = [(begun, ended) for _given, begun, ended in taken if begun and ended]
    rows: list[tuple[str | Promise, int, list[tuple[datetime, datetime]]]] = [
        (_("Receive and record a letter"), RECORD, recorded),
        (_("Direction of the leader"), DIRECT, directed),
        (_("Sort and study the disposition"), SORT, sorted_out),
        (_("Draft and distribute"), DRAFT, worked),
    ]
    minutes = iter(office_minutes_of([span for _label, _standard, spans in rows for span in spans]))
    return [_measured(label, standard, [next(minutes) for _span in spans]) for label, standard, spans in rows if spans]


def _measured(label: str | Promise, standard: int, minutes: Iterable[int]) -> Measured:
    taken = list(minutes)
    within = sum(each <= standard for each in taken)
    return Measured("S4", label, standard, len(taken), round(sum(taken) / len(taken)), within)
