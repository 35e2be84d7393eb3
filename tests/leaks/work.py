"""What the work on a case leaves: steps, dispositions, words to and from the complainant, replies, interventions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from dumas_docs.models import (
    ComplainantNotice,
    Complaint,
    CompletionRequest,
    Direction,
    Disposition,
    DispositionRecipient,
    InstitutionReply,
    InterventionRecord,
    MonitoringActivity,
    ProgressInquiry,
)
from tests.leaks.pages import UNREAD
from tests.leaks.rows import ABSENT_ID, Row
from workflows.models import Position, TransitionRecord

if TYPE_CHECKING:
    from tests.leaks.world import World

# Ids that mean nothing else wherever they turn up (canaries.ROW_ID), above those of world.NUMBERED.
FIRST_ID = 8_739_600
NUMBERED = (Direction, Disposition, DispositionRecipient, ProgressInquiry)
WITH_WORK = ("case", "case_secret", "blocked")
HEAD, STAFF = "kepala-uji", "staf-umum"


def build_work(world: World) -> None:
    """For each of the cases one row of every kind, each text a canary; the rows are knocked with by their ids."""
    for name, page in world.pages.items():
        if isinstance(page, (Complaint, MonitoringActivity)):
            _direction(world, name)
    _steps(world, "activity", lifecycle="pemantauan", name="ARAHKAN", source="KONSEP", target="DIARAHKAN")
    for name in WITH_WORK:
        _steps(world, name)
        _dispositions(world, name)
        _records(world, name)


def _direction(world: World, name: str) -> None:
    direction = Direction.objects.create(
        page_id=world.pages[name].pk, given_by=world.plant("director", name), given_at=world.now, mode="LISAN",
        text=world.plant("direction", name), channel=world.plant("channel of a direction", name),
    )  # fmt: skip
    world.row("direction", direction.pk, name, "read")


STEP = {"lifecycle": "pengaduan", "name": "CATAT", "source": "DITERIMA", "target": "TERCATAT"}


def _steps(world: World, of: str, **step: str) -> None:
    by = world.people["entitled"].user
    TransitionRecord.objects.create(
        subject_id=world.pages[of].pk, **(step or STEP), by=by, by_name=world.plant("name in a record of a step", of),
        position_label=world.plant("position in a record of a step", of), at=world.now,
        reason=world.plant("reason of a step", of),
    )  # fmt: skip


def _dispositions(world: World, name: str) -> None:
    page = world.pages[name]
    # An open part opens words nobody has looked through: on that case nobody without identities has one.
    still, no_more = (HEAD, STAFF) if name == UNREAD else (STAFF, HEAD)
    sheet = Disposition.objects.create(
        page_id=page.pk, from_position=Position.objects.get(code=HEAD), given_by=world.people["entitled"].user,
        given_as=world.plant("giver of a disposition", name), given_at=world.now, level=page.level,
        note=world.plant("note of a disposition", name), paraf=world.plant("paraf", name),
        instructions=["TELAAH"], due_on=timezone.localdate(),
    )  # fmt: skip
    open_part = DispositionRecipient.objects.create(
        page_id=page.pk, disposition=sheet, position=Position.objects.get(code=still)
    )
    DispositionRecipient.objects.create(
        page_id=page.pk, disposition=sheet, position=Position.objects.get(code=no_more), state="SELESAI",
        ended_at=world.now, ended_by=world.people["entitled"].user,
        report=world.plant("report on a disposition", name),
    )  # fmt: skip
    world.row("sheet", sheet.pk, name, "read")
    code = Row(f"disposisi-{sheet.pk}", name, "read", absent=f"disposisi-{ABSENT_ID}")
    world.rows.setdefault("sheet code", []).append(code)
    world.row("part", open_part.pk, name, "read")


def _records(world: World, name: str) -> None:
    about = {"page_id": world.pages[name].pk, "recorded_at": world.now, "recorded_by": world.people["entitled"].user}
    today = timezone.localdate()

    def plant(kind: str) -> str:
        return world.plant(kind, name)

    CompletionRequest.objects.create(
        **about, items=["signed"], medium="EMAIL", sent_on=today, message=plant("request to the complainant"),
        answered_at=world.now, arrived=["signed"], answer_note=plant("note on what arrived"),
    )  # fmt: skip
    ComplainantNotice.objects.create(**about, medium="EMAIL", told_on=today, text=plant("notice to the complainant"))
    ProgressInquiry.objects.create(
        **about, asked_at=world.now, medium="EMAIL", question=plant("answered question"), answered_at=world.now,
        answer=plant("answer to an inquiry"),
    )  # fmt: skip
    open_inquiry = ProgressInquiry.objects.create(
        **about, asked_at=world.now, medium="EMAIL", question=plant("open question")
    )
    world.row("inquiry", open_inquiry.pk, name, "read")
    InstitutionReply.objects.create(
        **about, institution=plant("institution that replied"), replied_on=today, summary=plant("summary of a reply")
    )
    InterventionRecord.objects.create(**about, trigger="TERLAMBAT", action=plant("action of an intervention"))
