"""What nobody changed shows as no change: each type is saved as a browser sends it back, then compared."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.rich_text import RichText

from dumas_docs.models import BasePage, IncomingLetter
from dumas_docs.selectors.comparison import changes_between
from tests.access.office import NOW
from tests.admin.forms import values_on
from tests.versions.documents import SAMPLES, filled


def as_a_browser_sends(screen: bytes) -> dict:
    """Every line break of a text area goes out as CRLF."""
    return {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in values_on(screen).items()
    }


def streams_of(page: BasePage) -> dict:
    """The blocks as the editor's script would post them."""
    sent: dict = {}
    for column in page._meta.local_fields:
        if isinstance(column, StreamField):
            blocks = getattr(page, column.name)
            sent[f"{column.name}-count"] = str(len(blocks))
            for order, block in enumerate(blocks):
                head = f"{column.name}-{order}"
                sent |= {f"{head}-deleted": "", f"{head}-order": str(order), f"{head}-type": block.block_type,
                         f"{head}-id": block.id}  # fmt: skip
                sent |= _sent(f"{head}-value", block.block, block.value)
    return sent


def _sent(head: str, block, value) -> dict:
    if isinstance(value, RichText):
        return {head: block.field.widget.format_value(value.source)}
    if hasattr(value, "bound_blocks") and hasattr(value, "list_block"):
        sent = {f"{head}-count": str(len(value))}
        for order, item in enumerate(value.bound_blocks):
            sent |= {f"{head}-{order}-deleted": "", f"{head}-{order}-order": str(order), f"{head}-{order}-id": item.id,
                     f"{head}-{order}-value": item.value.replace("\n", "\r\n")}  # fmt: skip
        return sent
    if hasattr(value, "bound_blocks"):
        sent = {}
        for name, child in value.bound_blocks.items():
            sent |= _sent(f"{head}-{name}", child.block, child.value)
        return sent
    if hasattr(value, "columns"):
        sent = {f"{head}-caption": value.caption or "", f"{head}-column-count": str(len(value.columns)),
                f"{head}-row-count": str(len(value.row_data))}  # fmt: skip
        for at, column in enumerate(value.columns):
            sent |= {f"{head}-column-{at}-type": "text", f"{head}-column-{at}-order": str(at),
                     f"{head}-column-{at}-deleted": "", f"{head}-column-{at}-heading": column["heading"]}  # fmt: skip
        for at, row in enumerate(value.row_data):
            sent |= {f"{head}-row-{at}-order": str(at), f"{head}-row-{at}-deleted": ""}
            sent |= {f"{head}-cell-{at}-{place}": cell for place, cell in enumerate(row["values"])}
        return sent
    return {head: value}


def save(client, page, **typed) -> tuple[BasePage, BasePage, list[str]]:
    """Save the edit form with what it shows and `typed`: both versions, and what the editing side lists as changed."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    first = BasePage.objects.get(pk=page.pk).latest_revision
    screen = client.get(edit)
    answer = client.post(edit, {**as_a_browser_sends(screen.content), **streams_of(first.as_object()), **typed})
    assert answer.status_code == 302, answer.context["form"].errors
    second = BasePage.objects.get(pk=page.pk).latest_revision
    assert second != first
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    listed = [found.field_label() for found in client.get(compare).context["comparison"]]
    return first.as_object(), second.as_object(), listed


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_form_saved_untouched_changes_nothing(desk, kind):
    page = filled(SAMPLES[kind](desk.office).page)
    older, newer, listed = save(desk.client(desk.at("pimpinan", "head")), page)
    assert changes_between(older, newer) == []
    assert listed == []
    was, now = (json.loads(json.dumps(each.serializable_data(), default=str)) for each in (older, newer))
    rows = [name for name, value in was.items() if isinstance(value, list) and value and isinstance(value[0], dict)]
    for name in rows:
        assert [row["sort_order"] for row in was[name]] == [row["sort_order"] for row in now[name]], name


def test_one_letter_more_in_the_subject_is_all_that_shows(desk):
    page = SAMPLES["complaint"](desk.office).page
    page = filled(page)
    older, newer, listed = save(desk.client(desk.at("analis", "handler")), page, subject="Perkara LAMAx")
    assert [change.label for change in changes_between(older, newer)] == ["Perihal"]
    assert listed == ["Perihal"]


def test_what_is_typed_is_stored_with_line_feeds_and_a_new_minute_counts(desk):
    page = filled(SAMPLES["complaint"](desk.office).page)
    moment = "2026-02-03 04:05"
    _older, newer, _listed = save(
        desk.client(desk.at("analis", "handler")), page, chronology="Satu\r\nDua\r\n\r\nTiga", received_at=moment
    )
    assert newer.chronology == "Satu\nDua\n\nTiga"
    assert newer.received_at.second == 0


def test_the_seconds_of_a_moment_outlive_a_form(desk):
    letter = IncomingLetter(subject="Undangan", sender="Biro", addressee="Asdep", received_at=NOW.replace(second=17))
    desk.office.root.add_child(instance=letter)
    letter.save_revision().publish(skip_permission_checks=True)
    client = desk.client(desk.at("pimpinan", "head"))
    _older, newer, _listed = save(client, letter)
    assert newer.received_at == letter.received_at
    later = (letter.received_at + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    _older, newer, _listed = save(client, letter, received_at=later)
    assert newer.received_at.second == 0


def test_numbered_items_are_stored_with_line_feeds(desk):
    page = SAMPLES["outgoing_letter"](desk.office).page
    body = streams_of(page)
    name = next(key for key, value in body.items() if value == "Butir LAMA")
    _older, newer, _listed = save(desk.client(desk.at("pimpinan", "head")), page, **{name: "Butir\r\ndua baris \\r"})
    assert newer.body[1].value[0] == "Butir\ndua baris \\r"
