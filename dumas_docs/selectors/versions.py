"""The versions of a document, and which of them a person may read."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import PageLogEntry, Revision

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on
from dumas_docs.models import BasePage


def reads_drafts(*, user: Any, page: BasePage) -> bool:
    """Whether `user` would read `page` if it were not final: through a role that reaches drafts."""
    draft = copy(page)
    draft.live = False
    return READ in verbs_on(user, draft)


def versions_of(page: BasePage, *, user: Any) -> QuerySet[Revision]:
    """Versions `user` may read, newest first: all of them, or those that were final once for readers of final texts."""
    versions = page.revisions.select_related("user").order_by("-created_at", "-pk")
    return versions if reads_drafts(user=user, page=page) else versions.filter(_once_final(page))


def version_of(page: BasePage, *, revision_id: int, user: Any) -> tuple[Revision, BasePage]:
    """One version and the page as it was then, with today's level and access. Raises Revision.DoesNotExist."""
    revision = versions_of(page, user=user).get(pk=revision_id)
    with bookkeeping():
        return revision, _stamped(page.specific.with_content_json(revision.content), page.specific, revision.pk)


def text_to_read(page: BasePage) -> BasePage:
    """What a reader of `page` gets: the final text, or the latest version of what was never final."""
    if page.live or page.latest_revision_id is None:
        return page
    with bookkeeping():
        return _stamped(page.get_latest_revision_as_object(), page.specific, page.latest_revision_id)


def _stamped(version: BasePage, page: BasePage, revision_id: int | None) -> BasePage:
    """What signature and registry put on the document belongs to the version that was signed; others are shown without
    it."""
    if getattr(page, "signed_at", None) is not None:
        signed = page.signatures.standing().order_by("-at").values_list("revision_id", flat=True).first()
        if signed not in (None, revision_id):
            for name, blank in version.blank_stamps().items():  # type: ignore[attr-defined]
                setattr(version, name, blank)
    return version


def _once_final(page: BasePage) -> Q:
    published = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish", revision__isnull=False)
    ids = set(published.values_list("revision_id", flat=True))
    first = page.revisions.order_by("created_at", "pk").first()
    # A document that was registered as final has no publication of its own in the log.
    if first is not None and page.first_published_at is not None and page.first_published_at <= first.created_at:
        ids.add(first.pk)
    if page.live and page.live_revision_id:
        ids.add(page.live_revision_id)
    return Q(pk__in=ids)
