"""What work leaves behind: versions, comments, locks, workflow states, log and audit entries, mails, unsaved forms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import (
    Comment,
    CommentReply,
    GroupApprovalTask,
    PageSubscription,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from dumas_docs.access import audit
from dumas_docs.actions.propose_relations import propose_relations
from dumas_docs.intake.facts import MatterText
from dumas_docs.models import (
    Attachment,
    BasePage,
    ProposedRelation,
    QuarantinedFile,
    QuotedNumber,
    ReceivedMail,
    ServiceStandard,
)
from dumas_docs.models.audit import FieldGroup
from dumas_docs.models.intake import RECEIPT_NOTE
from dumas_docs.selectors.intake_desk import form_digest
from dumas_docs.selectors.likely_cases import find_likely_cases, fingerprints
from tests.leaks import pages, people
from tests.leaks.chain import build_chain, build_limits
from tests.leaks.rows import Row

if TYPE_CHECKING:
    from tests.leaks.world import World

# What each case tells, in words that no other document has.
MATTERS = {
    "case": "Petugas loket meminta sembilan karung gabah sebelum sertifikat tanah wakaf di Karangjati diserahkan "
    "kepada ahli waris, padahal seluruh biaya resmi sudah lunas dibayar sejak musim kemarau dua tahun yang lalu.",
    "case_secret": "Bendahara proyek jembatan gantung Sungai Lempake menahan upah empat puluh tukang selama tujuh "
    "pekan dan memindahkan uangnya ke rekening koperasi fiktif yang diketuai iparnya sendiri di kota kabupaten.",
}
UNHEARD = (
    "Lampu jalan di depan balai dusun padam sejak hujan besar dan belum diperbaiki meskipun ketua rukun tetangga sudah "
    "tiga kali melapor kepada dinas yang berwenang menurut peraturan daerah setempat."
)
WITH_HISTORY = ("case", "case_secret", "blocked", "standard")


def build_traces(world: World) -> None:
    pages.build_checks(world)
    _workflow(world)
    build_chain(world)
    build_limits(world)
    for name in WITH_HISTORY:
        _versions(world, name)
        _comments(world, name)
        _unsaved_form(world, name)
        _log_entries(world, name)
    _moved_out_of_the_vault(world)
    _intake(world)
    _locks_and_owners(world)
    _deleted_page(world)
    for name in world.secrets | {"open_case"}:
        for revision in world.pages[name].specific.revisions.all():
            world.row("revision", revision.pk, name, "read")


def _versions(world: World, name: str) -> None:
    """An old version with a text that is gone since, and a scheduled one with a text that is not there yet."""
    page = world.pages[name].specific
    field = "decree_title" if name == "standard" else "subject"
    today = getattr(page, field)
    setattr(page, field, world.plant("old version", name))
    page.save_revision(user=world.people["ex_holder"].user, log_action=True)
    setattr(page, field, world.plant("scheduled version", name))
    page.go_live_at = world.now + timedelta(days=30)
    page.save_revision(user=world.people["entitled"].user, approved_go_live_at=page.go_live_at)
    setattr(page, field, today)
    page.go_live_at = None
    page.save_revision(user=world.people["entitled"].user)


def _comments(world: World, name: str) -> None:
    comment = Comment.objects.create(
        page=world.pages[name], user=world.people["ex_holder"].user, text=world.plant("comment", name, "change"),
        contentpath="subject", position="",
    )  # fmt: skip
    CommentReply.objects.create(
        comment=comment, user=world.people["entitled"].user, text=world.plant("reply", name, "change")
    )
    for reader in ("ex_holder", "login_only", "approver", "sibling", "see_only"):
        PageSubscription.objects.create(
            page=world.pages[name], user=world.people[reader].user, comment_notifications=True
        )
    PageSubscription.objects.create(
        page=world.pages[name], user=world.people["entitled"].user, comment_notifications=True
    )


def _unsaved_form(world: World, name: str) -> None:
    for person in ("ex_holder", "entitled"):
        FormState.objects.create(
            user=world.people[person].user, content_type=ContentType.objects.get_for_model(world.pages[name]),
            object_id=str(world.pages[name].pk), parent_object_id="",
            data=urlencode({"subject": world.plant("unsaved form", name, "nobody")}), last_updated_at=world.now,
        )  # fmt: skip
    session = EditingSession.objects.create(
        user=world.people["entitled"].user, content_type=ContentType.objects.get_for_model(world.pages[name]),
        object_id=str(world.pages[name].pk), last_seen_at=world.now, is_editing=True,
    )  # fmt: skip
    world.rows.setdefault("session", []).append(Row(session.pk, name, "change"))


def _log_entries(world: World, name: str) -> None:
    page = world.pages[name].specific
    # Wagtail's log would name the places a page came from, hidden or not; ours names none.
    title = world.plant("title in a log entry", name, "nobody")
    log(
        instance=page, action="wagtail.move", user=world.people["ex_holder"].user,
        data={"source": {"id": page.pk, "title": title}, "destination": {"id": page.pk, "title": title}},
    )  # fmt: skip
    log(instance=page, action="wagtail.edit", user=world.people["ex_holder"].user)
    audit.record(
        verb="naskah.tingkat", by=world.people["entitled"].user, page=page, group=FieldGroup.METADATA,
        reason=world.plant("audit reason", name),
    )  # fmt: skip


def _moved_out_of_the_vault(world: World) -> None:
    title = world.plant("folder that an open case came from", "vault", "nobody")
    page, source = world.pages["open_case"].specific, {"id": world.pages["vault"].pk, "title": title}
    log(
        instance=page, action="wagtail.move", user=world.people["entitled"].user,
        data={"source": source, "destination": {"id": page.get_parent().pk, "title": "Terbuka"}},
    )  # fmt: skip


def _intake(world: World) -> None:
    """Mails and traces as intake keeps them: the open case looks like two confidential ones."""
    for name in ("case", "case_secret", "blocked", "open_case"):
        case = world.pages[name].specific
        matter = MatterText(
            subject="Pungutan", text=MATTERS[name if name in MATTERS else "case"],
            complainant_name=case.complainants.first().full_name.reveal(), sender_email="",
        )  # fmt: skip
        likely = find_likely_cases(prints=fingerprints(matter), now=world.now, exclude_id=case.pk)
        propose_relations(case=case, matter=matter, likely=likely, now=world.now)
        token = f"{name:x<32}"
        original = f"From: {world.plant('sender of the message', name, 'identity')}".encode()
        registrar = world.people["ex_holder"].user
        ReceivedMail.objects.create(
            digest=form_digest(user=registrar, token=token), state="TERDAFTAR", complaint=case, size=1000,
            received_at=world.now, quarantine_name=world.plant("quarantine name", name, "nobody"),
            registered_by=registrar, original=ContentFile(original, name="surat.eml"),
        )  # fmt: skip
        QuarantinedFile.objects.create(
            complaint=case, name=world.plant("name of a quarantined file", name, "nobody"), reason_code="RUSAK",
            sha256="0" * 64, size=10, quarantine_name=world.plant("place of a quarantined file", name, "nobody"),
            quarantined_at=world.now,
        )  # fmt: skip
        world.rows.setdefault("token", []).append(Row(token, name, "read", "y" * 32))
        if name == "case_secret":
            world.rows.setdefault("matter", []).append(Row(MATTERS[name], name, "see", UNHEARD))
        write_receipt_file(world, case, name)
    quoted = QuotedNumber.objects.create(
        complaint=world.pages["open_case"].specific, number="T-9/Kemensetneg/U-1/DM/11/2026", verdict="PERLU_KEPASTIAN",
        letter=world.pages["outgoing"].specific, noted_at=world.now,
    )  # fmt: skip
    world.row("quote", quoted.pk, "open_case", "read")
    for proposal in ProposedRelation.objects.all():
        names = {page.pk: name for name, page in world.pages.items()}
        row = Row(proposal.pk, names[proposal.other_id], "see", home=names[proposal.complaint_id])
        world.rows.setdefault("proposal", []).append(row)


def write_receipt_file(world: World, case: BasePage, name: str) -> None:
    text = world.plant("text of a receipt", name)
    Attachment(
        page=case, title=f"Tanda terima {case.title}.docx", mime="text/plain", sha256="1" * 64, received_at=world.now,
        note=RECEIPT_NOTE, text=text, file=ContentFile(text.encode(), name="tanda-terima.docx"), file_size=20,
    ).save()  # fmt: skip


def _workflow(world: World) -> None:
    """Wagtail's own approval by a group, over for one page and pending on others. Being in the group opens nothing."""
    approvers = Group.objects.get(name=people.APPROVERS)
    task = GroupApprovalTask.objects.create(name="Persetujuan kelompok")
    task.groups.add(approvers)
    workflow = Workflow.objects.create(name="Alur bawaan")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=world.pages["vault"])
    world.rows["workflow"] = [Row(workflow.pk, "open", "see")]
    world.rows["task"] = [Row(task.pk, "open", "see")]
    from django.contrib.auth.models import User
    from wagtail.models import Collection, Site

    for kind, model in (("user", User), ("group", Group), ("site", Site), ("collection", Collection)):
        world.rows[kind] = [Row(model.objects.order_by("pk").values_list("pk", flat=True)[0], "open")]
    requester = world.people["ex_holder"].user
    for name in ("case", "case_secret", "standard", "open_letter"):
        page = world.pages[name].specific
        page.save_revision()
        state = workflow.start(page, requester)
        state.current_task_state.reject(
            user=world.people["entitled"].user, comment=world.plant("workflow comment", name, "change")
        )
        state.cancel(user=world.people["entitled"].user)
        pending = workflow.start(page, requester)
        for each in (state, pending):
            world.row("workflow_state", each.pk, name, "read")
            world.row("task_state", each.task_states.first().pk, name, "read")


def _locks_and_owners(world: World) -> None:
    ex_holder = world.people["ex_holder"].user
    for name in ("case", "case_secret", "letter", "blocked"):
        changed = {"locked": True, "locked_by": ex_holder, "locked_at": world.now} if name != "case" else {}
        BasePage.objects.filter(pk=world.pages[name].pk).update(owner=ex_holder, **changed)


def _deleted_page(world: World) -> None:
    """A page that is gone; its title stays in the log and must not be told to those who could not see it."""
    title = world.plant("title of a deleted page", "vault", "nobody")
    page = ServiceStandard(title=title, slug=title.lower(), live=False, **pages.COMPONENTS)
    world.pages["vault"].add_child(instance=page)
    page.save_revision(user=world.people["ex_holder"].user, log_action=True)
    log(instance=page, action="wagtail.delete", user=world.people["ex_holder"].user, deleted=True)
    world.row("page", page.pk, "deleted")
    world.ledger.note(page.pk, "id of a deleted page", "vault", "nobody")
    page.delete()
    world.pages["vault"].refresh_from_db()
