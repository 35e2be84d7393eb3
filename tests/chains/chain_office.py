"""An office with its whole line of superiors, from analyst to minister, and drafts to send along it."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import TaskState

from dumas_docs.access import grants
from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Cause,
    Folder,
    FolderPurpose,
    OrderAssignee,
    OutgoingLetter,
    Recipient,
)
from workflows.engine.submit import hand_in
from workflows.engine.sync import sync_chains
from workflows.models import Appointment, AppointmentKind, Position, StepState, Unit

PASSWORD = "sandi-yang-panjang"
LINE = {
    # code: (role, rank group, unit)
    "analis": ("analyst", "FUNGSIONAL", "subbid"),
    "analis-2": ("analyst", "FUNGSIONAL", "subbid"),
    "kasubid": ("subdivision_head", "ESELON_IV", "subbid"),
    "kabid": ("division_head", "ESELON_III", "bidang"),
    "asdep": ("asdep", "ESELON_II", "asdep"),
    "deputi": ("deputy", "ESELON_I", "d4"),
    "sesmen": ("ministry_secretary", "ESELON_I", "ksn"),
    "menteri": ("minister", "MENTERI", "ksn"),
    "ppk": ("ppk", "ESELON_III", "d4"),
    "bpp": ("bpp", "PELAKSANA", "d4"),
    "agendaris": ("registrar", "PELAKSANA", "biro-tu"),
}
UNITS = {"ksn": None, "d4": "ksn", "asdep": "d4", "bidang": "asdep", "subbid": "bidang", "biro-tu": "ksn"}


class ChainOffice:
    """People by position code. Nobody but the unit's own line has a role on the folder: chains must bring the rest."""

    def __init__(self) -> None:
        sync_chains()
        self.now: datetime = timezone.now()
        self.serial = itertools.count(1)
        self.units: dict[str, Unit] = {}
        for code, above in UNITS.items():
            self.units[code] = Unit.objects.create(
                code=code, name=code.title(), letter_code=code.upper(), parent=self.units.get(above or "")
            )
        self.positions: dict[str, Position] = {}
        self.people: dict[str, Any] = {}
        for code, (role, rank, unit) in LINE.items():
            self.positions[code] = Position.objects.create(
                code=code, title=code.title(), unit=self.units[unit], role_code=role, rank_group=rank
            )
            self.people[code] = self.appoint(code)
        home = BasePage.objects.get(depth=2)
        archive = home.add_child(instance=Folder(title="Arsip", slug="arsip", unit=self.units["asdep"]))
        self.folder = archive.add_child(
            instance=Folder(title="Asdep", slug="asdep", unit=self.units["asdep"], purpose=FolderPurpose.UNIT)
        )
        for code in ("analis", "analis-2"):
            grants.give(
                page=self.folder, role="editor", to=self.positions[code].group, cause=Cause.ORGANISASI, now=self.now
            )
        self.year = ensure_year_folder(unit=self.units["asdep"], register="surat-keluar", year=self.now.year)

    def appoint(self, code: str, kind: str = AppointmentKind.DEFINITIF, person: Any = None) -> Any:
        if person is None:
            name = f"{code}{next(self.serial)}"
            person = get_user_model().objects.create_user(name, password=PASSWORD, first_name=code.title())
        Appointment.objects.create(
            person=person, position=self.positions[code], kind=kind, starts_on=date(2020, 1, 1), decree_no="1"
        )
        return person

    def vacate(self, code: str) -> None:
        Appointment.objects.filter(position=self.positions[code]).delete()

    def letter(self, rank: str = "ESELON_II", *, by: str = "analis", level: int = 1) -> OutgoingLetter:
        letter = OutgoingLetter(
            subject="Tindak lanjut pengaduan", body=[("paragraph", "<p>Isi surat.</p>")], signatory_position="Asdep",
            owner=self.people[by], drafter=self.people[by], live=False, level=level,
        )  # fmt: skip
        letter.recipients = [Recipient(name="Bupati Contoh", rank=rank)]
        return self._draft(letter, by)

    def order(self, *travellers: str, by: str = "analis") -> AssignmentOrder:
        order = AssignmentOrder(
            subject="Pemantauan", considering="<p>a</p>", basis="<p>b</p>", task="<p>c</p>", place="Bandung",
            starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 3),
            owner=self.people[by], live=False,
        )  # fmt: skip
        order.assignees = [
            OrderAssignee(person=self.people[code], name=code, position_title=code.title(), is_leader=number == 0)
            for number, code in enumerate(travellers)
        ]
        return self._draft(order, by)

    def _draft(self, page: Any, by: str) -> Any:
        self.year.refresh_from_db()
        self.year.add_child(instance=page)
        page.save_revision(user=self.people[by])
        return type(page).objects.get(pk=page.pk)

    def hand_in(self, page: Any, by: str = "analis") -> Any:
        return hand_in(subject=type(page).objects.get(pk=page.pk), by=self.people[by])

    def waits(self, page: Any) -> StepState | None:
        """The step in progress."""
        return StepState.objects.filter(subject_id=page.pk, status=TaskState.STATUS_IN_PROGRESS).first()

    def story(self, page: Any) -> list[tuple[str, str]]:
        """(step, what became of it) in the order it happened."""
        steps = StepState.objects.filter(subject_id=page.pk).order_by("pk")
        return [
            (step.office_task.step_code, "LEWAT" if step.skip_reason else step.decision or step.problem or "MENUNGGU")
            for step in steps
        ]


def version_of(page: Any) -> int:
    """The id of the newest version, as the form of a step carries it."""
    return type(page).objects.values_list("latest_revision_id", flat=True).get(pk=page.pk)
