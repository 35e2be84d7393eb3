"""Closed by default, and filtered in every kind of query."""

import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from wagtail.models import Revision

from dumas_docs.access.middleware import AccessMiddleware
from dumas_docs.access.scope import (
    ScopeNotSet,
    bookkeeping,
    current_scope,
    no_scope,
    person_scope,
    scope_or_none,
    system_scope,
)
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import Attachment, BasePage, Complaint, Folder, IncomingLetter, RelatedCase
from tests.access.office import NOW


@pytest.fixture
def shelf(office):
    """One case the reader may read, one he may not, each with a letter and a file."""
    reader = office.person("pembaca")
    open_case, closed_case = office.case(subject="Terbuka"), office.case(subject="Tertutup")
    letters = [office.letter(open_case), office.letter(closed_case)]
    files = [
        Attachment.objects.create(page=case, title=f"{case.pk}.pdf", file="x", received_at=NOW)
        for case in (open_case, closed_case)
    ]
    office.give(open_case, "reader", reader)
    return reader, open_case, closed_case, letters, files


def test_without_a_scope_every_query_raises(office):
    case = office.case()
    with no_scope():
        for query in (
            lambda: list(BasePage.objects.all()),
            lambda: BasePage.objects.count(),
            lambda: Complaint.objects.filter(pk=case.pk).exists(),
            lambda: Attachment.objects.first(),
            lambda: Folder.objects.aggregate(Max("pk")),
            lambda: BasePage.objects.values_list("pk", flat=True)[:1].get(),
        ):
            with pytest.raises(ScopeNotSet):
                query()


def test_a_new_thread_starts_without_a_scope():
    seen = []
    with system_scope("outside"):
        thread = threading.Thread(target=lambda: seen.append(scope_or_none()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_scopes_nest_and_come_back(office):
    person = office.person("orang")
    with person_scope(person) as outer:
        with system_scope("in between"):
            assert current_scope().is_system
            with person_scope(None):
                assert current_scope().user is None
            assert current_scope().is_system
        with pytest.raises(RuntimeError), bookkeeping():
            raise RuntimeError
        assert current_scope() is outer


def test_a_system_scope_says_why():
    with pytest.raises(ValueError, match="reason"), system_scope(""):
        pass


def test_a_streamed_response_is_still_read_for_the_same_person(shelf):
    reader, open_case, closed_case, _letters, _files = shelf
    request = RequestFactory().get("/")
    request.user = reader

    def stream(_request):
        return StreamingHttpResponse(str(pk) for pk in Complaint.objects.values_list("pk", flat=True))

    with no_scope():
        response = AccessMiddleware(stream)(request)
        body = b"".join(response.streaming_content).decode()
        assert scope_or_none().user == reader
        response.close()
        assert scope_or_none() is None
    assert body == str(open_case.pk)
    assert str(closed_case.pk) not in body


QUERIES = {
    "all": lambda qs: {page.pk for page in qs},
    "iterator": lambda qs: {page.pk for page in qs.iterator()},
    "values": lambda qs: {row["pk"] for row in qs.values("pk")},
    "values_list": lambda qs: set(qs.values_list("pk", flat=True)),
    "only": lambda qs: {page.pk for page in qs.only("title")},
    "defer": lambda qs: {page.pk for page in qs.defer("title")},
    "order and slice": lambda qs: {page.pk for page in qs.order_by("-title")[:50]},
    "distinct": lambda qs: {page.pk for page in qs.distinct()},
    "reverse": lambda qs: {page.pk for page in qs.order_by("pk").reverse()},
    "union": lambda qs: {page.pk for page in qs.filter(pk=0).order_by().union(qs.order_by())},
    "intersection": lambda qs: {page.pk for page in qs.order_by().intersection(qs.order_by())},
    "specific": lambda qs: {page.pk for page in qs.specific()},
    "select_related": lambda qs: {page.pk for page in qs.select_related("unit", "owner")},
    "prefetch": lambda qs: {page.pk for page in qs.prefetch_related("revisions")},
    "annotate": lambda qs: {page.pk for page in qs.annotate(n=Count("grant_causes")).filter(n__gte=0)},
    "exclude": lambda qs: {page.pk for page in qs.exclude(pk=0)},
    "or": lambda qs: {page.pk for page in qs.filter(Q(pk__gt=0) | Q(title=""))},
    "combined or": lambda qs: {page.pk for page in qs.filter(pk=0) | qs.filter(pk__gt=0)},
    "subquery in": lambda qs: {page.pk for page in qs.filter(pk__in=qs.values("pk"))},
    "in_bulk": lambda qs: set(qs.in_bulk()),
    "group by": lambda qs: {row["pk"] for row in qs.values("pk").annotate(n=Count("pk"))},
    "alias": lambda qs: {page.pk for page in qs.alias(t=F("title")).filter(t__gte="")},
    "select_for_update": lambda qs: {page.pk for page in qs.select_for_update(of=("self",))},
}


@pytest.mark.parametrize("model", [BasePage, Complaint])
@pytest.mark.parametrize("query", QUERIES)
def test_every_kind_of_query_shows_only_what_may_be_seen(shelf, query, model):
    reader, open_case, closed_case, letters, _files = shelf
    with person_scope(reader):
        found = QUERIES[query](model.objects.filter(pk__in=[open_case.pk, closed_case.pk, letters[1].pk]))
    assert found == {open_case.pk}


def test_numbers_count_only_what_may_be_seen(shelf):
    reader, open_case, closed_case, _letters, _files = shelf
    cases = Complaint.objects.filter(pk__in=[open_case.pk, closed_case.pk])
    with person_scope(reader):
        assert cases.count() == len(cases.all()) == 1
        assert cases.aggregate(n=Count("pk"), top=Max("pk")) == {"n": 1, "top": open_case.pk}
        assert cases.filter(pk=closed_case.pk).exists() is False
        assert cases.filter(pk=closed_case.pk).first() is None
        assert cases.order_by("pk").last() == open_case
        assert cases.filter(pk=closed_case.pk).contains(closed_case) is False
        with pytest.raises(Complaint.DoesNotExist):
            cases.get(pk=closed_case.pk)
        with pytest.raises(Complaint.DoesNotExist):
            closed_case.refresh_from_db()


def test_subqueries_of_other_tables_are_filtered(shelf):
    reader, open_case, closed_case, _letters, _files = shelf
    from dumas_docs.models import GrantCause

    with person_scope(reader):
        inner = BasePage.objects.filter(pk=OuterRef("page_id"))
        causes = GrantCause.objects.annotate(seen=Exists(inner), title=Subquery(inner.values("title")[:1]))
        assert {cause.page_id for cause in causes.filter(seen=True)} <= {open_case.pk}
        assert closed_case.title not in set(causes.values_list("title", flat=True))


def test_relations_are_filtered(shelf):
    reader, open_case, closed_case, letters, files = shelf
    link = RelatedCase.objects.create(complaint=open_case, other=closed_case)
    closed_case.save_revision()
    with person_scope(reader):
        assert list(Attachment.objects.all()) == [files[0]]
        with pytest.raises(Complaint.DoesNotExist):
            assert RelatedCase.objects.get(pk=link.pk).other
        revision = Revision.objects.get(object_id=str(closed_case.pk))
        assert revision.content_object is None
        prefetched = Complaint.objects.prefetch_related(Prefetch("attachments")).get(pk=open_case.pk)
        assert list(prefetched.attachments.all()) == [files[0]]
        assert list(open_case.get_children()) == [BasePage.objects.get(pk=letters[0].pk)]
        with pytest.raises(Attachment.DoesNotExist):
            files[1].refresh_from_db()


def test_files_need_read_where_their_page_is_merely_known(office):
    clerk, case = office.person("agendaris"), office.case(level=2)
    held = Attachment.objects.create(page=case, title="bukti.pdf", file="x", received_at=NOW)
    office.give(office.root, "registrar", clerk)
    with person_scope(clerk):
        assert Complaint.objects.filter(pk=case.pk).exists()
        assert not Attachment.objects.filter(pk=held.pk).exists()


def test_bookkeeping_writes_reach_hidden_rows(shelf):
    reader, _open_case, closed_case, _letters, _files = shelf
    with person_scope(reader):
        assert BasePage.objects.filter(pk=closed_case.pk).update(draft_title="ditulis") == 1
    with system_scope("look"):
        assert BasePage.objects.get(pk=closed_case.pk).draft_title == "ditulis"


def test_a_set_made_for_one_person_is_filtered_again_for_another(shelf):
    reader, open_case, _closed_case, _letters, _files = shelf
    with person_scope(reader):
        mine = visible_to(reader)
        assert set(mine.all()) >= {BasePage.objects.get(pk=open_case.pk)}
    with person_scope(None):
        assert not mine.filter(pk=open_case.pk).exists()


def test_inside_another_persons_scope_visible_to_is_what_both_may_see(shelf, office):
    reader, open_case, closed_case, _letters, _files = shelf
    other = office.person("lain")
    office.give(closed_case, "reader", other)
    with person_scope(other):
        assert set(visible_to(reader).values_list("pk", flat=True)) & {open_case.pk, closed_case.pk} == set()


def test_asking_for_another_day_inside_ones_own_scope_opens_nothing_today(office):
    from datetime import date

    later, case = office.person("kelak"), office.case()
    office.appoint(later, office.position("kepala"), starts_on=date(2090, 1, 1))
    office.give(case, "head", office.position("kepala"))
    with person_scope(later):
        assert not visible_to(later, on=date(2090, 1, 2)).filter(pk=case.pk).exists()
    with system_scope("look ahead"):
        assert visible_to(later, on=date(2090, 1, 2)).filter(pk=case.pk).exists()


def test_superusers_inactive_and_anonymous_people_are_nobody_special(office):
    case = office.case()
    chief = office.person("akar", is_superuser=True, is_staff=True)
    gone = office.person("pergi", is_active=False)
    office.give(case, "head", gone)
    for user in (chief, gone, AnonymousUser(), None):
        with person_scope(user):
            assert not Complaint.objects.exists()
            assert set(BasePage.objects.values_list("depth", flat=True)) <= {1, 2}


def test_a_page_of_results_costs_a_constant_number_of_queries(office):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from dumas_docs.access.selectors import verbs_on_many

    reader = office.person("pembaca")
    office.give(office.root, "head", reader)
    counted = []
    for _round in range(2):
        for _ in range(25):
            office.letter()
        with (
            person_scope(reader),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            letters = list(IncomingLetter.objects.child_of(office.root)[:50])
            assert all("read" in verbs for verbs in verbs_on_many(reader, letters).values())
            assert all(letter.subject_for_reader for letter in letters)
        counted.append((len(letters), len(queries)))
    (few, first), (many, second) = counted
    assert (few, many) == (25, 50)
    assert first == second <= 8
