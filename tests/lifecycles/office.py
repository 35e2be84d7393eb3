"""An office with its whole chain, so that each row of a life cycle has somebody to take it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.actions.assign_handler import assign_handler
from dumas_docs.actions.clear_wording import keep_cleared
from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.enums import Channel, Level
from dumas_docs.models import BasePage, Cause, Complaint, CompletenessCheck, Folder, FolderPurpose, IncomingLetter
from workflows.models import Appointment, Position, Unit

UNITS = (("KSN", None), ("D-4", "KSN"), ("asdep-dumas", "D-4"), ("bid", "asdep-dumas"), ("subbid", "bid"),
         ("biro-tu", "KSN"), ("arsip", "KSN"))  # fmt: skip
# username: (title, unit, role code, rank group, role on the unit's folder)
POSTS = {
    "menteri": ("Menteri", "KSN", "minister", "MENTERI", "director"),
    "deputi": ("Deputi", "D-4", "deputy", "ESELON_I", "director"),
    "asdep": ("Asisten Deputi", "asdep-dumas", "asdep", "ESELON_II", "head"),
    "kabid": ("Kepala Bidang", "bid", "division_head", "ESELON_III", "supervisor"),
    "kasubid": ("Kepala Subbidang", "subbid", "subdivision_head", "ESELON_IV", "supervisor"),
    "analis": ("Analis", "subbid", "analyst", "FUNGSIONAL", "member"),
    "analis2": ("Analis lain", "subbid", "analyst", "FUNGSIONAL", "member"),
    "staf": ("Staf", "subbid", "clerk", "PELAKSANA", ""),
    "agendaris": ("Agendaris", "biro-tu", "registrar", "PELAKSANA", "registrar"),
    "kepala_arsip": ("Kepala Unit Kearsipan", "arsip", "records_unit_head", "ESELON_III", "records_head"),
    "orang_luar": ("Pegawai biro", "biro-tu", "clerk", "PELAKSANA", ""),
}


class Office:
    """People and positions by username, one case with all of it."""

    def __init__(self) -> None:
        self.now: datetime = timezone.now()
        self.people: dict[str, Any] = {}
        self.positions: dict[str, Position] = {}
        self.units: dict[str, Unit] = {}
        for code, above in UNITS:
            self.units[code] = Unit.objects.create(code=code, name=f"Unit {code}", parent=self.units.get(above or ""))
        self.unit = self.units["asdep-dumas"]
        home = BasePage.objects.get(depth=2)
        archive = home.add_child(instance=Folder(title="Arsip", slug="arsip", unit=self.units["KSN"]))
        self.folder = archive.add_child(
            instance=Folder(title="Asdep", slug="asdep-dumas", unit=self.unit, purpose=FolderPurpose.UNIT)
        )
        for username, post in POSTS.items():
            self.person(username, *post)
        self.year = ensure_year_folder(unit=self.unit, register="pengaduan", year=timezone.localdate().year)

    def person(self, username: str, title: str, unit: str, role_code: str, rank: str, role: str) -> None:
        person = get_user_model().objects.create_user(username, password="x", first_name=title)
        position = Position.objects.create(
            code=username.replace("_", "-"), title=title, unit=self.units[unit], role_code=role_code, rank_group=rank
        )
        Appointment.objects.create(person=person, position=position, starts_on=date(2020, 1, 1))
        if role:
            grants.give(page=self.folder, role=role, to=position.group, cause=Cause.ORGANISASI, now=self.now)
        self.people[username], self.positions[username] = person, position

    def vacate(self, username: str) -> None:
        Appointment.objects.filter(position=self.positions[username]).delete()

    def case(self, state: str = "TERCATAT", *, handler: str = "", missing: tuple[str, ...] = (), **values: Any):
        case = Complaint(
            subject="Pungutan liar", agenda_no=values.pop("agenda_no", "1/Agd/2026"), agenda_date=date(2026, 3, 2),
            received_at=self.now, channel=Channel.EMAIL_DUMAS, substance_summary="Inti.", chronology="Kronologi.",
            state=state, level=values.pop("level", Level.TERBATAS), **values,
        )  # fmt: skip
        BasePage.objects.get(pk=self.year.pk).add_child(instance=case)
        case.save_revision().publish()
        keep_cleared(case, by=None, now=self.now)
        CompletenessCheck.objects.create(
            complaint=case, checked_at=self.now, missing=list(missing), written=True, named=True, addressed=True,
            signed="signed" not in missing, evidence="evidence" not in missing, chronology_clear=True,
            in_indonesian=True, result="PERLU_KELENGKAPAN" if missing else "",
        )  # fmt: skip
        if handler:
            assign_handler(case=case, to=self.people[handler], by=None, now=self.now)
        return again(case)

    def incoming(self, state: str = "DITERIMA", **values: Any) -> IncomingLetter:
        letter = IncomingLetter(
            **{"subject": "Undangan", "received_at": self.now, "sender": "Dinas", "addressee": "Asisten Deputi"}
            | values,
            state=state,
        )
        BasePage.objects.get(pk=self.folder.pk).add_child(instance=letter)
        letter.save_revision().publish()
        return again(letter)


def again(page: Any) -> Any:
    """The page as the database holds it by now."""
    return type(page).objects.get(pk=page.pk)
