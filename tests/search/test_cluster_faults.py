"""What becomes of search and of saving when the cluster is away, slow, read-only or of another opinion."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dumas_docs.models import BasePage, Complaint
from search import indexing, outbox
from search.backends import SearchUnavailable, get_backend
from search.backends.elasticsearch import indices, writing
from search.backends.elasticsearch.connection import breaker, client
from search.backends.elasticsearch.names import read_alias, write_alias
from search.content import contents_of
from search.finding import find
from search.models import SearchPending
from search.query import parse
from tests.search.asked import overheard
from tests.search.cluster import bring_in_line
from tests.search.office import EVERYWHERE

pytestmark = pytest.mark.cluster
BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"


@pytest.fixture
def engine(office, own_server, settings):
    """An engine whose index is true, on a server that this module alone maltreats."""
    told = {"hosts": [own_server.url], "prefix": "faults", "replicas": 0, "timeout_seconds": 15.0, "rest_seconds": 0.2}
    settings.DUMAS_SEARCH = {"BACKEND": BACKEND, "ELASTICSEARCH": told}
    breaker.reset()
    found = get_backend()
    bring_in_line(found)
    assert not SearchPending.objects.exists() and is_true(found)
    return found


def is_true(engine) -> bool:
    return list(indexing.differences(engine)) == [] == list(engine.faults())


def change(office, word: str) -> int:
    page = office.pages["restricted"]
    Complaint.objects.filter(pk=page.pk).update(category=word)
    outbox.queue(page.pk)
    return page.pk


def found_by(office, text: str) -> set[int]:
    return {found.page.pk for found in find(parse(text), user=office.people["reader"]).found}


@pytest.fixture
def hung(engine, own_server, settings) -> Iterator[None]:
    """The server takes connections and answers nobody."""
    settings.DUMAS_SEARCH["ELASTICSEARCH"]["timeout_seconds"] = 1.0
    os.killpg(own_server.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(own_server.process.pid, signal.SIGCONT)
        breaker.reset()


def test_a_server_that_hangs_costs_one_waiting_and_nothing_is_lost(office, engine, hung):
    page_id = change(office, "anggrek")
    outbox.drain()
    assert list(SearchPending.objects.values_list("page_id", "engine", "attempts")) == [(page_id, engine.code, 0)]
    findings = find(parse("anggrek"), user=office.people["reader"])
    assert findings.is_stand_in and [found.page.pk for found in findings.found] == [page_id]
    with pytest.raises(SearchUnavailable):
        engine.search(parse("anggrek"), user=office.people["reader"])
    browser = Client()
    browser.force_login(office.people["reader"])
    assert "basis data mencari" in browser.post("/cari/serupa/", {"subject": "jembatan gantung"}).content.decode()


def test_nobody_asks_a_server_that_rests(office, engine, settings, hung):
    settings.DUMAS_SEARCH["ELASTICSEARCH"]["rest_seconds"] = 600.0
    reader = office.people["reader"]
    with overheard() as heard:
        assert find(parse(EVERYWHERE), user=reader).is_stand_in
        assert len(heard) == 1, "one person waits"
        for _person in range(3):
            assert find(parse(EVERYWHERE), user=reader).is_stand_in
        change(office, "anggrek")
        outbox.drain()
    assert len(heard) == 1


def test_a_mapping_conflict_is_told_on_the_editing_side_and_mended_there(
    office, engine, client_of_admin, django_capture_on_commit_callbacks
):
    """The index of cases was made by something else, with another opinion of a field."""
    (name,) = indices.written_to(client())["cases"]
    client().indices.delete(index=name)
    aliases = {read_alias("cases"): {}, write_alias("cases"): {}}
    fields = {"subject": {"type": "date"}, "fingerprint": {"type": "keyword"}, "page_id": {"type": "long"}}
    client().indices.create(index=name, aliases=aliases, mappings={"properties": fields})
    page_id = change(office, "melur")
    for _run in range(outbox.MOST_ATTEMPTS + 1):
        outbox.drain()
        SearchPending.objects.update(due_at=timezone.now())
    (row,) = SearchPending.objects.all()
    assert (row.page_id, row.attempts, row.fault) == (page_id, outbox.MOST_ATTEMPTS, "document_parsing_exception")
    listed = client_of_admin.get(reverse("gagal-diindeks:index")).content.decode()
    assert "elasticsearch" in listed and "document_parsing_exception" in listed
    client().indices.delete(index=name)
    with django_capture_on_commit_callbacks(execute=True):
        client_of_admin.post(reverse("gagal-diindeks:again", args=[row.pk]))
    assert not SearchPending.objects.exists()
    indexing.rebuild(engine, progress=lambda done: None)
    assert is_true(engine) and found_by(office, "melur") == {page_id}


@pytest.fixture
def client_of_admin(office) -> Client:
    found = Client()
    found.force_login(get_user_model().objects.create(username="admin", is_superuser=True))
    return found


def test_after_its_return_nothing_is_missing(office, engine, settings):
    settings.DUMAS_SEARCH["ELASTICSEARCH"]["rest_seconds"] = 600.0
    breaker.trip()
    page_id = change(office, "kenanga")
    assert outbox.drain() == 1, "the database goes on"
    assert SearchPending.objects.filter(engine=engine.code, page_id=page_id).exists()
    breaker.reset()
    outbox.drain()
    engine.show_now()
    assert not SearchPending.objects.exists() and is_true(engine)
    assert {hit.page_id for hit in engine.search(parse("kenanga"), user=office.people["reader"]).hits} == {page_id}


def test_a_disk_that_is_full_keeps_the_rows_until_there_is_room(office, engine):
    client().indices.put_settings(index=read_alias("cases"), settings={"index.blocks.read_only_allow_delete": True})
    page_id = change(office, "melati")
    outbox.drain()
    assert list(SearchPending.objects.values_list("engine", "attempts")) == [(engine.code, 0)]
    # Of what changed the index may hold words that were closed meanwhile: they answer nobody without identities.
    assert found_by(office, EVERYWHERE) == office.ids("ordinary", "restricted", "letter", "standard") - {page_id}
    client().indices.put_settings(index=read_alias("cases"), settings={"index.blocks.read_only_allow_delete": None})
    breaker.reset()
    outbox.drain()
    engine.show_now()
    assert found_by(office, "melati") == {page_id} and is_true(engine)
    assert found_by(office, EVERYWHERE) == office.ids("ordinary", "restricted", "letter", "standard")


def test_a_document_the_index_refuses_is_given_up_alone_and_can_be_tried_again(office, engine, monkeypatch):
    bad, good = office.pages["restricted"].pk, office.pages["ordinary"].pk
    original = writing.body_of

    def with_a_field_nobody_knows(content, *, now):
        body = original(content, now=now)
        return {**body, "nobody_knows": 1} if content.page_id == bad else body

    monkeypatch.setattr(writing, "body_of", with_a_field_nobody_knows)
    for page_id in (bad, good):
        Complaint.objects.filter(pk=page_id).update(category="seroja")
        outbox.queue(page_id)
    for _run in range(outbox.MOST_ATTEMPTS + 1):
        outbox.drain()
        SearchPending.objects.update(due_at=timezone.now())
    (row,) = SearchPending.objects.all()
    assert (row.page_id, row.attempts, row.fault) == (bad, outbox.MOST_ATTEMPTS, "strict_dynamic_mapping_exception")
    monkeypatch.undo()
    outbox.try_again([row.pk])
    outbox.drain()
    engine.show_now()
    assert not SearchPending.objects.exists() and is_true(engine)


def test_what_was_read_earlier_never_overwrites_what_was_read_later(office, engine):
    (old,) = contents_of([office.pages["restricted"].pk])
    page_id = change(office, "kamboja")
    outbox.drain()
    (name,) = indices.written_to(client())["cases"]
    late = client().options(ignore_status=409).index(
        index=name, id=str(page_id), document=writing.body_of(old, now=timezone.now()), version=1,
        version_type="external",
    )  # fmt: skip
    assert late.meta.status == 409
    engine.show_now()
    assert is_true(engine)


def test_versions_from_before_a_restore_hold_up_nothing(office, engine):
    """After a restore, or on a clock set back, the index may hold versions from the future."""
    (name,) = indices.written_to(client())["cases"]
    page_id = office.pages["restricted"].pk
    (content,) = contents_of([page_id])
    body = writing.body_of(content, now=timezone.now()) | {"fingerprint": "of another time"}
    client().index(index=name, id=str(page_id), document=body, version=2**60, version_type="external")
    change(office, "teratai")
    outbox.drain()
    engine.show_now()
    assert is_true(engine) and found_by(office, "teratai") == {page_id}
    # Also where it was deleted with such a version a moment ago, and nothing stands there any more.
    engine.remove([page_id])
    engine.remove([page_id])
    engine.write(contents_of([page_id]))
    engine.show_now()
    assert found_by(office, "teratai") == {page_id}


def test_what_the_engine_has_not_heard_of_is_found_by_the_database_instead_of_nothing(office, engine):
    page_id = change(office, "kenikir")
    breaker.trip()
    outbox.drain()
    breaker.reset()
    reader, stranger = office.people["reader"], office.people["member"]
    findings = find(parse("kenikir"), user=reader)
    assert findings.is_ahead and not findings.is_stand_in and findings.engine_code == "database"
    assert [found.page.pk for found in findings.found] == [page_id]
    assert not find(parse("kenikir"), user=stranger).is_ahead
    assert not find(parse(EVERYWHERE), user=reader).is_ahead, "what it has heard of it answers itself"
    outbox.drain()
    engine.show_now()
    findings = find(parse("kenikir"), user=reader)
    assert not findings.is_ahead and findings.engine_code == "elasticsearch" and findings.total == 1


def test_a_rebuild_that_is_killed_goes_on_where_it_was_and_the_old_index_answers(office, engine, monkeypatch):
    monkeypatch.setattr("search.backends.elasticsearch.filling.HELD_AT_ONCE", 3)
    monkeypatch.setattr("search.backends.elasticsearch.filling.NOTED_EVERY", 1)
    before = indices.written_to(client())
    reads: list[list[int]] = []

    class Killed(BaseException):
        pass

    def read_two_batches(ids):
        reads.append(list(ids))
        if len(reads) == 3:
            raise Killed
        return original(ids)

    original = indexing._read
    monkeypatch.setattr(indexing, "_read", read_two_batches)
    with pytest.raises(Killed):
        indexing.rebuild(engine, progress=lambda done: None)
    assert found_by(office, EVERYWHERE) == office.ids("ordinary", "restricted", "letter", "standard")
    page_id = change(office, "cempaka")
    outbox.drain()
    engine.show_now()
    assert found_by(office, "cempaka") == {page_id}, "what is written meanwhile lands in what answers"
    monkeypatch.setattr(indexing, "_read", original)
    indexing.rebuild(engine, progress=lambda done: None)
    after = indices.written_to(client())
    assert all(len(names) == 1 and names != before[family] for family, names in after.items())
    assert is_true(engine) and found_by(office, "cempaka") == {page_id}


def test_what_waits_while_a_killed_rebuild_lies_there_is_not_lost(office, engine, monkeypatch):
    """The one that goes on does not read again what the first had read; changes since then still wait."""
    monkeypatch.setattr("search.backends.elasticsearch.filling.HELD_AT_ONCE", 2)
    monkeypatch.setattr("search.backends.elasticsearch.filling.NOTED_EVERY", 1)
    monkeypatch.setattr(indices, "change_over", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        indexing.rebuild(engine, progress=lambda done: None)
    monkeypatch.undo()
    page_id = change(office, "flamboyan")
    gone = office.pages["ordinary"].pk
    BasePage.objects.get(pk=gone).specific.delete()
    indexing.rebuild(engine, progress=lambda done: None)
    outbox.drain()
    engine.show_now()
    assert is_true(engine) and found_by(office, "flamboyan") == {page_id}
    assert not SearchPending.objects.exists()


def _interrupted(*_arguments) -> None:
    raise KeyboardInterrupt


def test_the_first_rebuild_of_all_fills_an_empty_cluster(office, engine):
    indices.drop_all(client())
    indexing.rebuild(engine, progress=lambda done: None)
    assert is_true(engine)


def test_an_index_with_other_fields_is_told(office, engine, monkeypatch):
    monkeypatch.setattr(indices, "MAPPING_VERSION", indices.MAPPING_VERSION + 1)
    assert len(list(engine.faults())) == 4
