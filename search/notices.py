"""Telling people by mail that a saved search has found something new, each document once.

Looking and telling are two steps. Looking notes what is new, under the owner's own filter of that moment. Telling
claims the search, hands the letter over, and notes that it has. Killed before the claim: the next run sends. Killed in
the very act: nobody can know whether the mail left, so it is not sent again; the list of saved searches still shows
what is new.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import as_reader
from dumas_docs.access.selectors import resolution_for, visible_to
from dumas_docs.enums import Level

from .backends import SearchUnavailable
from .conf import setting
from .finding import matching
from .models import SavedMatch, SavedSearch
from .saved import MOST_WATCHED, query_of

# Who claimed a search and has not come back after so long was killed.
LEASE = timedelta(minutes=15)

# Hands one letter over: subject, text, address. Raises OSError when it could not.
Deliver = Callable[[str, str, str], None]

logger = logging.getLogger(__name__)


def look_for_new(*, now: datetime) -> None:
    """Ask every saved search again whose turn it is. An engine that is away is asked at the next run."""
    since = now - timedelta(minutes=setting("NOTICE_MINUTES"))
    due = SavedSearch.objects.filter(owner__is_active=True, checked_at__lte=since)
    for pk in list(due.order_by("checked_at").values_list("pk", flat=True)):
        try:
            _look(pk, since=since, now=now)
        except SearchUnavailable as error:
            logger.warning("A saved search is not asked at the moment: %s", error)


def send_notices(*, now: datetime, deliver: Deliver | None = None) -> int:
    """Tell what is new and not told yet; returns how many letters left."""
    _leave_uncertain(now)
    sent = 0
    waiting = SavedSearch.objects.filter(tells=True, owner__is_active=True, handing_over_at=None)
    for saved in waiting.filter(matches__is_told=False).select_related("owner").distinct().order_by("pk"):
        if not _claim(saved, now):
            continue
        new = _readable(saved)
        try:
            if new and saved.owner.email:
                (deliver or _send)(*_letter(saved, new), saved.owner.email)
                sent += 1
        except OSError as error:
            logger.warning("A notice of a saved search could not be handed over: %s", type(error).__name__)
        else:
            saved.matches.filter(page_id__in=new).update(is_told=True)
        SavedSearch.objects.filter(pk=saved.pk).update(handing_over_at=None)
    return sent


@transaction.atomic
def _look(pk: int, *, since: datetime, now: datetime) -> None:
    mine = SavedSearch.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk, checked_at__lte=since)
    saved = mine.select_related("owner").first()
    if saved is None:
        return
    if not resolution_for(saved.owner).principals.is_public:
        with as_reader(saved.owner):
            found = matching(query_of(saved), user=saved.owner, most=MOST_WATCHED + 1)
        saved.is_too_wide = len(found) > MOST_WATCHED
        if not saved.is_too_wide:
            known = set(saved.matches.values_list("page_id", flat=True))
            SavedMatch.objects.bulk_create(
                [SavedMatch(saved=saved, page_id=page_id, found_at=now) for page_id in sorted(found - known)],
                ignore_conflicts=True,
            )
    saved.checked_at = now
    saved.save(update_fields=["checked_at", "is_too_wide"])


def _readable(saved: SavedSearch) -> dict[int, int]:
    """Page id → level of what is to be told, as far as the owner may read it now. The rest is forgotten: it is new
    when he may."""
    untold = set(saved.matches.filter(is_told=False).values_list("page_id", flat=True))
    if resolution_for(saved.owner).principals.is_public:
        found = {}
    else:
        with as_reader(saved.owner):
            found = dict(visible_to(saved.owner, READ).filter(pk__in=untold).order_by().values_list("pk", "level"))
    saved.matches.filter(is_told=False, page_id__in=untold - found.keys()).delete()
    return found


def _claim(saved: SavedSearch, now: datetime) -> bool:
    """Whether it is ours now; what is new is read afterwards, as another worker may just have told it."""
    free = SavedSearch.objects.filter(pk=saved.pk, handing_over_at=None)
    return free.update(handing_over_at=now) == 1


def _leave_uncertain(now: datetime) -> None:
    for pk, at in SavedSearch.objects.filter(handing_over_at__lt=now - LEASE).values_list("pk", "handing_over_at"):
        logger.warning("Whether the notice of saved search %s left is not known; it is not sent again", pk)
        with transaction.atomic():
            if SavedSearch.objects.filter(pk=pk, handing_over_at=at).update(handing_over_at=None):
                SavedMatch.objects.filter(saved_id=pk, found_at__lte=at).update(is_told=True)


def _letter(saved: SavedSearch, new: dict[int, int]) -> tuple[str, str]:
    """Subject and text. The name of the search may tell what a document is about: from TERBATAS up it stays out."""
    count = {"count": len(new)}
    subject = ngettext(
        "%(count)s new document in a saved search", "%(count)s new documents in a saved search", len(new)
    )
    if max(new.values()) < Level.TERBATAS:
        told = _("Found by your saved search “%(name)s”.") % {"name": saved.name}
    else:
        told = _("Found by one of your saved searches.")
    address = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('dumas_saved')}"
    return subject % count, "\n\n".join([f"{subject % count}.", told, _("To see it, sign in: %s") % address]) + "\n"


def _send(subject: str, text: str, to: str) -> None:
    headers = {"Auto-Submitted": "auto-generated"}
    EmailMessage(subject=settings.EMAIL_SUBJECT_PREFIX + subject, body=text, to=[to], headers=headers).send()
