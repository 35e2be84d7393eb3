"""Days that are told about a case lie in order: nothing is sent or arrives before it could, nor in the future."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from dumas_docs.access.scope import office_day
from dumas_docs.models import Complaint, CompletionRequest
from dumas_docs.templatetags.dumas_ui import long_date

DATED = ("told", "message", "arrived")


def days_out_of_order(case: Complaint, given: Mapping[str, Any], *, on: date) -> dict[str, str]:
    """What is wrong with the days of what a step was told on the day `on`, in words by need; empty when nothing is.

    The limit of S1 A.3 runs from the day the file was complete, so that day is not taken on trust."""
    found = {}
    for need in DATED:
        part = given.get(need)
        day = part.get("on") if isinstance(part, Mapping) else None
        if day is not None and (words := _against(case, day, on=on, arrives=need == "arrived")):
            found[need] = words
    return found


def _against(case: Complaint, day: date, *, on: date, arrives: bool) -> str:
    if day > on:
        return _("This day has not come yet.")
    received = office_day(case.received_at)
    if day < received:
        return _("This day lies before the complaint came in (%(day)s).") % {"day": long_date(received)}
    if not arrives:
        return ""
    if case.letter_date and day < case.letter_date:
        return _("This day lies before the date of the complainant's letter (%(day)s).") % {
            "day": long_date(case.letter_date)
        }
    asked = CompletionRequest.objects.filter(page_id=case.pk, answered_at=None).aggregate(last=Max("sent_on"))["last"]
    if asked and day < asked:
        return _("This day lies before the request to the complainant was sent (%(day)s).") % {"day": long_date(asked)}
    return ""
