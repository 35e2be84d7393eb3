"""What an engine could not index, and trying it again. Nothing of a document is told but its number in the database,
and that only to who may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet

from dumas_docs.access.roles import SEE
from dumas_docs.access.selectors import visible_to
from search.models import SearchPending
from search.outbox import given_up, try_again

MOST_SHOWN = 200


@dataclass(frozen=True)
class Failure:
    """One document that one engine gave up; `page_id` is None for who may not know of it."""

    row: int
    page_id: int | None
    engine: str
    attempts: int
    fault: str
    since: datetime


def failures(*, user: Any) -> list[Failure]:
    """The oldest first, at most MOST_SHOWN."""
    grouped = given_up().values("engine", "page_id")
    rows = list(
        grouped.annotate(row=Max("pk"), tried=Max("attempts"), kind=Max("fault"), since=Min("queued_at")).order_by(
            "since", "row"
        )[:MOST_SHOWN]
    )
    known = set(visible_to(user, SEE).filter(pk__in={row["page_id"] for row in rows}).values_list("pk", flat=True))
    return [
        Failure(
            row=row["row"], page_id=row["page_id"] if row["page_id"] in known else None, engine=row["engine"],
            attempts=row["tried"], fault=row["kind"], since=row["since"],
        )
        for row in rows
    ]  # fmt: skip


class FailuresView(PermissionCheckedMixin, View):
    model = SearchPending
    permission_required = "change"
    header_icon = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "failures": failures(user=request.user), "most": MOST_SHOWN, "header_icon": self.header_icon,
            "total": given_up().values("engine", "page_id").distinct().count(),
        }  # fmt: skip
        return TemplateResponse(request, "search/administration/failures.html", context)


class TryAgainView(PermissionCheckedMixin, View):
    """One document, or all without a number. What is not in the list any more is no error: somebody was quicker."""

    model = SearchPending
    permission_required = "change"
    http_method_names = ["post"]
    index_url_name = ""

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        rows = given_up()
        if pk is not None:
            one = rows.filter(pk=pk).values("engine", "page_id").first()
            rows = rows.filter(**one) if one else rows.none()
        try_again(rows.values_list("pk", flat=True))
        messages.success(request, _("It is being tried again. What fails once more comes back into this list."))
        return redirect(self.index_url_name)


class FailuresViewSet(ModelViewSet):
    """A list and a button; no view of Wagtail's own touches a row."""

    model = SearchPending
    name = "gagal-diindeks"
    icon = "warning"
    menu_label = gettext_lazy("Could not be indexed")
    add_to_settings_menu = True
    add_to_reference_index = False

    def get_urlpatterns(self) -> list[URLPattern]:
        again = self.construct_view(TryAgainView)
        return [
            path("", self.construct_view(FailuresView), name="index"),
            path("again/", again, name="again_all"),
            path("again/<int:pk>/", again, name="again"),
        ]

    def register_admin_url_finder(self) -> None:
        """No row has an address of its own."""


failures_viewset = FailuresViewSet()
