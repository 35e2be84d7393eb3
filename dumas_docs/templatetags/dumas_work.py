"""`{% standing_of page %}`: where a document stands, for its reader; `{% refusal words %}`: as a sentence."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from dumas_docs.access.roles import APPROVE, CHANGE, READ
from dumas_docs.access.scope import local_today
from dumas_docs.access.selectors import may_begin
from dumas_docs.actions.begin_follow_up import may_begin_follow_up
from dumas_docs.actions.case_records import may_record
from dumas_docs.actions.record_direction import is_awaited, may_confirm, may_record_direction
from dumas_docs.models import (
    BasePage,
    Complaint,
    Direction,
    IncomingLetter,
    MonitoringActivity,
    ProgressInquiry,
    Review,
)
from dumas_docs.models.closed_case import is_closed
from dumas_docs.selectors.case_facts import was_forwarded
from dumas_docs.selectors.envelopes import is_unopened, may_unseal
from dumas_docs.selectors.standing import standing_of as read_standing
from dumas_docs.views.standing import capital

register = template.Library()
register.filter("capital", capital)

OPEN_FOR_REPLY = ("PENYUSUNAN_TL", "DITERUSKAN", "DITANGGAPI", "DIPANTAU")


@register.inclusion_tag("dumas_docs/components/standing.html", takes_context=True)
def standing_of(context: dict[str, Any], page: BasePage) -> dict[str, Any]:
    """What may come next, who must act, what is not possible yet, and the ways to put something on record."""
    user, now, verbs = context["request"].user, timezone.now(), page.reader_verbs
    found: dict[str, Any] = {"request": context["request"], "csrf_token": context.get("csrf_token"), "page": page}
    if not user.is_authenticated or READ not in verbs:
        return found
    found["standing"] = read_standing(page, user=user, now=now)
    found["is_disposed"] = isinstance(page, (Complaint, IncomingLetter)) and not is_unopened(page)
    found["may_unseal"] = may_unseal(page, user=user, verbs=verbs, on=local_today())
    found["may_hand_in"] = CHANGE in verbs and getattr(page, "may_be_handed_in", False)
    if isinstance(page, (Complaint, MonitoringActivity)):
        unconfirmed = Direction.objects.filter(page=page.pk, confirmed_at=None)
        if not is_awaited(page):
            unconfirmed = unconfirmed.filter(mode="LISAN")
        found["to_confirm"] = [each for each in unconfirmed if may_confirm(each, case=page, by=user, now=now)]
    if not isinstance(page, Complaint):
        return found | {"is_monitoring": isinstance(page, MonitoringActivity), "has_ways": found["is_disposed"]}
    records = may_record(verbs)
    found |= {
        "is_case": True,
        "has_ways": True,
        "sp4n": page.sp4n_status.label,
        "records": records and not is_closed(page),
        "may_direct": may_record_direction(verbs) and page.state == "MENUNGGU_ARAHAN",
        "may_reply": records and page.state in OPEN_FOR_REPLY and was_forwarded(page),
        "may_follow_up": may_begin_follow_up(page, user=user),
        "review_url": _review_address(page, user=user),
        "may_merge": {READ, APPROVE} <= verbs and page.state == "DITELAAH",
        "unanswered": list(ProgressInquiry.objects.filter(page=page.pk, answered_at=None)) if records else [],
    }
    return found


def _review_address(case: Complaint, *, user: Any) -> str:
    """Where a review of the case is begun, for who may write one now."""
    writes = may_begin(user, Review, case) and user.has_perm("wagtailadmin.access_admin")
    if case.state != "DITELAAH" or not writes:
        return ""
    return reverse("wagtailadmin_pages:add", args=["dumas_docs", "review", case.pk])
