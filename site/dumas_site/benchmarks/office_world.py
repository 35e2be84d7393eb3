"""A working office for measuring: five departments with their line of superiors, cases, calendar and time limits."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from dumas_docs.access import grants
from dumas_docs.models import BasePage, Cause, Complaint, Folder, FolderPurpose
from workflows.calendar.load import load_year
from workflows.clocks.arithmetic import Dates, Terms
from workflows.clocks.running import dates_of
from workflows.clocks.table import FOLLOWUP_LETTER, rule
from workflows.engine.sync import sync_chains
from workflows.models import Appointment, Clock, ClockPause, Position, RankGroup, Unit

from .world import YEARS, Filler

DEPARTMENTS = 5
# Two for each department, so that every one has work at each place of the line.
LEAST_CHAINS = 2 * DEPARTMENTS
CLOCK_DAYS = 40
PAUSED_SHARE = 10
LINE = (
    ("analis", "analyst", RankGroup.FUNGSIONAL, "subbid"),
    ("kasubid", "subdivision_head", RankGroup.ESELON_IV, "subbid"),
    ("kabid", "division_head", RankGroup.ESELON_III, "bidang"),
    ("asdep", "asdep", RankGroup.ESELON_II, "asdep"),
)


@dataclass
class OfficeWorld:
    """Handles to what the measurements use; people and positions by code, for example "kabid-0"."""

    now: datetime
    archive: Folder
    folders: list[Folder] = field(default_factory=list)
    positions: dict[str, Position] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)


def build_office(*, cases: int, clocks: int, now: datetime) -> OfficeWorld:
    """Fill an empty, migrated database with an office, `cases` cases and `clocks` running limits. Deterministic."""
    chance = random.Random(20260312)  # noqa: S311  a seed, not a secret
    sync_chains()
    for year in range(now.year - 1, now.year + 2):
        load_year(year=year, now=now, decree_no="ukur", reason="Pengukuran")
    deputy = Unit.objects.create(code="ukur", name="Kedeputian ukur", letter_code="UKUR")
    archive = Folder.objects.get(depth=2).add_child(instance=Folder(title="Arsip", slug="arsip-ukur", unit=deputy))
    world = OfficeWorld(now, archive)
    _post(world, "deputi", "deputy", RankGroup.ESELON_I, deputy)
    _post(world, "agendaris", "registrar", RankGroup.PELAKSANA, deputy)
    _give(world, archive, "head", "deputi")
    for number in range(DEPARTMENTS):
        _department(world, number, above=deputy)
    serial = 0
    for place, folder in enumerate(world.folders):
        unit = world.positions[f"asdep-{place}"].unit
        filler = Filler(chance=chance, now=now, unit=unit, serial=serial)
        share = _share(cases, DEPARTMENTS, place)
        for at, year in enumerate(YEARS):
            parent = folder.add_child(
                instance=Folder(title=str(year), slug=str(year), unit=unit, purpose=FolderPurpose.TAHUN)
            )
            filler.cases(parent, _share(share, len(YEARS), at), letters=0)
        serial = filler.serial
    _start_clocks(clocks, chance=chance, now=now)
    return world


def _department(world: OfficeWorld, number: int, *, above: Unit) -> None:
    units = {}
    for kind in ("asdep", "bidang", "subbid"):
        above = units[kind] = Unit.objects.create(
            code=f"{kind}-{number}", name=f"{kind} {number}", letter_code=f"{kind.upper()}{number}", parent=above
        )
    folder = world.archive.add_child(
        instance=Folder(title=f"Asdep {number}", slug=f"asdep-{number}", unit=units["asdep"],
                        purpose=FolderPurpose.UNIT)
    )  # fmt: skip
    world.folders.append(folder)
    for code, role, rank, unit in LINE:
        _post(world, f"{code}-{number}", role, rank, units[unit])
    for code, role in (("analis", "editor"), ("kabid", "supervisor"), ("asdep", "head")):
        _give(world, folder, role, f"{code}-{number}")


def _post(world: OfficeWorld, code: str, role: str, rank: RankGroup, unit: Unit) -> None:
    position = Position.objects.create(code=code, title=code.capitalize(), unit=unit, role_code=role, rank_group=rank)
    person = get_user_model().objects.create_user(f"ukur-{code}", first_name=code.capitalize())
    Appointment.objects.create(person=person, position=position, starts_on=date(2020, 1, 1), decree_no="ukur")
    world.positions[code], world.people[code] = position, person


def _give(world: OfficeWorld, folder: BasePage, role: str, code: str) -> None:
    grants.give(page=folder, role=role, to=world.positions[code].group, cause=Cause.ORGANISASI, now=world.now)


def _share(whole: int, parts: int, place: int) -> int:
    return whole // parts + (1 if place < whole % parts else 0)


def _start_clocks(count: int, *, chance: random.Random, now: datetime) -> None:
    """One limit for each of `count` cases, begun in the last weeks; every tenth has been paused for a while."""
    row, today = rule(FOLLOWUP_LETTER), now.date()
    known: dict[Terms, Dates] = {}
    clocks = []
    for subject_id in chance.sample(list(Complaint.objects.order_by("pk").values_list("pk", flat=True)), count):
        terms = Terms(
            today - timedelta(days=chance.randrange(CLOCK_DAYS)), row.limit, row.counts_in, row.monitor_before
        )
        dates = known.get(terms) or known.setdefault(terms, dates_of(terms))
        clocks.append(Clock(
            subject_id=subject_id, code=row.code, started_on=terms.started_on, limit=terms.limit,
            counts_in=terms.counts_in, monitor_before=terms.monitor_before, due_on=dates.due_on,
            monitor_on=dates.monitor_on, is_provisional=dates.is_provisional, started_at=now,
        ))  # fmt: skip
    Clock.objects.bulk_create(clocks, batch_size=1000)
    ClockPause.objects.bulk_create(
        (
            ClockPause(
                clock=clock, paused_on=clock.started_on, resumed_on=clock.started_on + timedelta(days=3),
                reason="Menunggu data",
            )
            for clock in clocks[::PAUSED_SHARE]
        ),
        batch_size=1000,
    )  # fmt: skip
