"""What the reading views of a monitoring and of its financial account show."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dumas_docs.access.roles import READ
from dumas_docs.actions.begin_in_activity import offered
from dumas_docs.actions.record_direction import is_awaited, may_record_direction
from dumas_docs.enums import MonitoringState as State
from dumas_docs.models import FinancialAccountability, MonitoringActivity
from dumas_docs.selectors.contents import documents_in
from dumas_docs.selectors.evidence import files_of
from dumas_docs.selectors.monitored import matrix_of
from dumas_docs.selectors.monitoring_story import story_of_activity
from dumas_docs.selectors.monitoring_times import times_of
from dumas_docs.selectors.team import team_of
from dumas_docs.templatetags.dumas_ui import long_date, long_datetime

from .facts import fact, optional
from .rows import rows_of

ROAD = (
    (gettext_lazy("Direction"), (State.KONSEP,)),
    (gettext_lazy("Preparation"), (State.DIARAHKAN, State.PERSIAPAN)),
    (gettext_lazy("Coordination"), (State.SIAP, State.DIKOORDINASIKAN)),
    (gettext_lazy("Carrying out"), (State.DILAKSANAKAN,)),
    (gettext_lazy("Analysis"), (State.ANALISIS,)),
    (gettext_lazy("Report"), (State.LAPORAN_DISAMPAIKAN,)),
    (gettext_lazy("Completed"), (State.SELESAI,)),
)


def monitoring_activity(request: HttpRequest, activity: MonitoringActivity) -> dict[str, Any]:
    """Plan, team, matrix, directions, papers, times and story of a monitoring."""
    documents = list(documents_in(activity, sort="terlama"))
    readable = [page for page in documents if READ in page.reader_verbs]
    verbs, now = activity.reader_verbs, timezone.now()
    return {
        "steps": _road(activity),
        "facts": _facts(activity),
        "contents": _contents(activity),
        "institutions": [line for line in activity.institutions.splitlines() if line.strip()],
        "matrix": matrix_of(activity),
        "team": team_of(activity),
        "directions": list(activity.directions.select_related("recorded_by")),
        "parts": rows_of(request, documents),
        "files": files_of(activity),
        "times": times_of(activity, now=now),
        "events": story_of_activity(activity, readable),
        "papers": offered(activity, verbs=verbs),
        "may_direct": may_record_direction(verbs) and is_awaited(activity),
    }


def financial_account(request: HttpRequest, account: FinancialAccountability) -> dict[str, Any]:
    """Expenses and their sum, and how far the account has come."""
    activity = MonitoringActivity.objects.filter(path=account.path[: -account.steplen]).first()
    return {
        "facts": [
            fact(_("Charged to"), account.charged_to),
            fact(_("Submitted to"), _("the PPK through the BPP")),
            *optional(
                fact(_("Submitted"), long_datetime(account.submitted_at)),
                fact(_("Accepted"), long_datetime(account.accepted_at)),
            ),
        ],
        "expenses": list(account.expenses.all()),
        "activity": activity,
        "files": files_of(account),
    }


def _facts(activity: MonitoringActivity) -> list[dict[str, Any]]:
    return [
        fact(_("Basis"), activity.get_basis_display()),
        fact(_("Mode"), activity.get_mode_display()),
        fact(_("Kind of monitoring"), activity.get_purpose_display()),
        fact(_("Led by"), activity.leader_rank.label),
        *optional(
            fact(_("From"), long_date(activity.starts_on)),
            fact(_("Until"), long_date(activity.ends_on)),
            fact(_("Place"), activity.locus),
            fact(_("Charged to"), activity.funded_by),
        ),
    ]


def _contents(activity: MonitoringActivity) -> list[tuple[str, str]]:
    return [
        (_("Aim of the monitoring"), activity.aim),
        (_("Partner at the institution"), activity.partner),
        (_("Mechanism"), activity.mechanism),
        (_("Prospect of the result"), activity.expected_result),
        (_("Prospect of the relation with the institution"), activity.relation_prospect),
    ]


def _road(activity: MonitoringActivity) -> list[dict[str, Any]]:
    place = next((at for at, (_label, states) in enumerate(ROAD) if activity.state in states), None)
    if place is None:
        return []
    finished = place == len(ROAD) - 1
    return [
        {"label": label, "done": at < place or finished, "current": at == place and not finished}
        for at, (label, _states) in enumerate(ROAD)
    ]
