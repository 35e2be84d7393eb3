"""Views written without thinking of access, as they happen; mounted by test_careless.py beside the real addresses."""

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from wagtail.models import Revision

from dumas_docs.models import Attachment, BasePage, Complaint, GrantCause
from dumas_site.urls import urlpatterns as site_urlpatterns


def page(request: HttpRequest, pk: int) -> HttpResponse:
    found = BasePage.objects.get(pk=pk)
    return HttpResponse(f"{found.title} {found.subject}")


def specific(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(get_object_or_404(Complaint.objects.prefetch_related("attachments"), pk=pk).chronology)


def base_manager(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(BasePage._base_manager.get(pk=pk).title)


def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(Attachment.objects.get(pk=pk).title)


def count(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(f"{BasePage.objects.filter(pk=pk).count()} naskah")


def revision(request: HttpRequest, pk: int) -> HttpResponse:
    found = Revision.objects.filter(object_id=str(pk)).first()
    if found is None:
        raise Http404
    return HttpResponse(str(found.content["subject"]))


def sql(request: HttpRequest, pk: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject FROM dumas_docs_basepage WHERE id = %s", [pk])
        row = cursor.fetchone()
    return HttpResponse(row[0] if row else "")


def join(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(", ".join(GrantCause.objects.filter(page_id=pk).values_list("page__title", flat=True)))


def exists(request: HttpRequest, pk: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM dumas_docs_basepage WHERE id = %s", [pk])
        return HttpResponse(status=403 if cursor.fetchone() else 404)


VIEWS = (page, specific, base_manager, attachment, count, revision, sql, join, exists)
urlpatterns = [
    *(path(f"ceroboh/{view.__name__}/<int:pk>/", view, name=f"careless_{view.__name__}") for view in VIEWS),
    *site_urlpatterns,
]
