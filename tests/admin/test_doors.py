"""Every address of the editing side, as superuser, editor, and a person with no grant: no failure, no hidden title."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.log_actions import log
from wagtail.models import Collection, Locale, Site, Task, Workflow

from dumas_docs.enums import Level
from dumas_docs.models import RelatedCase
from tests.versions.documents import SAMPLES

SECRET = "ZQTERSEMBUNYI"


def names(patterns, namespace: str = "") -> Iterator[tuple[str, dict]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from names(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}", entry.pattern.converters


def admin_names() -> list[tuple[str, dict]]:
    found = {}
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern) == "penyuntingan/":
            found.update(dict(names(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else "")))
    return sorted(found.items())


@pytest.fixture
def world(desk):
    case = SAMPLES["complaint"](desk.office).page
    hidden = desk.office.case(subject=SECRET, level=Level.SANGAT_RAHASIA)
    hidden.save_revision()
    RelatedCase.objects.create(complaint=case, other=hidden)
    workflow = Workflow.objects.create(name="Alur")
    task = Task.objects.create(name="Langkah")
    workflow.workflow_pages.create(page=hidden)
    return {"desk": desk, "case": case, "hidden": hidden, "workflow": workflow, "task": task}


def values(world, page) -> dict:
    revision = page.latest_revision_id
    user = get_user_model().objects.first()
    return {
        "page_id": page.pk, "parent_page_id": page.pk, "page_to_move_id": page.pk, "page_pk": page.pk,
        "destination_id": world["desk"].office.root.pk, "revision_id": revision, "revision_id_a": revision,
        "revision_id_b": revision, "content_type_app_name": "dumas_docs", "content_type_model_name": "complaint",
        "app_label": "dumas_docs", "model_name": "complaint", "object_id": page.pk, "action": "delete",
        "action_name": "approve", "task_state_id": 1, "workflow_state_id": 1, "session_id": 1, "app_name": "dumas_docs",
        "collection_id": Collection.objects.first().pk, "task_id": world["task"].pk, "user_id": user.pk,
        "uidb64": "MQ", "token": "x-y", "filter_spec": "width-10", "image_id": 1, "document_id": 1, "doc_id": 1,
        "uploaded_file_id": 1, "type_name": "x", "filename": "x",
    }  # fmt: skip


def pk_for(world, name: str, page) -> int:
    for part, row in (("site", Site.objects.first()), ("locale", Locale.objects.first()),
                      ("workflow", world["workflow"]), ("collection", Collection.objects.first())):  # fmt: skip
        if part in name:
            return row.pk
    return page.pk


@pytest.mark.parametrize("which", ["superuser", "editor", "nobody"])
def test_every_address_answers(world, which):
    desk = world["desk"]
    person = {
        "superuser": lambda: get_user_model().objects.create_superuser("root", password="x"),
        "editor": lambda: desk.at("penyunting", "editor"),
        "nobody": lambda: desk.office.holder("baru", "tanpa-hak"),
    }[which]()
    client = desk.client(person)
    client.raise_request_exception = False
    addresses = admin_names()
    assert len(addresses) > 150
    failures, leaks = [], []
    for name, converters in addresses:
        if name == "wagtailadmin_logout":  # logs out even by GET, and so would empty the rest of this test
            continue
        for page in (world["case"], world["hidden"]):
            table = values(world, page)
            kwargs = {key: table.get(key, pk_for(world, name, page)) for key in converters}
            try:
                address = reverse(name, kwargs=kwargs)
            except NoReverseMatch:
                continue
            for query in ("", "?q=DM", "?export=csv"):
                response = client.get(address + query)
                assert "_auth_user_id" in client.session, f"{address} logged the person out"
                body = b"".join(response.streaming_content) if response.streaming else response.content
                if response.status_code >= 500:
                    failures.append((name, query, response.status_code, repr(getattr(response, "exc_info", ""))[:200]))
                text = body.decode(errors="replace")
                if SECRET in text or world["hidden"].title in text:
                    leaks.append((name, query))
    assert not failures
    assert not leaks


def test_the_log_of_a_page_names_no_place_it_came_from(desk):
    head = desk.at("pimpinan", "head")
    case = desk.office.case()
    source = {"id": 1, "title": "Folder-rahasia"}
    log(instance=case, action="wagtail.move", user=head, data={"source": source, "destination": source})
    text = desk.client(head).get(reverse("wagtailadmin_pages:history", args=[case.pk])).content.decode()
    assert "Folder-rahasia" not in text and "Dipindahkan" in text


VERSION_DOORS = [
    ("revisions_view", {"revision_id": "{id}"}),
    ("revisions_revert", {"revision_id": "{id}"}),
    ("revisions_unschedule", {"revision_id": "{id}"}),
    ("revisions_compare", {"revision_id_a": "{id}", "revision_id_b": "latest"}),
    ("revisions_compare", {"revision_id_a": "earliest", "revision_id_b": "{id}"}),
]


@pytest.mark.parametrize(("door", "parts"), VERSION_DOORS)
def test_a_version_that_is_none_of_the_page_is_not_there(desk, door, parts):
    client = desk.client(desk.at("pimpinan", "head"))
    client.raise_request_exception = False
    case, other = SAMPLES["complaint"](desk.office).page, desk.office.case()
    for revision in (0, -1, 2**63, other.save_revision().pk):
        ids = {name: value.format(id=revision) for name, value in parts.items()}
        page = {"pk" if door == "revisions_compare" else "page_id": case.pk}
        try:
            address = reverse(f"wagtailadmin_pages:{door}", kwargs=ids | page)
        except NoReverseMatch:
            continue  # negative numbers have no address
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"action-publish": "1"}).status_code in (404, 405), address
