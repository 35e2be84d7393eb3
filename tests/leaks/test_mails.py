"""Mails about a confidential document reach its readers only, whoever subscribed, approves or is in a group."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from django.core import mail
from django.test import RequestFactory
from django.utils import timezone
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Comment, CommentReply, Workflow

from dumas_docs.access.scope import person_scope
from dumas_docs.models import Complaint
from tests.leaks.chain import WITH_LIMITS
from tests.leaks.world import World
from workflows.clocks.outbox import send_reminders
from workflows.clocks.reminders import queue_reminders
from workflows.models import Clock

READERS = {"entitled@contoh.example", "registrar@contoh.example", "clerk@contoh.example"}


def test_a_comment_is_told_to_readers_only(world: World, db: None):
    page, clerk = world.pages["case"].specific, world.people["clerk"].user
    comment = Comment.objects.filter(page=page).first()
    text = "Mohon diperiksa lagi."
    reply = CommentReply.objects.create(comment=comment, user=clerk, text=text)
    with person_scope(clerk):
        view = EditView()
        view.page, view.request = page, RequestFactory().get("/")
        view.request.user = clerk
        view.send_commenting_notifications(
            {"new_comments": [], "deleted_comments": [], "resolved_comments": [], "new_replies": [(comment, [reply])]}
        )
    assert {to for each in mail.outbox for to in each.to} == {"entitled@contoh.example"}
    for each in mail.outbox:
        assert text not in each.body
        told = world.ledger.found_in(f"{each.subject} {each.body}")
        assert {canary.kind for canary in told} <= {"number", "id of page"}


@pytest.mark.parametrize("name", ["letter", "sop", "case_top"])
def test_sending_for_approval_tells_no_group_member_without_rights(world: World, db: None, name: str):
    page, entitled = world.pages[name].specific, world.people["entitled"].user
    with person_scope(entitled):
        page.save_revision()
        state = Workflow.objects.get(name="Alur bawaan").start(page, entitled)
        state.current_task_state.reject(user=world.people["clerk"].user, comment="Belum lengkap.")
    assert {to for each in mail.outbox for to in each.to} <= READERS
    for each in mail.outbox:
        told = world.ledger.found_in(f"{each.subject} {each.body}")
        assert {canary.kind for canary in told} <= {"number", "id of page"}


def test_readers_are_told(world: World, db: None):
    page, entitled = world.pages["case"].specific, world.people["entitled"].user
    pending = page.current_workflow_task_state
    with person_scope(entitled):
        pending.reject(user=world.people["clerk"].user, comment="Belum lengkap.")
        resumed = page.current_workflow_state or Workflow.objects.get(name="Alur bawaan").start(page, entitled)
    assert resumed is not None
    assert not {to for each in mail.outbox for to in each.to} - READERS


@pytest.mark.parametrize("name", WITH_LIMITS)
def test_a_reminder_reaches_readers_only_and_tells_a_number(world: World, db: None, name: str):
    case = world.pages[name]
    Complaint.objects.filter(pk=case.pk).update(handler=world.people["ex_holder"].user)
    clock = Clock.objects.get(subject_id=case.pk)
    when = datetime.combine(clock.due_on, time(9), tzinfo=timezone.get_default_timezone())
    queue_reminders(when)
    send_reminders(clock=lambda: when)
    reminders = [each for each in mail.outbox if case.title in each.body]
    assert {to for each in reminders for to in each.to} == {"entitled@contoh.example"}
    for each in mail.outbox:
        told = world.ledger.found_in(f"{each.subject} {each.body}")
        assert {canary.kind for canary in told} <= {"number", "id of page"}


def test_a_letter_about_a_step_reaches_who_may_act_there(world: World, db: None):
    """Returned to somebody who may not read it any more, then waiting for the entitled person; by night."""
    order = world.pages["order"]
    send_reminders(clock=lambda: datetime(2026, 4, 5, 16, tzinfo=UTC))
    letters = [each for each in mail.outbox if f"/{order.pk}/" in each.body]
    assert {to for each in letters for to in each.to} == {"entitled@contoh.example"}
    for each in mail.outbox:
        told = world.ledger.found_in(f"{each.subject} {each.body} {each.message()}")
        assert {canary.kind for canary in told} <= {"number", "id of page"}
