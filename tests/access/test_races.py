"""What one process holds in memory, or does at the same moment, opens nothing another has closed."""

import threading
import time
from contextlib import suppress

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from dumas_docs.access import grants, pointers
from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.proof import grant_faults
from dumas_docs.access.scope import person_scope, system_scope
from dumas_docs.access.selectors import may
from dumas_docs.actions.assign_handler import assign_handler
from dumas_docs.models import BasePage, Complaint, Folder, GrantCause
from tests.access.office import NOW, TODAY, found_office


def block(page):
    BasePage.objects.filter(pk=page.pk).update(inherits=False)
    pointers.rebuild(page)


def test_a_child_made_from_an_old_parent_object_gets_the_parents_place_of_today(office):
    reader = office.holder("kepala", "kepala")
    office.give(office.root, "head", reader)
    case = office.case()
    stale = Complaint.objects.get(pk=case.pk)
    block(case)
    letter = office.letter(stale)
    assert not may(reader, "see", letter, on=TODAY)
    assert audit_pointers() == []


def test_a_child_of_an_old_parent_object_is_as_strict_as_the_parent_is_now(office):
    case = office.case(level=1)
    stale = Complaint.objects.get(pk=case.pk)
    BasePage.objects.filter(pk=case.pk).update(level=2)
    assert office.letter(stale).level == 2


@pytest.mark.parametrize(
    ("column", "value"), [("level", 2), ("inherits", False), ("is_public", False), ("acl_folder_id", None)]
)
def test_saving_a_page_that_was_loaded_earlier_undoes_no_change_of_access(office, column, value):
    case = office.case(level=1)
    stale = Complaint.objects.get(pk=case.pk)
    BasePage.objects.filter(pk=case.pk).update(**{column: value})
    stale.subject = "Hal yang baru"
    stale.save()
    stored = Complaint.objects.get(pk=case.pk)
    assert (getattr(stored, column), stored.subject) == (value, "Hal yang baru")


def test_publishing_an_older_version_undoes_no_change_of_access(office):
    case = office.case(level=1)
    revision = Complaint.objects.get(pk=case.pk).save_revision()
    editor = Complaint.objects.get(pk=case.pk)
    version = editor.with_content_json(revision.content)
    BasePage.objects.filter(pk=case.pk).update(level=3, inherits=False)
    version.save()
    stored = BasePage.objects.get(pk=case.pk)
    assert (stored.level, stored.inherits) == (3, False)


def test_what_an_action_changes_on_a_loaded_page_is_written(office):
    case = Complaint.objects.get(pk=office.case(level=1).pk)
    case.level = 2
    case.save()
    assert BasePage.objects.get(pk=case.pk).level == 2
    case.level = 1
    case.save()
    assert BasePage.objects.get(pk=case.pk).level == 1


def test_a_move_in_the_admin_sees_hidden_neighbours_and_moves_pointers_at_once(office, client):
    """The mover may not see the last child of the destination; its path must not be given again."""
    mover = office.holder("penyelia", "kepala")
    source, target = office.folder(), office.folder()
    hidden = office.case(target, level=2)
    block(hidden)
    case = office.case(source)
    for folder in (source, target):
        office.give(folder, "supervisor", office.position("kepala"))
    client.force_login(mover)
    answer = client.post(f"/penyuntingan/pages/{case.pk}/move/{target.pk}/confirm/", {"reason": "Salah map."})
    assert answer.status_code == 302
    assert BasePage.objects.get(pk=case.pk).get_parent().pk == target.pk
    assert Folder.find_problems() == ([], [], [], [], [])
    assert audit_pointers() == []


def test_a_failed_move_leaves_path_and_pointers_as_they_were(office, monkeypatch):
    source, target = office.folder(), office.folder()
    case = office.case(source)
    monkeypatch.setattr(pointers, "rebuild", lambda page: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        case.move(target, pos="last-child")
    monkeypatch.undo()
    assert BasePage.objects.get(pk=case.pk).get_parent().pk == source.pk
    assert audit_pointers() == []


def test_a_grant_counts_on_its_last_day_and_not_after(office):
    from datetime import timedelta

    reader, case = office.person("pembaca"), office.case()
    office.give(case, "reader", reader, ends_on=TODAY)
    assert may(reader, "read", case, on=TODAY)
    assert not may(reader, "read", case, on=TODAY + timedelta(days=1))


def test_the_last_day_is_the_offices_day_and_not_that_of_greenwich(office):
    """At 18.30 UTC the office has the next day already."""
    from datetime import UTC, datetime

    reader, case = office.person("pembaca"), office.case()
    evening = datetime(2026, 11, 16, 18, 30, tzinfo=UTC)
    grants.give(page=case, role="reader", to=reader, cause="BERBAGI", now=evening, ends_on=TODAY)
    assert not BasePage.objects.get(pk=case.pk).user_grants.exists()


def test_revoking_one_cause_leaves_the_role_and_the_last_one_takes_it(office):
    reader, case = office.person("pembaca"), office.case()
    shared = office.give(case, "reader", reader)
    assigned = office.give(case, "reader", reader, cause="PENUGASAN")
    grants.revoke(cause=shared, now=NOW)
    assert may(reader, "read", case, on=TODAY)
    grants.revoke(cause=assigned, now=NOW)
    assert not may(reader, "read", case, on=TODAY)
    grants.revoke(cause=assigned, now=NOW)
    assert grant_faults(on=TODAY) == []


def test_rights_given_in_a_request_count_in_the_same_request(office):
    reader, case = office.person("pembaca"), office.case()
    with person_scope(reader, on=TODAY):
        assert not Complaint.objects.exists()
        office.give(case, "reader", reader)
        assert Complaint.objects.get() == case


def test_sharing_a_folder_touches_no_page_and_moving_it_only_folders(office, django_assert_max_num_queries):
    from django.test.utils import CaptureQueriesContext

    top = office.folder()
    for _ in range(3):
        below = office.folder(top)
        for _ in range(6):
            office.letter(below)
    elsewhere = office.folder()
    with CaptureQueriesContext(connection) as shared:
        office.give(top, "reader", office.person("pembaca"))
    assert not [query for query in shared if query["sql"].startswith('UPDATE "dumas_docs_basepage"')]
    with CaptureQueriesContext(connection) as blocked:
        block(top)
    assert len(blocked) <= 14
    top.move(elsewhere, pos="last-child")
    assert audit_pointers() == []


class Together:
    """Runs functions at the same time, each on a connection of its own."""

    def __init__(self, *works):
        self.barrier, self.errors = threading.Barrier(len(works)), []
        self.threads = [threading.Thread(target=self._run, args=(work,)) for work in works]

    def _run(self, work):
        try:
            self.barrier.wait(timeout=20)
            with system_scope("test thread"):
                work()
        except Exception as error:  # noqa: BLE001  shown by the test
            self.errors.append(error)
        finally:
            connections.close_all()

    def run(self):
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join(timeout=60)
        assert self.errors == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_folder_made_while_one_above_its_parent_is_blocked_inherits_nothing_from_there():
    """The maker has not committed yet when the other one blocks: without a lock neither would see the other."""
    office = found_office()
    top = office.folder()
    parent = office.folder(top)
    made = threading.Event()

    def make():
        with transaction.atomic():
            office.folder(Folder.objects.get(pk=parent.pk))
            made.set()
            time.sleep(0.5)

    def close():
        made.wait(timeout=20)
        with transaction.atomic():
            block(BasePage.objects.get(pk=top.pk))

    Together(make, close).run()
    assert audit_pointers() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_places_are_held_once_and_anew_after_a_savepoint_gave_the_lock_up():
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        with suppress(ZeroDivisionError), transaction.atomic():
            pointers.hold_places()
            pointers.hold_places()
            raise ZeroDivisionError
        pointers.hold_places()
        with transaction.atomic():
            pointers.hold_places()
    assert sum("pg_advisory_xact_lock" in query["sql"] for query in asked) == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_causes_revoked_at_the_same_time_leave_no_role():
    office = found_office()
    case = office.case()
    for number in range(6):
        reader = office.person(f"orang{number}")
        causes = [office.give(case, "reader", reader, cause=cause) for cause in ("BERBAGI", "PENUGASAN")]
        Together(*(lambda cause=cause: grants.revoke(cause=cause, now=NOW) for cause in causes)).run()
        assert grant_faults(on=TODAY) == []
        assert not may(reader, "see", case, on=TODAY)
    assert audit_pointers() == []
    assert GrantCause.objects.filter(revoked_at__isnull=True).count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_assignments_at_the_same_time_leave_one_handler():
    office = found_office()
    for number in range(4):
        case = office.case()
        people = [office.staff(f"analis{number}{letter}") for letter in "ab"]
        stale = [Complaint.objects.get(pk=case.pk) for _ in people]
        Together(
            *(
                lambda own=own, to=to: assign_handler(case=own, to=to, by=None, now=NOW)
                for own, to in zip(stale, people, strict=True)
            )
        ).run()
        case.refresh_from_db()
        handlers = [person.pk for person in people if may(person, "change", case, on=TODAY)]
        assert handlers == [case.handler_id]
