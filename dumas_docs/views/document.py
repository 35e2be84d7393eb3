"""What the views of one document share: finding it, refusing it, and the frame around it."""

from __future__ import annotations

from typing import Any, NoReturn

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from dumas_docs.access import audit
from dumas_docs.access.roles import ADD, APPROVE, CHANGE, READ, SET_LEVEL, SHARE
from dumas_docs.access.tester import AccessTester
from dumas_docs.actions.publicity import can_be_public
from dumas_docs.actions.void_number import may_void
from dumas_docs.models import BasePage, Complaint, Folder, RegisterEntry
from dumas_docs.selectors.contents import ancestors_of
from dumas_docs.selectors.registers import may_read_book, void_entry_of


def page_with(request: HttpRequest, page_id: int, *verbs: str) -> BasePage:
    """The page as its own type, for a person who may read it and has `verbs` on it; for all others it is not there."""
    page = get_object_or_404(BasePage, pk=page_id)
    if not {READ, *verbs} <= page.reader_verbs:
        refuse(request, page)
    return page.specific


def refuse(request: HttpRequest, page: BasePage) -> NoReturn:
    """Record a refused attempt and answer as if the address did not exist."""
    door = request.resolver_match.view_name if request.resolver_match else ""
    audit.record_refusal(page=page, by=request.user, door=door)
    raise Http404


def sent(request: HttpRequest) -> QueryDict | None:
    """The fields of a form that was sent, were it an empty one; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def frame(request: HttpRequest, page: BasePage, *, tab: str) -> dict[str, Any]:
    """Context of every view of one page: where it lies, its tabs, and what this person may do with it."""
    signed_in = request.user.is_authenticated
    void, edit_url = void_entry_of(page), _edit_url(request, page)
    lock = _lock_on(request, page) if edit_url else None
    return {
        "page": page,
        "is_draft": not page.live,
        "void": void,
        "breadcrumb": [{"label": above.title, "url": above.get_url(request)} for above in ancestors_of(page)],
        "tabs": _tabs(request, page, tab) if signed_in else [],
        "edit_url": edit_url if lock is None else "",
        "lock": lock,
        "manage": _manage(request, page, void) if signed_in else [],
    }


def _tabs(request: HttpRequest, page: BasePage, active: str) -> list[dict[str, Any]]:
    entries = [("baca", _("Contents") if page.is_folder else _("Read"), "eye", page.get_url(request))]
    if not page.is_folder:
        entries.append(("berkas", _("Files"), "paperclip", _address("dumas_files", page)))
        entries.append(("versi", _("Versions"), "compare", _address("dumas_versions", page)))
    if getattr(page, "chain_kind", "") and READ in page.reader_verbs:
        entries.append(("rantai", _("Approval"), "stamp", _address("dumas_chain", page)))
    if isinstance(page, Complaint) and READ in page.reader_verbs:
        entries.append(("tenggat", _("Time limits"), "clock", _address("dumas_case_limits", page)))
    entries.append(("riwayat", _("History"), "history", _address("dumas_history", page)))
    if SHARE in page.reader_verbs:
        entries.append(("berbagi", _("Sharing"), "share", _address("dumas_sharing", page)))
    return [
        {"label": label, "icon": icon, "url": url, "active": name == active}
        for name, label, icon, url in entries
        if url
    ]


def _edit_url(request: HttpRequest, page: BasePage) -> str:
    if CHANGE in page.reader_verbs and request.user.has_perm("wagtailadmin.access_admin"):
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return ""


def _lock_on(request: HttpRequest, page: BasePage) -> dict[str, str] | None:
    """Why the editor would take no change from a person who otherwise edits the page: signed, sent, or at a step that
    is another's."""
    lock = page.get_lock()
    if lock is None or not lock.for_user(request.user):
        return None
    return {"title": lock.get_locked_by(request.user), "text": lock.get_message(request.user) or ""}


def _manage(request: HttpRequest, page: BasePage, void: RegisterEntry | None) -> list[dict[str, str]]:
    verbs, tester = page.reader_verbs, AccessTester(request.user, page)
    in_admin = request.user.has_perm("wagtailadmin.access_admin")
    is_registered = page.live and bool(getattr(page, "register_code", ""))
    offered = [
        (ADD in verbs and in_admin and tester.can_add_subpage(), _("Add a document here"), "plus",
         reverse("wagtailadmin_pages:add_subpage", args=[page.pk])),
        (SET_LEVEL in verbs and not page.is_folder, _("Change the security level"), "shield",
         _address("dumas_level", page)),
        (APPROVE in verbs and (page.is_public or can_be_public(page)),
         _("Withdraw from the public") if page.is_public else _("Show to the public"), "eye",
         _address("dumas_publicity", page)),
        # What lies hidden below a folder is counted when it is to be moved, not each time it is looked at.
        (SHARE in verbs and (page.is_folder or tester.can_move()), _("Move"), "folder", _address("dumas_move", page)),
        (isinstance(page, Folder) and may_read_book(page), _("Register book"), "list",
         _address("dumas_register", page)),
        (is_registered and void is None and may_void(page, verbs=verbs), _("Void the number"), "alert",
         _address("dumas_void_number", page)),
        (page.is_leaf() and tester.can_delete(),
         _("Delete this folder") if page.is_folder else _("Delete this draft"), "trash",
         _address("dumas_delete_draft", page)),
    ]  # fmt: skip
    return [{"label": label, "icon": icon, "url": url} for shown, label, icon, url in offered if shown]


def _address(name: str, page: BasePage) -> str:
    """The address of a view of `page`, or "" where the room that offers it is not installed."""
    try:
        return reverse(name, kwargs={"page_id": page.pk})
    except NoReverseMatch:
        return ""


def to_draft(request: HttpRequest, made: BasePage) -> HttpResponse:
    """Go on to a draft that was just made: in the editor, or its reading page for who has no editor."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect(reverse("wagtailadmin_pages:edit", args=[made.pk]))
    return redirect(made.get_url(request) or "dumas_home")
