"""Identities on the editing side: open with the right and on record, otherwise masked and untouched by every save."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.set_level import set_level
from dumas_docs.admin.views.versions import REASON_HOLDS
from dumas_docs.enums import Level
from dumas_docs.models import AuditEntry, Complaint
from tests.access.office import NOW
from tests.admin.forms import values_on
from tests.versions.documents import SAMPLES

NAME, REPORTED, STREET = "Nama Sangat Rahasia", "Terlapor Rahasia", "Jalan LAMA 1"
SECRETS = (NAME, REPORTED, STREET)


@pytest.fixture
def case(desk) -> Complaint:
    return SAMPLES["complaint"](desk.office).page


def url(name: str, *args) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def stored(case: Complaint) -> list:
    """Identities of the live page and of its newest version, opened."""
    with system_scope("test"):
        page = Complaint.objects.get(pk=case.pk)
        return [
            (row.full_name.reveal(), row.address.reveal(), row.full_name_hash)
            for version in (page, page.get_latest_revision_as_object())
            for row in version.complainants.all()
        ] + [row.name.reveal() for row in page.reported_parties.all()]


def entries(verb: str) -> int:
    return AuditEntry.objects.filter(verb=verb).count()


def test_without_the_right_no_form_holds_them_and_no_save_changes_them(desk, case):
    client = desk.client(desk.at("penyunting", "editor"))
    before = stored(case)
    screen = client.get(url("edit", case.pk))
    assert not any(secret in screen.content.decode() for secret in SECRETS)
    assert "complainants" not in screen.context["form"].formsets
    typed = values_on(screen.content)
    for extra in ({}, {"action-publish": "action-publish"}):
        assert client.post(url("edit", case.pk), {**typed, "substance_summary": "Lain", **extra}).status_code == 302
        assert stored(case) == before
    typed = values_on(client.get(url("edit", case.pk)).content)
    saved = client.post(url("edit", case.pk), typed, headers={"accept": "application/json"})
    assert saved.json()["success"], saved.json()
    assert stored(case) == before
    revision = Complaint.objects.get(pk=case.pk).latest_revision_id
    typed = {**values_on(client.get(url("edit", case.pk)).content), "overwrite_revision_id": str(revision)}
    assert client.post(url("edit", case.pk), typed, headers={"accept": "application/json"}).json()["success"]
    assert stored(case) == before
    assert entries("identitas.dibuka") == entries("identitas.diubah") == 0


def test_a_draft_case_is_saved_without_touching_them(desk, case):
    Complaint.objects.filter(pk=case.pk).update(live=False)
    client = desk.client(desk.at("penyunting", "editor"))
    before = stored(case)
    typed = values_on(client.get(url("edit", case.pk)).content)
    assert client.post(url("edit", case.pk), {**typed, "subject": "Lain"}).status_code == 302
    assert stored(case) == before


def test_a_tampered_form_changes_nothing(desk, case):
    client = desk.client(desk.at("penyunting", "editor"))
    before = stored(case)
    row = case.complainants.get()
    typed = {
        **values_on(client.get(url("edit", case.pk)).content),
        "complainants-TOTAL_FORMS": "2", "complainants-INITIAL_FORMS": "1", "complainants-MIN_NUM_FORMS": "0",
        "complainants-MAX_NUM_FORMS": "1000", "complainants-0-id": str(row.pk), "complainants-0-full_name": "Diganti",
        "complainants-0-DELETE": "on", "complainants-0-ORDER": "1", "complainants-1-full_name": "Sisipan",
        "complainants-1-complainant_category": "PERORANGAN",
    }  # fmt: skip
    for accept in ("text/html", "application/json"):
        client.post(url("edit", case.pk), typed, headers={"accept": accept})
        client.post(url("revisions_revert", case.pk, case.latest_revision_id), typed, headers={"accept": accept})
    assert stored(case) == before


def test_with_the_right_opening_and_changing_are_recorded(desk, case):
    analyst = desk.at("analis", "handler")
    client = desk.client(analyst)
    screen = client.get(url("edit", case.pk))
    assert all(secret in screen.content.decode() for secret in SECRETS)
    assert entries("identitas.dibuka") == 1
    typed = values_on(screen.content)
    client.post(url("edit", case.pk), {**typed, "subject": "Lain"})
    assert entries("identitas.diubah") == 0
    client.post(url("edit", case.pk), {**typed, "complainants-0-full_name": "Nama Baru"})
    entry = AuditEntry.objects.get(verb="identitas.diubah")
    assert (entry.actor, entry.page_id, entry.field_group) == (analyst, case.pk, "IDENTITAS")
    assert "Nama Baru" not in str(entry.data)
    page = Complaint.objects.get(pk=case.pk)
    assert page.get_latest_revision_as_object().complainants.first().full_name.reveal() == "Nama Baru"
    assert "Nama" not in str(page.latest_revision.content["complainants"])


def test_compare_masks_or_opens_and_records(desk, case):
    first = case.latest_revision_id
    handler = desk.client(desk.at("analis", "handler"))
    typed = values_on(handler.get(url("edit", case.pk)).content)
    handler.post(url("edit", case.pk), {**typed, "complainants-0-full_name": "Nama Baru"})
    second = Complaint.objects.get(pk=case.pk).latest_revision_id
    opened = entries("identitas.dibuka")

    masked = desk.client(desk.at("penyunting", "editor")).get(url("revisions_compare", case.pk, first, second))
    assert not any(secret in masked.content.decode() for secret in (*SECRETS, "Nama Baru"))
    assert "•••" in masked.content.decode()
    assert entries("identitas.dibuka") == opened

    open_view = handler.get(url("revisions_compare", case.pk, first, second)).content.decode()
    assert "Sangat" in open_view and "Baru" in open_view
    assert entries("identitas.dibuka") == opened + 1


def test_restoring_without_the_right_keeps_todays_identities(desk, case):
    first = case.latest_revision_id
    handler = desk.client(desk.at("analis", "handler"))
    typed = values_on(handler.get(url("edit", case.pk)).content)
    handler.post(url("edit", case.pk), {**typed, "complainants-0-full_name": "Nama Baru", "subject": "Lain",
                                        "action-publish": "1"})  # fmt: skip
    before = stored(case)
    editor = desk.client(desk.at("penyunting", "editor"))
    old = editor.get(url("revisions_revert", case.pk, first))
    answer = editor.post(url("revisions_revert", case.pk, first), {**values_on(old.content), "action-publish": "1"})
    assert answer.status_code == 302
    assert Complaint.objects.get(pk=case.pk).subject == "Perkara LAMA"
    assert stored(case) == before

    old = handler.get(url("revisions_revert", case.pk, first))
    handler.post(url("revisions_revert", case.pk, first), {**values_on(old.content), "action-publish": "1"})
    assert stored(case)[0][0] == NAME
    assert entries("identitas.diubah") == 2


def test_from_secret_upward_a_reason_opens_them(desk, case):
    handler = desk.at("analis", "handler", case)
    set_level(page=case, level=Level.RAHASIA, by=None, now=NOW, reason="Uji")
    client = desk.client(handler)
    before = stored(case)
    closed = client.get(url("edit", case.pk))
    assert not any(secret in closed.content.decode() for secret in SECRETS)
    assert client.post(url("edit", case.pk), values_on(closed.content)).status_code == 302
    assert stored(case) == before
    assert entries("identitas.dibuka") == 0
    asked = url("edit", case.pk) + "?identitas=1"
    assert client.get(asked).status_code == 200
    assert client.post(asked, {"reason": " "}).status_code == 200
    assert client.post(asked, {"reason": "Menghubungi pengadu"}).status_code == 302
    opened = client.get(url("edit", case.pk))
    assert NAME in opened.content.decode()
    assert AuditEntry.objects.get(verb="identitas.dibuka").reason == "Menghubungi pengadu"


def test_previews_that_would_store_plain_identities_are_shut(desk, case):
    from wagtail.admin.models import FormState

    client = desk.client(desk.at("analis", "handler"))
    typed = values_on(client.get(url("edit", case.pk)).content)
    assert client.post(url("preview_on_edit", case.pk), typed).status_code == 404
    assert not FormState.objects.exists()


def test_a_reason_holds_for_minutes_and_never_loses_what_was_typed(desk, case):
    set_level(page=case, level=Level.RAHASIA, by=None, now=NOW, reason="Uji")
    client = desk.client(desk.at("pimpinan", "head"))
    edit = url("edit", case.pk)
    client.post(f"{edit}?identitas=1", {"reason": "Menghubungi pengadu"})
    screen = client.get(edit)
    assert "complainants" in screen.context["form"].formsets
    session = client.session
    key = next(key for key in session.keys() if key.startswith("identity_reason"))
    session[key] = {**session[key], "given": session[key]["given"] - REASON_HOLDS.total_seconds()}
    session.save()
    assert "complainants" not in client.get(edit).context["form"].formsets
    typed = {**values_on(screen.content), "complainants-0-full_name": "Nama Diperbaiki"}
    assert client.post(edit, typed).status_code == 302
    assert "Nama Diperbaiki" in str(stored(case))
