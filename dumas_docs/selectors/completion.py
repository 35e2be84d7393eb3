"""What asking the complainant for more does to the limits of a case, said before it is done."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dumas_docs.actions.case_clocks import FROM_COMPLETE
from dumas_docs.models import Complaint
from dumas_docs.templatetags.dumas_ui import long_date
from workflows.models import Clock


def asking_in_words(case: Complaint, *, on: date) -> str:
    """Whether the limit rests or has passed; empty where none runs from a complete file yet."""
    clocks = Clock.objects.running().filter(subject_id=case.pk, code__in=FROM_COMPLETE)
    due = clocks.order_by("due_on").values_list("due_on", flat=True).first()
    if due is None:
        return ""
    words = (
        _("The time limit passed on %(day)s; this request does not move it.")
        if due < on
        else _(
            "The file was complete before: the time limit of %(day)s rests until data arrive, and the pause is shown."
        )
    )
    return words % {"day": long_date(due)}
