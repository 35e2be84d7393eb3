"""Opens the scope of each request, and makes a hidden id behave like one that never existed (access.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from wagtail.models import TaskState, WorkflowState

from dumas_docs.models import Attachment, BasePage, Scan, ScanRendition

from . import audit
from .backend import ACCESS_ADMIN
from .roles import READ, SEE
from .scope import Scope, bookkeeping, close_scope, local_today, open_scope
from .selectors import visible_to

# An id no row ever has, small enough for every database column: views answer with their own 404.
NO_ID = 2**31 - 1

PAGE_KWARGS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
# Views that ask for a place to put a new page.
ADDING = {"wagtailadmin_pages:add", "wagtailadmin_pages:add_subpage", "wagtailadmin_pages:preview_on_add"}
# Names under which a view's `pk` or `object_id` is a page.
PAGE_PK_NAMESPACES = {"wagtailadmin_pages", "wagtailadmin_api"}


class AccessMiddleware:
    """The scope stays open until the response is closed: exports are streamed after the view has returned."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = open_scope(Scope(user=request.user, on=local_today()))
        try:
            response = self._bad_request(request) or self.get_response(request)
        except BaseException:
            close_scope(token)
            raise
        response._resource_closers.append(lambda: close_scope(token))
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict[str, Any]) -> HttpResponse | None:
        if _holds_nul(request.POST):
            return render(request, "400.html", status=400)
        if request.user.is_authenticated and _is_editing_side(request) and not request.user.has_perm(ACCESS_ADMIN):
            # Wagtail would send him to sign in, and signing in back to where he came from.
            raise Http404
        match = request.resolver_match
        if match is not None and (match.view_name or "").startswith("wagtail"):
            _refuse_impossible_ids(request)
        names = set(PAGE_KWARGS & kwargs.keys())
        if match is not None and PAGE_PK_NAMESPACES & set(match.namespaces) and "pk" in kwargs:
            names.add("pk")
        if "object_id" in kwargs and _is_page_model(kwargs):
            names.add("object_id")
        for name in kwargs.keys():
            if _as_id(kwargs[name]) is not None and _as_id(kwargs[name]) > NO_ID:  # type: ignore[operator]
                kwargs[name] = type(kwargs[name])(NO_ID)
        for name in names:
            self._blind(request, kwargs, name)
        _tie_workflow(kwargs)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        gone = (BasePage.DoesNotExist, Attachment.DoesNotExist, Scan.DoesNotExist, ScanRendition.DoesNotExist)
        if isinstance(exception, gone) or isinstance(exception, (OverflowError, DataError)):
            raise Http404 from exception

    def _blind(self, request: HttpRequest, kwargs: dict[str, Any], name: str) -> None:
        page_id = _as_id(kwargs[name])
        if page_id is None:
            kwargs[name] = type(kwargs[name])(NO_ID)
            return
        if visible_to(request.user, _verb_for(request)).filter(pk=page_id).exists():
            return
        with bookkeeping():
            hidden = BasePage.objects.filter(pk=page_id).first()
        if request.user.is_authenticated:
            url_name = request.resolver_match.view_name if request.resolver_match else ""
            audit.record_refusal(page=hidden, by=request.user, door=url_name)
        kwargs[name] = type(kwargs[name])(NO_ID)

    def _bad_request(self, request: HttpRequest) -> HttpResponse | None:
        if "\x00" in request.path or _holds_nul(request.GET):
            return render(request, "400.html", status=400)
        return None


def _holds_nul(sent: QueryDict) -> bool:
    """Whether a name or value holds a sign that no text has and PostgreSQL refuses."""
    return any("\x00" in value for key in sent for value in (key, *sent.getlist(key)))


def _is_editing_side(request: HttpRequest) -> bool:
    try:
        return request.path.startswith(reverse("wagtailadmin_home"))
    except NoReverseMatch:
        return False


def _as_id(value: Any) -> int | None:
    if isinstance(value, int):
        return value
    # Python refuses to read thousands of digits; twenty are beyond every id already.
    return int(value[:20]) if isinstance(value, str) and value.isdecimal() else None


def _verb_for(request: HttpRequest) -> str:
    """Wagtail's views tell of versions and workflows wherever they name a page; adding needs no look inside."""
    view_name = request.resolver_match.view_name if request.resolver_match else ""
    return READ if view_name.startswith("wagtail") and view_name not in ADDING else SEE


def _refuse_impossible_ids(request: HttpRequest) -> None:
    """Wagtail looks `?id=` up as it stands: what no row can have is not there, rather than an error."""
    for value in request.GET.getlist("id"):
        page_id = _as_id(value)
        if page_id is None or page_id > NO_ID:
            raise Http404


def _is_page_model(kwargs: dict[str, Any]) -> bool:
    from wagtail.models import get_page_models

    app, model = kwargs.get("app_label"), kwargs.get("model_name")
    return any(app == m._meta.app_label and model == m._meta.model_name for m in (*get_page_models(), BasePage))


def _tie_workflow(kwargs: dict[str, Any]) -> None:
    """A workflow or task state that belongs to another page than the address says is no state at all."""
    page_id = _as_id(kwargs.get("page_id"))
    if page_id is None:
        return
    task_state_id = _as_id(kwargs.get("task_state_id"))
    if task_state_id is not None:
        mine = TaskState.objects.filter(pk=task_state_id, workflow_state__object_id=str(page_id)).exists()
        if not mine:
            kwargs["task_state_id"] = type(kwargs["task_state_id"])(NO_ID)
    workflow_state_id = _as_id(kwargs.get("workflow_state_id"))
    if workflow_state_id is not None:
        mine = WorkflowState.objects.filter(pk=workflow_state_id, object_id=str(page_id)).exists()
        if not mine:
            kwargs["workflow_state_id"] = type(kwargs["workflow_state_id"])(NO_ID)
