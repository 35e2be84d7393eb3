"""Edit, history, compare, restore and publish, for each type, as people with and without `identity`."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dumas_docs.models import AuditEntry
from tests.admin.forms import values_on
from tests.versions.documents import SAMPLES


def url(name: str, *args) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def governed(page) -> dict:
    return {name: getattr(page, name) for name in page.governed_fields}


@pytest.mark.parametrize("role", ["editor", "head"])
@pytest.mark.parametrize("kind", SAMPLES)
def test_edit_compare_restore_publish(desk, kind, role):
    sample = SAMPLES[kind](desk.office)
    model, pk = type(sample.page), sample.page.pk
    before = governed(sample.page)
    first = sample.page.latest_revision
    client = desk.client(desk.at("penyunting", role))

    screen = client.get(url("edit", pk))
    assert screen.status_code == 200
    typed = {**values_on(screen.content), **sample.typed}
    saved = client.post(url("edit", pk), typed)
    assert saved.status_code == 302, saved.context["form"].errors
    second = model.objects.get(pk=pk).latest_revision
    assert second != first
    assert "BARU" in str(second.content)
    assert "BARU" not in str(model.objects.get(pk=pk).serializable_data()), "the live version is not touched by a draft"

    for page in (client.get(url("history", pk)), client.get(url("edit", pk))):
        assert page.status_code == 200
    compared = client.get(url("revisions_compare", pk, first.pk, second.pk))
    assert compared.status_code == 200
    for words in sample.shows:
        assert words in compared.content.decode(), words
    assert client.get(url("revisions_compare", pk, "live", "latest")).status_code == 200
    assert client.get(url("revisions_compare", pk, "earliest", "latest")).status_code == 200

    old = client.get(url("revisions_revert", pk, first.pk))
    assert old.status_code == 200
    back = {**values_on(old.content), **_as_typed(first, sample)}
    restored = client.post(url("revisions_revert", pk, first.pk), back)
    assert restored.status_code == 302, restored.context["form"].errors
    third = model.objects.get(pk=pk).latest_revision
    assert third not in (first, second)
    assert "BARU" not in str(third.content)

    client.post(url("edit", pk), {**typed, "action-publish": "action-publish"})
    page = model.objects.get(pk=pk)
    may_publish = model.publish_verb == "change" or role == "head"
    by_chain = getattr(model, "final_by_chain", False) or getattr(page, "awaits_approval", False)
    by_button = may_publish and not by_chain
    assert ("BARU" in str(page.serializable_data())) == by_button
    assert governed(page) == before


def _as_typed(revision, sample) -> dict:
    """Values that scripts put into the form: rich texts and stream fields of the old version."""
    from wagtail.test.utils.form_data import nested_form_data, rich_text

    page = revision.as_object()
    values = {}
    for name in {key.split("-")[0] for key in sample.typed}:
        found = page._meta.get_field(name) if name in {f.name for f in page._meta.get_fields()} else None
        kind = type(found).__name__
        if kind == "RichTextField":
            values[name] = rich_text(getattr(page, name), features=["bold"])
        elif kind == "StreamField":
            values.update(nested_form_data({name: _stream(getattr(page, name))}))
    return values


def _stream(value) -> dict:
    from wagtail.test.utils.form_data import inline_formset, rich_text  # noqa: F401

    data: dict = {"count": str(len(value))}
    for index, child in enumerate(value):
        if child.block_type == "paragraph":
            content = rich_text(child.value.source, features=["bold"])
        elif child.block_type == "section":
            content = {
                "heading": child.value["heading"], "text": rich_text(child.value["text"].source, features=["bold"]),
            }  # fmt: skip
        else:
            content = {"count": str(len(child.value))}
            for n, item in enumerate(child.value.bound_blocks):
                content[str(n)] = {"value": item.value, "deleted": "", "order": str(n), "id": item.id}
        data[str(index)] = {
            "value": content, "type": child.block_type, "deleted": "", "order": str(index), "id": child.id,
        }  # fmt: skip
    return data


def test_a_draft_of_a_live_document_is_compared_with_what_is_live(desk):
    sample = SAMPLES["complaint"](desk.office)
    client = desk.client(desk.at("penyunting", "editor"))
    typed = values_on(client.get(url("edit", sample.page.pk)).content)
    client.post(url("edit", sample.page.pk), {**typed, **sample.typed})
    body = client.get(url("revisions_compare", sample.page.pk, "live", "latest")).content.decode()
    assert "BARU" in body and "LAMA" in body
    # Opening the edit screen and comparing both show the content of a restricted document.
    assert AuditEntry.objects.filter(verb="naskah.dibaca", page_id=sample.page.pk).count() == 2
    assert not AuditEntry.objects.filter(verb="identitas.dibuka").exists()
