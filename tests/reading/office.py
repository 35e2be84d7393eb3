"""A small office: one unit with its archive, people in positions, one case with everything in it."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from PIL import Image

from dumas_docs.access import grants
from dumas_docs.actions.assign_handler import assign_handler
from dumas_docs.actions.attach_file import attach_file
from dumas_docs.actions.clear_wording import keep_cleared
from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.enums import Channel, Level
from dumas_docs.models import (
    BasePage,
    Cause,
    ComplainantIdentity,
    Complaint,
    CompletenessCheck,
    Folder,
    FolderPurpose,
    OutgoingLetter,
    ReportedParty,
    ServiceStandard,
)
from workflows.models import Appointment, Position, Unit

NAME, NIK, STREET = "Sekar Wulandari", "3174xx5501900009", "Jalan Kenanga 7"
POSITIONS = {
    # username: (title, role on the unit's folder)
    "asdep": ("Asisten Deputi", "head"),
    "kabid": ("Kepala Bidang", "supervisor"),
    "analis": ("Analis", "member"),
    "agendaris": ("Agendaris", "registrar"),
    "pembaca": ("Staf ahli", "reader"),
    "arsiparis": ("Arsiparis", "archivist"),
    "orang_luar": ("Pegawai unit lain", ""),
}


class Office:
    """People by username, and the pages tests talk about."""

    def __init__(self) -> None:
        self.now: datetime = timezone.now()
        self.people: dict[str, Any] = {}
        self.counter = itertools.count(1)
        self.unit = Unit.objects.create(code="asdep-dumas", name="Asdep Pengaduan Masyarakat", letter_code="D-4")
        home = BasePage.objects.get(depth=2)
        self.archive = home.add_child(instance=Folder(title="Arsip", slug="arsip", unit=self.unit))
        self.unit_folder = self.archive.add_child(
            instance=Folder(title="Asdep", slug="asdep-dumas", unit=self.unit, purpose=FolderPurpose.UNIT)
        )
        for username, (title, role) in POSITIONS.items():
            self.person(username, title, role)
        self.year = ensure_year_folder(unit=self.unit, register="pengaduan", year=2026)
        self.standards = home.add_child(instance=Folder(title="Standar", slug="standar", unit=self.unit))
        for role, username in (("head", "asdep"), ("editor", "kabid")):
            self.grant(self.standards, role, username)

    def person(self, username: str, title: str, role: str) -> Any:
        person = get_user_model().objects.create_user(username, password="x", first_name=title)
        position = Position.objects.create(
            code=username.replace("_", "-"), title=title, unit=self.unit, role_code=username.replace("_", "-"),
            rank_group="PELAKSANA",
        )  # fmt: skip
        Appointment.objects.create(person=person, position=position, starts_on=date(2020, 1, 1))
        if role:
            grants.give(page=self.unit_folder, role=role, to=position.group, cause=Cause.ORGANISASI, now=self.now)
        self.people[username] = person
        return person

    def grant(self, page: BasePage, role: str, username: str, **values: Any) -> None:
        grants.give(page=page, role=role, to=self.people[username], cause=Cause.BERBAGI, now=self.now, **values)

    def case(self, *, level: Level = Level.TERBATAS, handler: str = "", **values: Any) -> Complaint:
        number = next(self.counter)
        case = Complaint(
            subject=values.pop("subject", f"Pungutan liar di kantor desa {number}"),
            agenda_no=f"{number}/DUMAS/2026", agenda_date=date(2026, 3, 2), received_at=self.now,
            channel=Channel.EMAIL_DUMAS, substance_summary="Ringkasan-inti perkara.", chronology="Kronologi-panjang.",
            level=level, **values,
        )  # fmt: skip
        case.complainants = [
            ComplainantIdentity(full_name=NAME, address=STREET, id_number=NIK, regency="Kabupaten Contoh")
        ]
        case.reported_parties = [ReportedParty(name="Kepala Gelap", institution="Kantor Desa Contoh")]
        folder = BasePage.objects.get(pk=self.year.pk)
        folder.add_child(instance=case)
        case.save_revision().publish()
        keep_cleared(case, by=None, now=self.now)
        CompletenessCheck.objects.create(complaint=case, named=True, evidence=False, missing=["evidence"],
                                         result="PERLU_KELENGKAPAN", checked_at=self.now)  # fmt: skip
        if handler:
            assign_handler(case=case, to=self.people[handler], by=None, now=self.now)
        return Complaint.objects.get(pk=case.pk)

    def letter(self, case: BasePage, *, final: bool = True) -> OutgoingLetter:
        letter = OutgoingLetter(
            subject="Penerusan-pengaduan", signatory_position="Asisten Deputi", live=False,
            body=[("paragraph", "<p>Isi-surat.</p>")],
        )  # fmt: skip
        BasePage.objects.get(pk=case.pk).add_child(instance=letter)
        revision = letter.save_revision()
        if final:
            revision.publish()
        return OutgoingLetter.objects.get(pk=letter.pk)

    def standard(self, *, complete: bool = True) -> ServiceStandard:
        names = (*ServiceStandard.DELIVERY, *ServiceStandard.MANUFACTURING)
        standard = ServiceStandard(
            title="Standar pelayanan penanganan pengaduan", slug=f"standar-{next(self.counter)}",
            **{name: f"<p>Uraian {name}.</p>" for name in names if complete or name != "cost"},
        )  # fmt: skip
        BasePage.objects.get(pk=self.standards.pk).add_child(instance=standard)
        if complete:
            standard.save_revision().publish()
        return ServiceStandard.objects.get(pk=standard.pk)

    def photo(self, page: BasePage, *, name: str = "foto-bukti.jpg", colour: str = "red") -> Any:
        return attach_file(page=page, name=name, content=BytesIO(jpeg(colour)), by=None, now=self.now).held

    def text_file(self, page: BasePage, *, name: str = "surat-bukti.txt", text: str = "Bukti tertulis.") -> Any:
        return attach_file(page=page, name=name, content=BytesIO(text.encode()), by=None, now=self.now).held


def jpeg(colour: str = "red") -> bytes:
    """A picture with a camera's notes in it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "KameraRahasia", "2026:01:02 03:04:05"
    out = BytesIO()
    Image.new("RGB", (900, 600), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()
