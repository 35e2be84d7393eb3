"""A confidential monitoring with its account, and an open one whose matrix names confidential cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dumas_docs.models import Expense, FinancialAccountability, MonitoredCase, MonitoringActivity, TeamMember

if TYPE_CHECKING:
    from tests.leaks.world import World

DAY = date(2026, 3, 2)
TEXTS = ("aim", "partner", "mechanism", "expected_result", "relation_prospect", "institutions", "locus", "facilities",
         "funded_by")  # fmt: skip


def build_monitoring(world: World, add: Callable[..., None]) -> None:
    """In the vault: each text a canary; one row of the matrix about the restricted case, one about the secret one."""
    activity = _activity(world, "activity", **{text: world.plant(text, "activity") for text in TEXTS})
    activity.agreements = f"<p>{world.plant('agreements', 'activity')}</p>"
    activity.state = "DILAKSANAKAN"
    activity.monitored_cases = [_row(world, "case", 0), _row(world, "case_secret", 1)]
    activity.team = [
        TeamMember(
            person=world.people["entitled"].user, is_coordinator=True,
            competence=world.plant("competence", "activity"),
        )
    ]  # fmt: skip
    add(world, "activity", world.pages["vault"], activity)
    account = FinancialAccountability(
        subject=world.plant("subject", "account"), charged_to=world.plant("budget", "account"),
        note=world.plant("note on an account", "account"),
    )  # fmt: skip
    account.expenses = [
        Expense(text=world.plant("expense", "account"), amount=1000, proof=world.plant("proof", "account"))
    ]
    add(world, "account", world.pages["activity"], account)


def build_open_monitoring(world: World, add: Callable[..., None]) -> None:
    """In the open folder, edited by people who may not know of the cases in its matrix."""
    activity = _activity(world, "open_activity", **dict.fromkeys(TEXTS, "Uraian"))
    activity.subject = "Pemantauan Terbuka"
    activity.state = "DILAKSANAKAN"
    activity.monitored_cases = [_row(world, "case_secret", 0), _row(world, "case_top", 1)]
    activity.team = [TeamMember(person=world.people["sibling"].user, is_coordinator=True, competence="Paham")]
    add(world, "open_activity", world.pages["open"], activity)


def _activity(world: World, name: str, **texts: Any) -> MonitoringActivity:
    subject = world.plant("subject", name) if name in world.secrets else ""
    return MonitoringActivity(
        subject=subject, basis="DATABASE", mode="LANGSUNG", purpose="KLARIFIKASI", starts_on=DAY,
        ends_on=DAY + timedelta(days=2), **texts,
    )  # fmt: skip


def _row(world: World, case: str, place: int) -> MonitoredCase:
    def plant(kind: str) -> str:
        return world.plant(f"{kind} in a matrix", case, "see")

    return MonitoredCase(
        complaint_id=world.pages[case].pk, letter_ref=plant("letter"), institution=plant("institution"),
        response=plant("response"), to_clarify=plant("question"), result=plant("result"), sort_order=place,
    )  # fmt: skip
