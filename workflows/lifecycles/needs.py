"""What the person who takes a step must tell, by name, with the words of the refusal when it is missing."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NEEDS: dict[str, Promise] = {
    "reason": _("the reason is missing"),
    "outcome": _("the outcome is missing"),
    "told": _("how and when the complainant was told is missing"),
    "items": _("what the complainant shall send is missing"),
    "message": _("the text of the message to the complainant is missing"),
    "arrived": _("what arrived, and when, is missing"),
    "archive_reason": _("the ground for filing without follow-up is missing"),
    "withdrawal": _("the file with the written withdrawal is not named"),
    "reference": _("the reference is missing"),
}

# What it is that is told, as the printed table names it.
NEED_WORDS: dict[str, Promise] = {
    "reason": _("the reason"),
    "outcome": _("the outcome"),
    "told": _("how, when and in which words the complainant was told"),
    "items": _("what the complainant shall send"),
    "message": _("how, when and in which words the complainant was asked"),
    "arrived": _("what arrived, and on which day"),
    "archive_reason": _("the ground for filing without follow-up"),
    "withdrawal": _("the written withdrawal"),
    "reference": _("the reference"),
}
