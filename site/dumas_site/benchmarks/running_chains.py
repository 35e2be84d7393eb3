"""Letters on their way along W4a in bulk: revisions, states, passed and waiting steps, and the rights of each step.

One letter is made as the product makes it; the others are cast from it, so that what is measured reads like the real.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Cast
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Revision, TaskState, WorkflowState

from dumas_docs.access.roles import ROLES
from dumas_docs.actions.chain_rights import roles_at
from dumas_docs.actions.insert_documents import insert_rows
from dumas_docs.enums import OutgoingState
from dumas_docs.models import (
    AclScope,
    BasePage,
    Cause,
    Folder,
    FolderPurpose,
    GrantCause,
    OutgoingLetter,
    PageGroupGrant,
    Recipient,
)
from workflows.engine.digest import content_digest
from workflows.models import ChainVersion, OfficeTask, StepState

from .office_world import DEPARTMENTS, OfficeWorld

CHAIN = "W4a"
TITLE = "KU-"
KASUBID, KABID, ASDEP, REGISTRY = range(4)
WAITS_FOR = {KASUBID: "kasubid", KABID: "kabid", ASDEP: "asdep"}
STATES = (OutgoingState.PARAF, OutgoingState.PARAF, OutgoingState.MENUNGGU_TTD, OutgoingState.DITANDATANGANI)
BATCH = 1000


@dataclass
class Running:
    """One letter on its way: whose department, and the step it waits at."""

    letter: OutgoingLetter
    department: int
    at: int
    revision: Revision = field(init=False)
    state: WorkflowState = field(init=False)


def new_letter(world: OfficeWorld, *, department: int, paragraphs: int) -> OutgoingLetter:
    """A draft letter of a page or so, made and kept as a revision the way the product does."""
    drafter = world.people[f"analis-{department}"]
    text = "Kami sampaikan pokok pengaduan dan tindak lanjut yang kami harapkan untuk pengukuran. " * 5
    letter = OutgoingLetter(
        subject="Tindak lanjut pengaduan", signatory_position="Asdep", owner=drafter, drafter=drafter, live=False,
        body=[("paragraph", f"<p>{text}</p>")] * paragraphs + [("numbered", ["Butir pertama.", "Butir kedua."])],
    )  # fmt: skip
    letter.recipients = [
        Recipient(name="Bupati Ukur", place="di Ukur"), Recipient(name="Deputi Ukur", kind="TEMBUSAN"),
    ]  # fmt: skip
    world.folders[department].add_child(instance=letter)
    letter.save_revision(user=drafter)
    return OutgoingLetter.objects.get(pk=letter.pk)


def build_chains(world: OfficeWorld, *, chains: int) -> int:
    """Put `chains` letters on their way, a tenth of them signed and before the registry, a fifth before "kabid-0".

    Returns how many this fifth is."""
    mold = new_letter(world, department=0, paragraphs=4)
    folders = [
        folder.add_child(
            instance=Folder(title="Surat keluar", slug="surat-keluar", unit=folder.unit, purpose=FolderPurpose.TAHUN)
        )
        for folder in world.folders
    ]
    running = [
        Running(_letter(world, mold, folders[n % DEPARTMENTS], n), n % DEPARTMENTS, _place(n)) for n in range(chains)
    ]
    _insert(running)
    _revise(running, mold)
    _open(_start(running, world), world)
    return sum(each.department == 0 for each in running)


def _place(serial: int) -> int:
    """At which step the letter with this serial number waits."""
    department, place = serial % DEPARTMENTS, serial // DEPARTMENTS
    if department == DEPARTMENTS - 1:
        return REGISTRY if place % 2 == 0 else ASDEP
    return (KABID, KASUBID, KABID, ASDEP)[department]


def _letter(world: OfficeWorld, mold: OutgoingLetter, parent: Folder, serial: int) -> OutgoingLetter:
    drafter = world.people[f"analis-{serial % DEPARTMENTS}"]
    title = f"{TITLE}{serial:07}"
    return OutgoingLetter(
        title=title, draft_title=title, slug=title.lower(), subject=f"{mold.subject} {serial}", body=mold.body,
        signatory_position=mold.signatory_position, owner=drafter, drafter=drafter, level=mold.level,
        path=BasePage._get_path(parent.path, parent.depth + 1, serial // DEPARTMENTS + 1), depth=parent.depth + 1,
        url_path=f"{parent.url_path}{title.lower()}/", unit=parent.unit, locale=mold.locale,
        content_type=mold.content_type, acl_folder_id=parent.acl_folder_id, state=STATES[_place(serial)],
        signed_at=world.now if _place(serial) == REGISTRY else None, live=False, has_unpublished_changes=True,
    )  # fmt: skip


def _insert(running: list[Running]) -> None:
    letters = [each.letter for each in running]
    insert_rows(BasePage, letters, returning=True)
    for letter in letters:
        letter.basepage_ptr_id = letter.pk
    insert_rows(OutgoingLetter, letters)
    BasePage.objects.filter(title__startswith=TITLE).update(acl_item_id=F("id"))
    for folder, count in Counter(letter.path[: -BasePage.steplen] for letter in letters).items():
        BasePage.objects.filter(path=folder).update(numchild=count)
    AclScope.objects.bulk_create(
        (AclScope(scope_id=letter.pk, ancestor_id=letter.pk, is_folder=False) for letter in letters), batch_size=BATCH
    )


def _revise(running: list[Running], mold: OutgoingLetter) -> None:
    cast = mold.get_latest_revision()
    lines = [
        Recipient(letter_id=each.letter.pk, sort_order=at, kind=row.kind, name=row.name, place=row.place, rank=row.rank)
        for each in running
        for at, row in enumerate(mold.recipients.all())
    ]
    Recipient.objects.bulk_create(lines, batch_size=BATCH)
    of_letter: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        of_letter[line.letter_id].append(get_serializable_data_for_fields(line))
    for each in running:
        letter = each.letter
        content = {
            **cast.content, "pk": letter.pk, "title": letter.title, "draft_title": letter.title, "slug": letter.slug,
            "subject": letter.subject, "path": letter.path, "depth": letter.depth, "url_path": letter.url_path,
            "unit": letter.unit_id, "owner": letter.owner_id, "drafter": letter.drafter_id,
            "recipients": of_letter[letter.pk],
        }  # fmt: skip
        each.revision = Revision(
            content_type_id=cast.content_type_id, base_content_type_id=cast.base_content_type_id,
            object_id=str(letter.pk), created_at=cast.created_at, user_id=letter.owner_id, object_str=letter.title,
            content=content,
        )  # fmt: skip
    Revision.objects.bulk_create((each.revision for each in running), batch_size=BATCH)
    newest = Revision.objects.filter(
        base_content_type_id=cast.base_content_type_id, object_id=Cast(OuterRef("pk"), CharField())
    )
    BasePage.objects.filter(title__startswith=TITLE).update(
        latest_revision_id=Subquery(newest.values("pk")[:1]), latest_revision_created_at=cast.created_at
    )


def _start(running: list[Running], world: OfficeWorld) -> list[StepState]:
    """Workflow states with their steps; returns the steps that wait."""
    version = ChainVersion.objects.get(code=CHAIN, is_current=True)
    tasks = list(OfficeTask.objects.filter(version=version).order_by("workflow_tasks__sort_order"))
    for each in running:
        each.state = WorkflowState(
            content_type_id=each.revision.content_type_id, base_content_type_id=each.revision.base_content_type_id,
            object_id=each.revision.object_id, workflow_id=version.workflow_id, requested_by_id=each.letter.owner_id,
        )  # fmt: skip
    WorkflowState.objects.bulk_create((each.state for each in running), batch_size=BATCH)
    steps = [_step(each, task, at, world) for each in running for at, task in enumerate(tasks[: each.at + 1])]
    insert_rows(TaskState, steps, returning=True)
    for step in steps:
        step.taskstate_ptr_id = step.pk
    insert_rows(StepState, steps)
    waiting = TaskState.objects.filter(workflow_state=OuterRef("pk"), status=TaskState.STATUS_IN_PROGRESS)
    WorkflowState.objects.update(current_task_state_id=Subquery(waiting.values("pk")[:1]))
    return [step for step in steps if step.status == TaskState.STATUS_IN_PROGRESS]


def _step(each: Running, task: OfficeTask, at: int, world: OfficeWorld) -> StepState:
    code = f"{WAITS_FOR[at]}-{each.department}" if at in WAITS_FOR else "agendaris"
    position = world.positions[code]
    step = StepState(
        workflow_state=each.state, revision=each.revision, task=task, subject_id=each.letter.pk, position=position,
        standard_minutes=task.standard_minutes,
    )  # fmt: skip
    if at < each.at:
        step.status, step.decision, step.digest = TaskState.STATUS_APPROVED, task.verb, content_digest(each.revision)
        step.finished_at, step.finished_by, step.office_minutes = world.now, world.people[code], 7
        step.acted_as, step.actor_name = position.title, world.people[code].get_full_name()
    return step


def _open(steps: list[StepState], world: OfficeWorld) -> None:
    """What `open_to_actors` gives for each waiting step."""
    permissions = {permission.codename: permission for permission in Permission.objects.all()}
    given = [(step, step.position.group_id, role) for step in steps if step.position for role in roles_at(step.task)]
    PageGroupGrant.objects.bulk_create(
        (
            PageGroupGrant(
                content_object_id=step.subject_id, group_id=group_id,
                permission=permissions[ROLES[role].codename],
            )
            for step, group_id, role in given
        ),
        batch_size=BATCH,
    )  # fmt: skip
    GrantCause.objects.bulk_create(
        (
            GrantCause(
                page_id=step.subject_id, group_id=group_id, role=role, cause=Cause.LANGKAH,
                cause_ref=f"langkah:{step.pk}", given_at=world.now,
            )
            for step, group_id, role in given
        ),
        batch_size=BATCH,
    )  # fmt: skip
