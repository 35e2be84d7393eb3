"""An office begins from a file: the example shipped with the project, and files that are wrong."""

from __future__ import annotations

import io
import json
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command

from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.scope import person_scope
from dumas_docs.access.selectors import may
from dumas_docs.models import AuditEntry, Folder, GrantCause
from workflows.models import Appointment, Position, Unit

pytestmark = pytest.mark.django_db

EXAMPLE = Path(__file__).parents[2] / "site" / "deploy" / "organisation.example.json"
LETTER = "From: warga@contoh.example\nTo: dumas@setneg.go.id\nSubject: Jalan rusak\n\nYth. Presiden. Jalan rusak.\n"


@pytest.fixture
def plan() -> dict:
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def load(plan: object, tmp_path: Path, *options: str) -> str:
    path, out = tmp_path / "kantor.json", io.StringIO()
    path.write_text(json.dumps(plan), encoding="utf-8")
    call_command("load_organisation", str(path), *options, stdout=out)
    return out.getvalue()


def test_the_example_makes_an_office_that_takes_in_mail(plan, tmp_path, settings):
    settings.QUARANTINE_ROOT, settings.MEDIA_ROOT = tmp_path / "quarantine", tmp_path / "files"
    load(plan, tmp_path)
    assert (Unit.objects.count(), Position.objects.count(), Appointment.objects.count()) == (3, 6, 5)
    letter = tmp_path / "surat.eml"
    letter.write_text(LETTER, encoding="utf-8")
    call_command("receive_mail", str(letter), stdout=io.StringIO())
    book = Folder.objects.get(slug="pengaduan")
    case = book.get_children().get().get_children().get()
    head, analyst = (get_user_model().objects.get(username=name) for name in ("nama.asdep", "nama.analis"))
    with person_scope(head):
        assert may(head, "read", case)
    with person_scope(analyst):
        assert not may(analyst, "read", case)
    assert list(audit_pointers()) == []


def test_accounts_begin_without_a_password_and_are_told(plan, tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load(plan, tmp_path)
    people = get_user_model().objects.all()
    assert not any(person.has_usable_password() for person in people)
    assert {person.username for person in people if person.is_superuser} == {"nama.administrator"}
    assert {address for message in mail.outbox for address in message.to} == {person.email for person in people}
    assert AuditEntry.objects.filter(verb="akun.dibuat").count() == 4
    assert AuditEntry.objects.get(verb="organisasi.dimuat").data["changes"]


def test_the_same_file_again_changes_nothing(plan, tmp_path):
    load(plan, tmp_path)
    entries, grants = AuditEntry.objects.count(), GrantCause.objects.count()
    assert load(plan, tmp_path).strip().endswith("0.")
    assert (AuditEntry.objects.count(), GrantCause.objects.count()) == (entries, grants)


def test_a_changed_file_renames_and_ends_what_it_names_and_nothing_else(plan, tmp_path):
    load(plan, tmp_path)
    later = deepcopy(plan)
    later["units"][2]["name"] = "Biro Umum"
    later["people"][0]["appointments"][0]["ends_on"] = "2026-06-30"
    del later["people"][1]
    lines = load(later, tmp_path).splitlines()
    assert len(lines) == 3
    assert Unit.objects.get(code="biro-tu").name == "Biro Umum"
    assert Appointment.objects.get(person__username="nama.asdep").ends_on == date(2026, 6, 30)
    assert Appointment.objects.filter(person__username="nama.analis").count() == 2


def test_trying_changes_nothing(plan, tmp_path):
    assert "Biro Tata Usaha" in load(plan, tmp_path, "--dry-run")
    assert not Unit.objects.exists() and not get_user_model().objects.exists()


@pytest.mark.parametrize(
    ("place", "value", "where"),
    [
        (("units", 1, "parent"), "tiada", "units[2].parent"),
        (("units", 0, "code"), "", "units[1].code"),
        (("units", 0, "code"), "kode salah!", "units[1]"),
        (("positions", 0, "unit"), 7, "positions[1].unit"),
        (("positions", 0, "rank_group"), "JENDERAL", "positions[1]"),
        (("people", 0, "email"), "bukan alamat", "people[1]"),
        (("people", 1, "appointments", 1, "ends_on"), "13-03-2026", "people[2].appointments[2].ends_on"),
        (("people", 1, "appointments", 1, "ends_on"), "2026-03-01", "people[2].appointments[2]"),
        (("people", 0, "appointments", 0, "kind"), "SEMENTARA", "people[1].appointments[1]"),
        (("people", 0, "appointments"), "asdep", "people[1].appointments"),
        (("folders", 1, "path"), "tiada/asdep-dumas", "folders[2].path"),
        (("folders", 1, "grants", 0, "role"), "raja", "folders[2].grants[1].role"),
        (("folders", 1, "level"), "TINGGI", "folders[2].level"),
        (("folders", 1, "purpose"), "GUDANG", "folders[2]"),
        (("folders",), None, "folders"),
    ],
)
def test_a_wrong_plan_says_where_and_changes_nothing(plan, tmp_path, place, value, where):
    at = plan
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    with pytest.raises(CommandError) as fault:
        load(plan, tmp_path)
    assert f" {where}: " in str(fault.value)
    assert not Unit.objects.exists() and not AuditEntry.objects.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'"text"'])
def test_what_is_no_plan_is_said(tmp_path, content):
    path = tmp_path / "kantor.json"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("load_organisation", str(path), stdout=io.StringIO())
    with pytest.raises(CommandError):
        call_command("load_organisation", str(tmp_path / "tiada.json"), stdout=io.StringIO())
