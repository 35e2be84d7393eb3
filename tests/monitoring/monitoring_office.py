"""The office of the approval chains with a book of monitorings, and monitorings to walk through."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.actions.advance_case import advance_case
from dumas_docs.actions.begin_in_activity import begin_paper
from dumas_docs.actions.clear_wording import keep_cleared
from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.actions.file_document import file_document
from dumas_docs.actions.record_direction import record_direction
from dumas_docs.models import Attachment, BasePage, Cause, Complaint, MonitoredCase, MonitoringActivity, TeamMember
from dumas_docs.models.directions import DirectionMode
from tests.chains.chain_office import PASSWORD, ChainOffice
from workflows.engine.decide import approve_step
from workflows.models import StepState

RICH = ("implementation", "analysis", "conclusion", "recommendation")


class MonitoringOffice(ChainOffice):
    """People by position code; the heads hold the folder of the unit as the office sets it up."""

    def __init__(self) -> None:
        super().__init__()
        for code, role in (("asdep", "head"), ("deputi", "director"), ("kabid", "supervisor")):
            grants.give(
                page=self.folder, role=role, to=self.positions[code].group, cause=Cause.ORGANISASI, now=self.now
            )
        self.book = ensure_year_folder(unit=self.units["asdep"], register="pemantauan", year=self.now.year)

    def case(self, **values: Any) -> Complaint:
        case = Complaint(
            agenda_no="1", agenda_date=timezone.localdate(), received_at=self.now, channel="EMAIL_DUMAS",
            substance_summary="Inti.", chronology="Urutan.", **{"subject": "Pungutan", **values},
        )  # fmt: skip
        self.folder.refresh_from_db()
        self.folder.add_child(instance=case)
        case.save_revision().publish()
        keep_cleared(case, by=None, now=self.now)
        return Complaint.objects.get(pk=case.pk)

    def activity(
        self, *team: str, mode: str = "LANGSUNG", by: str = "kabid", cases: tuple[Complaint, ...] = (), **values: Any
    ) -> MonitoringActivity:
        """A plan with all that it needs; the first of the team coordinates."""
        day = timezone.localdate()
        plan = MonitoringActivity(**{
            "subject": "Pemantauan tindak lanjut di Bandung", "basis": "DATABASE", "mode": mode,
            "purpose": "KLARIFIKASI", "aim": "Memastikan tindak lanjut.", "partner": "Inspektur Daerah",
            "mechanism": "Rapat klarifikasi.", "expected_result": "Tanggapan tertulis.",
            "relation_prospect": "Narahubung tetap.", "institutions": "Inspektorat Daerah", "locus": "Bandung",
            "starts_on": day, "ends_on": day + timedelta(days=3), "funded_by": "DIPA", **values,
        })  # fmt: skip
        plan.monitored_cases = [
            MonitoredCase(
                complaint=case, letter_ref=f"B-{at}/2026", institution="Inspektorat Daerah", to_clarify="Tarif.",
                sort_order=at,
            )
            for at, case in enumerate(cases or (self.case(),))
        ]  # fmt: skip
        plan.team = [
            TeamMember(
                person=self.people[code], is_coordinator=at == 0, competence="Memahami pokok masalah.", sort_order=at
            )
            for at, code in enumerate(team or ("kabid", "analis"))
        ]  # fmt: skip
        parent = BasePage.objects.get(pk=self.book.pk)
        file_document(page=plan, parent=parent, by=self.people[by], now=self.now)
        return again(plan)

    def direct(self, activity: MonitoringActivity, giver: str) -> MonitoringActivity:
        record_direction(
            case=again(activity), position=self.positions[giver], mode=DirectionMode.TERTULIS, channel="Lembar",
            given_at=self.now, text="Laksanakan.", by=self.people[giver], now=self.now,
        )  # fmt: skip
        return again(activity)

    def step(self, activity: MonitoringActivity, name: str, by: str, **given: Any) -> MonitoringActivity:
        advance_case(page=again(activity), name=name, by=self.people[by], now=timezone.now(), given=given)
        return again(activity)

    def material(self, activity: MonitoringActivity) -> None:
        Attachment.objects.create(page=activity, title="Bahan.pdf", file="x", sha256="0" * 64, received_at=self.now)

    def paper(self, activity: MonitoringActivity, paper: str, by: str = "kabid") -> Any:
        return begin_paper(activity=activity, paper=paper, by=self.people[by], now=timezone.now())

    def act(self, page: Any, code: str) -> StepState:
        """Approve or verify the step the page waits at."""
        return approve_step(step=self.waits(page), by=self.people[code], now=timezone.now())

    def sign_and_send(self, order: Any, signer: str) -> None:
        from dumas_docs.actions.number_document import dispatch_document, number_document
        from dumas_docs.actions.sign_document import sign_document

        sign_document(step=self.waits(order), by=self.people[signer], password=PASSWORD, now=timezone.now())
        clerk = {"by": self.people["agendaris"], "now": timezone.now()}
        number_document(step=self.waits(order), **clerk)
        dispatch_document(step=self.waits(order), **clerk)

    def written(self, report: Any) -> Any:
        """The report with the texts its drafter adds."""
        report = again(report)
        for name in RICH:
            setattr(report, name, "<p>Uraian.</p>")
        report.save()
        report.save_revision()
        return again(report)

    def spent(self, account: Any) -> Any:
        account = again(account)
        account.expenses.create(text="Tiket", amount="1250000", proof="Kuitansi 1")
        account.expenses.create(text="Penginapan", amount="800000.50", proof="Kuitansi 2")
        account.save()
        account.save_revision()
        return again(account)


def again(page: Any) -> Any:
    """The page as the database holds it by now."""
    return type(page).objects.get(pk=page.pk)
