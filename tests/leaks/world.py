"""The world of the leak suite: an open part of the archive, and confidential objects of every kind beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Revision, TaskState, WorkflowState

from dumas_docs.models import Attachment, BasePage, ProposedRelation, Register, Scan, ScanRendition
from search.outbox import drain
from tests.leaks import calendar, files, indexing, organisation, pages, people, traces, work
from tests.leaks.canaries import FIRST_ID, FIRST_NUMBER, Ledger
from tests.leaks.rows import Row
from workflows.models import Unit

# Kinds of rows whose ids are canaries; each starts at a number of its own.
NUMBERED = (
    BasePage,
    Attachment,
    Scan,
    ScanRendition,
    Revision,
    TaskState,
    WorkflowState,
    ProposedRelation,
    EditingSession,
)
FIRST_OPEN_ID = 1_000
GONE = "deleted"
REGISTERS = (
    "pengaduan", "surat-masuk", "konsep-surat", "konsep-sp", "laporan-pemantauan", "pemantauan", "spj", "telaah",
)  # fmt: skip


@dataclass
class World:
    """What stands in the database, by name."""

    now: datetime
    ledger: Ledger = field(default_factory=Ledger)
    units: dict[str, Unit] = field(default_factory=dict)
    pages: dict[str, BasePage] = field(default_factory=dict)
    people: dict[str, people.Person] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)

    def plant(self, kind: str, page: str, verb: str = "read") -> str:
        return self.ledger.plant(kind, page, verb)

    def knows(self, person: people.Person, row: Row) -> bool:
        """Whether `person` may rightfully tell `row` from one that never existed."""
        return row.page not in self.secrets | {GONE} or person.may(row.page, row.verb)

    def row(self, kind: str, value: Any, page: str, verb: str = "see") -> None:
        """Remember a row of `page` by its id: a door is knocked with it, and the id itself is a canary."""
        self.rows.setdefault(kind, []).append(Row(value, page, verb))
        if page in self.secrets:
            # The address of a page holds the slugs of the folders around it, and its forms their ids.
            self.ledger.note(value, f"id of {kind}", page, "pass" if page == "vault" and kind == "page" else verb)


def build_world() -> World:
    """Build everything in the current transaction. The same ids come out each time."""
    world = World(now=timezone.now())
    people.build_units(world)
    for code in REGISTERS:
        for unit in world.units.values():
            Register.objects.create(code=code, unit=unit, year=timezone.localdate().year, last_number=FIRST_NUMBER)
    people.build_people(world)
    calendar.build_calendar(world)
    for model in NUMBERED:
        start_ids_at(model, FIRST_OPEN_ID)
    pages.build_open_part(world)
    for place, model in enumerate(NUMBERED):
        start_ids_at(model, FIRST_ID + 500 * place)
    pages.build_secret_part(world)
    pages.refer_from_open_part(world)
    files.build_files(world)
    people.give_grants(world)
    traces.build_traces(world)
    for place, model in enumerate(work.NUMBERED):
        start_ids_at(model, work.FIRST_ID + 100 * place)
    work.build_work(world)
    organisation.build_organisation(world)
    pages.note_rows(world)
    drain()
    indexing.build_failures(world)
    indexing.build_saved(world)
    return world


def yesterday(world: World) -> Any:
    return (timezone.localtime(world.now) - timedelta(days=1)).date()


def start_ids_at(model: Any, start: int) -> None:
    """Let the next row of `model` have an id above `start`, one that means nothing else wherever it turns up."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, start])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, start])
