"""Versions on the editing side: comparing and restoring under the reader's own rights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.admin.views.pages.revisions import RevisionsCompareView

from dumas_docs.access.choosers import known_rows, reference_fields, unknown_rows
from dumas_docs.actions.note_identities import identity_relations
from dumas_docs.actions.note_reading import note_reading
from dumas_docs.actions.reveal_identity import reveal_identity
from dumas_docs.admin.panels.identity import identities_open
from dumas_docs.models import BasePage

# A reason given for opening identities holds for this long; a later look asks again.
REASON_HOLDS = timedelta(minutes=5)


def keep_reason(request: HttpRequest, page_id: int, reason: str) -> None:
    """Remember why the identities of one case are opened."""
    request.session[_reason_key(page_id)] = {"reason": reason, "given": timezone.now().timestamp()}


def reason_given(request: HttpRequest, page_id: int) -> str:
    """The reason that holds for this request, or "".

    Sending the form back opens nothing new, and writing may take long: what was typed is not lost to the clock."""
    kept = request.session.get(_reason_key(page_id))
    if not kept:
        return ""
    is_fresh = timezone.now().timestamp() - kept["given"] < REASON_HOLDS.total_seconds()
    return kept["reason"] if is_fresh or request.method == "POST" else ""


def _reason_key(page_id: int) -> str:
    return f"identity_reason_{page_id}"


def keep_what_is_hidden(*, version: BasePage, today: BasePage, user: Any) -> None:
    """Give an older version today's identities and today's hidden references, where `user` may not see them."""
    if not identities_open(version, user):
        for name in identity_relations(type(version)):
            getattr(version, name).set(getattr(today, name).all())
    for relation in get_all_child_relations(type(version)):
        if reference_fields(relation.related_model):
            name = relation.get_accessor_name()
            rows = known_rows(getattr(version, name).all()) + unknown_rows(getattr(today, name).all())
            getattr(version, name).set(rows)


class ArchiveCompareView(RevisionsCompareView):
    """Two versions side by side; identities behind the mask, or opened and recorded."""

    def get_object(self, queryset: Any = None) -> BasePage:
        page = super().get_object(queryset)
        page.identity_reason = reason_given(self.request, page.pk)
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        versions = [str(self.revision_id_a), str(self.revision_id_b)]
        note_reading(page=self.object, by=self.request.user, now=timezone.now(), versions=versions)
        if any(getattr(found, "opens_identities", False) for found in context["comparison"]):
            reveal_identity(
                case=self.object, by=self.request.user, now=timezone.now(), reason=self.object.identity_reason
            )
        return context
