"""Directions put on record in another's name: whose, on which paper, and never past who is asked for it (S1 A.1.1c)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from dumas_docs.actions.advance_case import StepRefused, advance_case
from dumas_docs.actions.record_direction import (
    DirectionTooEarly,
    NoDirectingPosition,
    PaperMissing,
    confirm_direction,
    record_direction,
)
from dumas_docs.enums import Level
from dumas_docs.models import Attachment, BasePage, Complaint, Direction, Review
from dumas_docs.selectors.direction_rules import DirectionPaper
from tests.lifecycles.office import Office, again
from workflows.engine.acting import step_of
from workflows.engine.decide import approve_step
from workflows.engine.submit import hand_in
from workflows.engine.sync import sync_chains

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def office(db) -> Office:
    office = Office()
    sync_chains()
    return office


def on_paper() -> DirectionPaper:
    return DirectionPaper(number="Lembar 12/D-4", dated=timezone.localdate())


def tell(office: Office, case: Any, giver: str = "deputi", by: str = "analis", **more: Any) -> Direction:
    told: dict[str, Any] = {"mode": "TERTULIS", "given_at": timezone.now(), "now": timezone.now(), "text": "Teruskan."}
    position = office.positions[giver]
    return record_direction(case=again(case), position=position, by=office.people[by], **(told | more))


def awaiting(office: Office, **values: Any) -> Complaint:
    """A case that waits for the one who directs, at his step of W3."""
    case = office.case("MENUNGGU_ARAHAN", handler="analis", **values)
    hand_in(subject=case, by=office.people["asdep"])
    approve_step(step=step_of(case), by=office.people["asdep"], now=timezone.now(), comment="Kirim surat.")
    return again(case)


def carry_out(office: Office, case: Complaint) -> None:
    advance_case(page=again(case), name="JALANKAN_ARAHAN", by=office.people["asdep"], now=timezone.now())


def test_nobody_goes_past_the_minister_in_a_top_secret_case(office):
    case = awaiting(office, level=Level.SANGAT_RAHASIA)
    assert step_of(case).office_task.step_code == "arahan-menteri"
    with pytest.raises(NoDirectingPosition):
        tell(office, case, "deputi", paper=on_paper())
    # A row from before this rule, or from before the level was raised, opens nothing either.
    Direction.objects.create(page=case, position=office.positions["deputi"], mode="TERTULIS", given_at=timezone.now(),
                             text="Deputi setuju.", given_by="Deputi")  # fmt: skip
    with pytest.raises(StepRefused, match="belum dicatat"):
        carry_out(office, case)
    noted = tell(office, case, "menteri", paper=on_paper())
    with pytest.raises(StepRefused, match="melewati"):
        carry_out(office, case)
    assert step_of(case) is not None
    confirm_direction(direction=noted, by=office.people["menteri"], now=timezone.now())
    assert again(case).state == "PENYUSUNAN_TL" and step_of(case) is None


def test_a_direction_in_writing_needs_its_paper(office):
    case = office.case("MENUNGGU_ARAHAN", handler="analis")
    yesterday = timezone.localdate() - timedelta(1)
    old = Attachment.objects.create(page=case, title="lama.pdf", sha256="b" * 64, received_at=case.received_at
                                    - timedelta(3), file=ContentFile(b"x", name="a.txt"))  # fmt: skip
    elsewhere = Attachment.objects.create(page=office.case(agenda_no="2"), title="lain.pdf", sha256="c" * 64,
                                          received_at=timezone.now(), file=ContentFile(b"x", name="b.txt"))  # fmt: skip
    for paper in (
        DirectionPaper(), DirectionPaper(number="12"), DirectionPaper(number=" ", dated=timezone.localdate()),
        DirectionPaper(number="12", dated=yesterday), DirectionPaper(number="12", dated=yesterday + timedelta(9)),
        DirectionPaper(file=f"berkas:{old.pk}"), DirectionPaper(file=f"berkas:{elsewhere.pk}"),
    ):  # fmt: skip
        with pytest.raises(PaperMissing):
            tell(office, case, paper=paper)
    client = Client()
    client.force_login(office.people["analis"])
    sent = {"position": office.positions["deputi"].pk, "mode": "TERTULIS", "channel": "Rapat", "text": "Teruskan.",
            "given_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M")}  # fmt: skip
    where = f"/naskah/{case.pk}/arahan/"
    refused = client.post(where, sent)
    assert refused.status_code == 422 and "Kertas arahan ini belum ada" in refused.content.decode()
    scan = Attachment.objects.create(page=case, title="arahan.pdf", sha256="a" * 64, received_at=timezone.now(),
                                     file=ContentFile(b"x", name="c.txt"))  # fmt: skip
    assert client.post(where, sent | {"paper_file": f"berkas:{scan.pk}"}).status_code == 302
    assert Direction.objects.get().channel == f"pindaian dalam berkas, SHA-256 {'a' * 16}; Rapat"
    carry_out(office, case)
    assert again(case).state == "PENYUSUNAN_TL"


def test_nothing_is_directed_before_the_review_is_approved(office):
    case = office.case("DITELAAH", handler="analis")
    with pytest.raises(DirectionTooEarly):
        tell(office, case, paper=on_paper())
    client = Client()
    client.force_login(office.people["analis"])
    assert "belum disetujui" in client.get(f"/naskah/{case.pk}/arahan/", follow=True).content.decode()
    early = Direction.objects.create(page=case, position=office.positions["deputi"], mode="TERTULIS", text="x",
                                     given_at=timezone.now() - timedelta(hours=2), given_by="Deputi")  # fmt: skip
    study = Review(subject="Telaah", issue_statement="a", conclusion="b", recommendation="c", state="DISETUJUI",
                   advice="SURAT_TL", result="MEMENUHI_SYARAT", approved_at=timezone.now())  # fmt: skip
    BasePage.objects.get(pk=case.pk).add_child(instance=study)
    Complaint.objects.filter(pk=case.pk).update(state="MENUNGGU_ARAHAN")
    with pytest.raises(StepRefused):
        carry_out(office, case)
    with pytest.raises(DirectionTooEarly):
        tell(office, case, given_at=early.given_at, paper=on_paper())
    tell(office, case, paper=on_paper())
    carry_out(office, case)
