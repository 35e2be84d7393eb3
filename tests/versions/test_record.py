"""Changes of content stand in the chained record, and no stored version is written over."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.urls import reverse
from wagtail.models import Revision

from dumas_docs.access import audit
from dumas_docs.actions.note_versions import note_versions, version_state
from dumas_docs.models import AuditEntry, BasePage, Complaint
from tests.access.office import NOW
from tests.admin.forms import values_on
from tests.versions.documents import SAMPLES

CHANGES = ("naskah.diubah", "naskah.terbit", "naskah.batal_terbit", "naskah.dikunci", "naskah.dibuka_kunci")


@pytest.fixture
def case(desk) -> Complaint:
    return SAMPLES["complaint"](desk.office).page


def edit(client, page, **typed):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, {**values_on(client.get(url).content), **typed})


def recorded(page) -> list[AuditEntry]:
    """What people did; the set-up of the test is the system's."""
    by_people = AuditEntry.objects.filter(page_id=page.pk, verb__in=CHANGES, actor_id__isnull=False)
    return list(by_people.order_by("number"))


def test_saving_and_publishing_are_recorded_with_a_digest(desk, case):
    editor = desk.at("penyunting", "editor")
    client = desk.client(editor)
    assert edit(client, case, subject="Lain").status_code == 302
    saved = BasePage.objects.get(pk=case.pk).latest_revision
    [entry] = recorded(case)
    text = json.dumps(saved.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert (entry.verb, entry.actor_id) == ("naskah.diubah", editor.pk)
    assert entry.data == {"revision": saved.pk, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    assert edit(client, case, subject="Final", **{"action-publish": "1"}).status_code == 302
    assert [found.verb for found in recorded(case)] == ["naskah.diubah", "naskah.diubah", "naskah.terbit"]
    assert recorded(case)[-1].data["revision"] == BasePage.objects.get(pk=case.pk).live_revision_id
    assert audit.faults() == []


def test_a_form_with_errors_records_nothing(desk, case):
    assert edit(desk.client(desk.at("penyunting", "editor")), case, received_at="kapan-kapan").status_code == 200
    assert recorded(case) == []


def test_restoring_locking_and_taking_back_are_recorded(desk, case):
    head = desk.at("pimpinan", "head")
    client = desk.client(head)
    first = case.latest_revision_id
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[case.pk, first])
    assert client.post(revert, values_on(client.get(revert).content)).status_code == 302
    for name in ("lock", "unlock"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[case.pk]))
    before = version_state(case.pk)
    BasePage.objects.get(pk=case.pk).specific.unpublish()
    note_versions(page_id=case.pk, before=before, by=head, now=NOW)
    expected = ["naskah.diubah", "naskah.dikunci", "naskah.dibuka_kunci", "naskah.batal_terbit"]
    assert [found.verb for found in recorded(case)] == expected


def test_a_stored_version_is_never_written_over(desk, case):
    stored = Revision.objects.get(pk=BasePage.objects.get(pk=case.pk).live_revision_id)
    client = desk.client(desk.at("penyunting", "editor"))
    answer = edit(client, case, subject="DIAM-DIAM", overwrite_revision_id=str(stored.pk))
    assert answer.status_code == 302
    again = Revision.objects.get(pk=stored.pk)
    assert (again.content, again.created_at, again.user_id) == (stored.content, stored.created_at, stored.user_id)
    assert BasePage.objects.get(pk=case.pk).latest_revision_id != stored.pk
    assert len(recorded(case)) == 1


@pytest.mark.parametrize("name", ["view_draft", "revisions_view"])
def test_looking_at_a_version_is_a_reading(desk, case, name):
    client = desk.client(desk.at("penyunting", "editor"))
    args = [case.pk] if name == "view_draft" else [case.pk, case.latest_revision_id]
    assert client.get(reverse(f"wagtailadmin_pages:{name}", args=args)).status_code == 200
    entry = AuditEntry.objects.get(verb="naskah.dibaca", page_id=case.pk)
    assert entry.data["versions"] == [str(case.latest_revision_id)]
