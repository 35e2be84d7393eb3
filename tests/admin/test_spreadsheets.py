"""Tables that leave the editing side."""

from __future__ import annotations

import hashlib

import pytest
from django.utils import timezone

from dumas_docs.models import AuditEntry, BasePage


@pytest.mark.parametrize("name", ['=HYPERLINK("http://contoh.example")', "+1", "-1", "@x"])
def test_no_name_is_a_formula_and_every_export_is_on_record(desk, name):
    person = desk.at("kepala", "head")
    folder = desk.office.folder(title=name)
    BasePage.objects.filter(pk=folder.pk).update(locked=True, locked_by=person, locked_at=timezone.now())
    answer = desk.client(person).get("/penyuntingan/reports/locked/?export=csv")
    [line] = [line for line in answer.content.decode().splitlines() if name[:2] in line]
    assert line.lstrip('"').startswith(f"'{name[0]}")
    entry = AuditEntry.objects.get(verb="ekspor.dibuat")
    assert (entry.actor_id, entry.data["sha256"]) == (person.pk, hashlib.sha256(answer.content).hexdigest())
    table = desk.client(person).get("/penyuntingan/reports/locked/?export=xlsx")
    assert table.status_code == 200 and table.content[:2] == b"PK"
    assert AuditEntry.objects.filter(verb="ekspor.dibuat").count() == 2
