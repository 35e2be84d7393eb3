"""A small office for intake: one unit with its folders, a registrar, an analyst, a head, and the minister."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.models import BasePage, Cause, Folder, FolderPurpose
from workflows.models import Appointment, Position, RankGroup, Unit

POSTS = (
    ("menteri", "minister", "KSN", ()),
    ("asdep", "asdep", "asdep-dumas", (("home", "head"),)),
    ("kabid", "division_head", "asdep-dumas", (("home", "supervisor"),)),
    ("analis", "analyst", "asdep-dumas", (("home", "member"),)),
    ("agendaris", "registrar", "asdep-dumas", (("book", "registrar"),)),
    ("pembaca", "reader", "asdep-dumas", (("home", "reader"),)),
)


def found_office() -> SimpleNamespace:
    """Create it; returns unit, folders by name and users by name."""
    ministry = Unit.objects.create(code="KSN", name="Kementerian Sekretariat Negara", letter_code="Kemensetneg")
    unit = Unit.objects.create(
        code="asdep-dumas", name="Asisten Deputi Pengaduan Masyarakat", letter_code="D-4/Dumas", parent=ministry
    )
    archive = BasePage.objects.get(depth=2).add_child(instance=Folder(title="Arsip", slug="arsip", unit=ministry))
    home = archive.add_child(instance=Folder(title="Asdep", slug="asdep-dumas", unit=unit, purpose=FolderPurpose.UNIT))
    book = home.add_child(
        instance=Folder(
            title="Pengaduan", slug="pengaduan", unit=unit, purpose=FolderPurpose.BUKU, register="pengaduan"
        )
    )
    folders, users = {"home": home, "book": book}, {}
    for name, role_code, unit_code, roles in POSTS:
        users[name] = get_user_model().objects.create_user(username=name, password="x")
        position = Position.objects.create(
            code=name, title=name.capitalize(), unit=unit if unit_code == unit.code else ministry,
            role_code=role_code, rank_group=RankGroup.PELAKSANA,
        )  # fmt: skip
        Appointment.objects.create(person=users[name], position=position, starts_on=date(2020, 1, 1))
        for folder, role in roles:
            grants.give(page=folders[folder], role=role, to=position.group, cause=Cause.ORGANISASI, now=timezone.now())
    return SimpleNamespace(unit=unit, users=users, **folders)
