"""What happens to documents without a request is in the trail as well, without a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from dumas_docs.access.scope import bookkeeping, no_scope, person_scope
from dumas_docs.actions.note_versions import digest_of
from dumas_docs.models import AuditEntry, BasePage, Complaint
from tests.access.office import found_office


@pytest.fixture
def case(db) -> Complaint:
    case = found_office().case(live=False)
    case.save_revision()
    return case


def told(page) -> list[tuple]:
    return list(AuditEntry.objects.filter(page_id=page.pk).values_list("verb", "actor_id", "data__revision"))


def test_publishing_and_taking_back_by_the_shell(case):
    revision = case.get_latest_revision()
    revision.publish()
    case.refresh_from_db()
    case.unpublish()
    assert told(case) == [("naskah.terbit", None, revision.pk), ("naskah.batal_terbit", None, None)]
    assert AuditEntry.objects.get(verb="naskah.terbit").data["sha256"] == digest_of(revision)


def test_deleting_by_the_shell(case):
    case.delete()
    entry = AuditEntry.objects.get(verb="naskah.dihapus")
    assert (entry.page_id, entry.page_ref, entry.actor_id) == (case.pk or entry.page_id, case.title, None)


def test_what_a_person_does_is_recorded_by_the_action_alone(case):
    with person_scope(found_office().person("orang")), bookkeeping():
        case.get_latest_revision().publish(skip_permission_checks=True)
    assert told(case) == []


def test_planned_versions_come_and_go_by_the_command(case):
    hour = timedelta(hours=1)
    case.go_live_at = timezone.now() - hour
    case.save_revision(approved_go_live_at=case.go_live_at)
    with no_scope():
        call_command("publish_scheduled")
    assert BasePage.objects.get(pk=case.pk).live
    BasePage.objects.filter(pk=case.pk).update(expire_at=timezone.now() - hour)
    with no_scope():
        call_command("publish_scheduled")
    assert not BasePage.objects.get(pk=case.pk).live
    assert [verb for verb, _actor, _revision in told(case)][-2:] == ["naskah.terbit", "naskah.batal_terbit"]
