"""The index stays true to the archive: outbox, checks, rebuild; and holds nothing it must not."""

import io
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from dumas_docs.access.scope import ScopeNotSet, no_scope, person_scope, system_scope
from dumas_docs.models import BasePage, Complaint
from dumas_docs.models.intake import RECEIPT_NOTE
from dumas_docs.models.wordings import ClearedWording, keep_cleared
from search import indexing, outbox
from search.backends import get_backend
from search.models import SearchDocument, SearchNumber, SearchPending
from search.query import parse
from search.sources import SOURCES
from tests.search.office import EVERYWHERE, Office


def found(text, user):
    return {hit.page_id for hit in get_backend().search(parse(text), user=user).hits}


def test_identities_top_secret_and_sealed_content_are_in_no_column(office):
    office.identify(office.pages["restricted"], full_name="Siti Maesaroh", phone="081234567890", address="Jl. Anyelir")
    office.report(office.pages["restricted"], name="Rekaan Terlapor", position="Camat Kenari", institution="Dinas X")
    outbox.queue(office.pages["restricted"].pk)
    outbox.drain()
    columns = [field.attname for field in SearchDocument._meta.concrete_fields]
    rows = {row["page_id"]: str(row).casefold() for row in SearchDocument.objects.values(*columns)}
    everything = " ".join(rows.values())
    for word in ("siti", "maesaroh", "081234567890", "anyelir", "rekaan", "kenari", "sealed:"):
        assert word not in everything, word
    assert "dinas" in rows[office.pages["restricted"].pk]
    for name in ("top_secret", "sealed"):
        assert EVERYWHERE not in rows[office.pages[name].pk]
    assert "zaitun" not in everything
    assert rows.keys() == office.ids(*office.pages)


def test_a_receipt_is_not_found_by_what_every_receipt_says(office):
    held = office.attach(office.pages["restricted"], name="tanda-terima.docx", text="terima kasih anggrek")
    held.note = RECEIPT_NOTE
    held.save()
    office.attach(office.pages["ordinary"], name="bukti.docx", text="terima kasih anggrek")
    outbox.drain()
    assert found("anggrek", office.people["reader"]) == office.ids("ordinary")
    Complaint.objects.filter(pk=held.page_id).update(category="anggrek")
    outbox.queue(held.page_id)
    outbox.drain()
    hits = get_backend().search(parse("anggrek"), user=office.people["reader"]).hits
    assert not any("tanda-terima" in str(hit) for hit in hits) and len(hits) == 2


def test_sources_name_no_closed_column():
    from dumas_docs.models.sealed import SealedTextField

    for model, source in SOURCES.items():
        named = [*source.text, *source.numbers, *source.foreign_numbers]
        owners = [(model, named)] + [
            (model._meta.get_field(relation).related_model, names) for relation, names in source.children.items()
        ]
        for owner, names in owners:
            for name in names:
                assert not isinstance(owner._meta.get_field(name), SealedTextField), (owner, name)
                assert "tracking" not in name


def test_wagtails_own_page_index_holds_numbers_only(office):
    """Who may see, but not read, could otherwise probe content through the admin's search and choosers."""
    for model in (BasePage, *SOURCES):
        searchable = {field.field_name for field in model.get_search_fields() if hasattr(field, "boost")}
        assert searchable <= {"title", "draft_title"}, model
    page = office.pages["secret"]
    with person_scope(office.people["registrar"]):
        assert page.pk in [found.pk for found in BasePage.objects.search("DM")]
        assert not BasePage.objects.search(EVERYWHERE).count() - 1  # the public standard carries it in its title
        assert not Complaint.objects.search(EVERYWHERE).count()


def test_rows_are_filtered_for_their_reader_and_closed_without_one(office):
    outbox.drain()
    with person_scope(office.people["member"]):
        assert set(SearchDocument.objects.values_list("pk", flat=True)) == office.ids("ordinary", "standard")
    with no_scope(), pytest.raises(ScopeNotSet):
        list(SearchDocument.objects.all())


def test_a_saved_change_is_found_after_its_commit_and_a_rolled_back_one_is_not(
    bare, django_capture_on_commit_callbacks
):
    def committed():
        return django_capture_on_commit_callbacks(execute=True)

    reader = bare.person("reader", "reader")
    with committed():
        page = bare.case("one")
    assert found(EVERYWHERE, reader) == {page.pk}
    with committed():
        page.category = "melati"
        page.save()
    assert found("melati", reader) == {page.pk}
    with committed(), pytest.raises(ZeroDivisionError), transaction.atomic():
        page.category = "kenanga"
        page.save()
        raise ZeroDivisionError
    assert found("kenanga", reader) == set()
    with committed():
        bare.report(page, institution="Dinas Flamboyan")
    assert found("flamboyan", reader) == {page.pk}
    with committed():
        bare.attach(page, name="bukti.pdf", text="seroja")
    assert found("seroja", reader) == {page.pk}
    with committed():
        page.attachments.first().delete()
    assert found("seroja", reader) == set()
    with committed():
        Complaint.objects.get(pk=page.pk).delete()
    assert not SearchDocument.objects.exists() and not SearchNumber.objects.exists()
    assert not SearchPending.objects.exists()


def test_a_process_killed_after_its_commit_leaves_the_work_to_the_next(office):
    office.pages["restricted"].save()
    assert SearchPending.objects.filter(page_id=office.pages["restricted"].pk).exists()
    outbox.drain()
    assert not SearchPending.objects.exists()
    assert list(indexing.differences(get_backend())) == []


def test_a_change_committed_while_its_page_is_indexed_is_indexed_again(office, monkeypatch):
    outbox.drain()
    page, backend = office.pages["restricted"], type(get_backend())
    original = backend.write

    def write_and_be_overtaken(self, contents):
        monkeypatch.setattr(backend, "write", original)
        done = original(self, contents)
        SearchPending.objects.create(page_id=page.pk)
        return done

    monkeypatch.setattr(backend, "write", write_and_be_overtaken)
    outbox.queue(page.pk)
    outbox.drain(most=1)
    assert SearchPending.objects.filter(page_id=page.pk).exists()


def test_a_page_that_cannot_be_indexed_holds_up_no_other_and_is_reported(office, monkeypatch):
    bad = office.pages["restricted"].pk
    original = indexing.contents_of

    def contents_of(ids):
        if bad in set(ids):
            raise ValueError("cannot be read")
        return original(ids)

    monkeypatch.setattr(indexing, "contents_of", contents_of)
    outbox.drain()
    assert set(SearchPending.objects.values_list("page_id", "fault", "attempts")) == {(bad, "ValueError", 1)}
    outbox.drain()
    assert set(SearchPending.objects.values_list("attempts", flat=True)) == {1}, "not before it is due"
    for _commit in range(outbox.MOST_ATTEMPTS + 2):
        SearchPending.objects.update(due_at=timezone.now())
        outbox.drain()
    assert set(SearchPending.objects.values_list("attempts", flat=True)) == {outbox.MOST_ATTEMPTS}
    assert SearchDocument.objects.count() == len(office.pages) - 1
    monkeypatch.undo()
    with pytest.raises(CommandError, match="check_index --fix"):
        call_command("check_index", stdout=io.StringIO())
    call_command("rebuild_index", stdout=io.StringIO())
    call_command("check_index", stdout=io.StringIO())


def test_check_finds_what_is_missing_old_or_gone_and_repairs_it(office):
    outbox.drain()
    missing, old = office.pages["ordinary"].pk, office.pages["restricted"].pk
    SearchDocument.objects.filter(pk=missing).delete()
    Complaint.objects.filter(pk=old).update(category="anggrek")
    SearchDocument.objects.filter(pk=office.pages["draft"].pk).update(page_id=10**9)
    assert set(indexing.differences(get_backend())) == {
        (missing, "belum ada dalam indeks"), (office.pages["draft"].pk, "belum ada dalam indeks"),
        (old, "tidak mutakhir"), (10**9, "naskahnya sudah tidak ada"),
    }  # fmt: skip
    output = io.StringIO()
    with pytest.raises(CommandError, match="check_index --fix"):
        call_command("check_index", stdout=output)
    assert f"halaman {old}: tidak mutakhir" in output.getvalue()
    outbox.queue(missing)
    SearchPending.objects.filter(page_id=missing).update(attempts=5, fault="mapper_parsing_exception")
    call_command("check_index", "--fix", stdout=io.StringIO())
    assert not SearchPending.objects.filter(page_id=missing).exists()
    assert list(indexing.differences(get_backend())) == []
    assert found("anggrek", office.people["reader"]) == {old}


def test_rebuild_makes_everything_anew(office):
    SearchPending.objects.all().delete()
    output = io.StringIO()
    call_command("rebuild_index", stdout=output)
    assert output.getvalue() == f"pencarian basis data: {len(office.pages)} naskah dalam indeks.\n"
    assert list(indexing.differences(get_backend())) == []
    assert list(get_backend().faults()) == []


def test_unchanged_documents_are_not_written_again(office):
    outbox.drain()
    before = set(SearchDocument.objects.values_list("pk", "indexed_at"))
    for page in office.pages.values():
        outbox.queue(page.pk)
    outbox.drain()
    assert set(SearchDocument.objects.values_list("pk", "indexed_at")) == before


def test_a_page_made_while_the_index_is_made_anew_stays_in_it(office, monkeypatch):
    outbox.drain()
    original, made = indexing._read, []

    def read(ids):
        contents = original(ids)
        if not made:
            made.append(office.case("meanwhile").pk)
            outbox.drain()
        return contents

    monkeypatch.setattr(indexing, "_read", read)
    ids = list(indexing.searchable_pages().values_list("pk", flat=True))
    get_backend().rebuild(iter(ids), read=read, progress=lambda done: None)
    assert list(indexing.differences(get_backend())) == []
    assert SearchDocument.objects.filter(pk=made[0]).exists()


def test_words_that_are_opened_later_are_indexed_as_open(office):
    """In a transaction of its own, as Wagtail's edit view does."""
    page = office.case("later")
    ClearedWording.objects.filter(page_id=page.pk).delete()
    outbox.drain()
    assert list(indexing.differences(get_backend())) == []
    keep_cleared(page, by=None, now=timezone.now())
    outbox.drain()
    assert list(indexing.differences(get_backend())) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_change_with_a_lower_number_that_is_committed_later_is_not_lost(transactional_db, monkeypatch):
    """Files are added without holding their page: the one begins first, and ends while the other is being indexed."""
    office = Office()
    page = office.case("one")
    begun, go_on = Event(), Event()

    def slow_colleague() -> None:
        with system_scope("a colleague in another process"), transaction.atomic():
            office.attach(page, name="lambat.pdf", text="cempaka")
            begun.set()
            go_on.wait(20)
        connection.close()

    backend, original = type(get_backend()), type(get_backend()).write

    def write_and_be_overtaken(self, contents):
        done = original(self, contents)
        monkeypatch.setattr(backend, "write", original)
        go_on.set()
        colleague.join(20)
        return done

    # What happens after the colleague's commit is the next worker's: here nobody drains for him.
    monkeypatch.setattr(outbox, "_after_commit", lambda: None)
    colleague = Thread(target=slow_colleague)
    colleague.start()
    assert begun.wait(20)
    office.attach(page, name="cepat.pdf", text="kenanga")
    monkeypatch.setattr(backend, "write", write_and_be_overtaken)
    outbox.drain()
    assert SearchPending.objects.filter(page_id=page.pk).exists()
    outbox.drain()
    assert list(indexing.differences(get_backend())) == []
