"""Stopping inheritance takes from nobody what one could not give him, and makes no role stronger or longer lived."""

from datetime import timedelta

import pytest

from dumas_docs.access import grants
from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.proof import grant_faults
from dumas_docs.access.roles import ROLES
from dumas_docs.access.selectors import may, verbs_on
from dumas_docs.actions.inherit_again import ClosedByHigher, inherit_again
from dumas_docs.actions.set_level import set_level
from dumas_docs.actions.stop_inheriting import NobodyWouldShare, stop_inheriting
from dumas_docs.models import AuditEntry, BasePage, Cause, GrantCause
from tests.access.office import NOW, TODAY


@pytest.fixture
def head(office):
    person = office.holder("asdep", "asdep")
    office.give(office.root, "head", office.position("asdep"), cause="ORGANISASI")
    return person


@pytest.fixture
def supervisor(office):
    person = office.holder("kabid", "kabid")
    office.give(office.root, "supervisor", office.position("kabid"), cause="ORGANISASI")
    return person


def cause_of(role):
    return GrantCause.objects.get(role=role, cause="ORGANISASI")


def again(page):
    return BasePage.objects.get(pk=page.pk)


def stop(page, by, *roles):
    return stop_inheriting(page=page, by=by, now=NOW, reason="Tertutup.", keep=[cause_of(role).pk for role in roles])


def test_a_supervisor_cannot_shut_secret_cases_away_from_everybody(office, head, supervisor):
    """He does not even see them; the head must go on reading and sharing them."""
    folder = office.folder()
    secret, letter = office.case(folder, level=2), office.letter(folder, level=2)
    kept = stop(folder, supervisor, "supervisor")
    assert {cause.role for cause in kept} == {"supervisor", "head"}
    for page in (secret, letter):
        assert verbs_on(head, again(page), on=TODAY) == ROLES["head"].verbs
        assert not verbs_on(supervisor, again(page), on=TODAY)
    assert audit_pointers() == [] and grant_faults(on=TODAY) == []


def test_nor_on_a_single_letter_whose_level_may_rise(office, head, supervisor):
    director = office.holder("deputi", "deputi")
    office.give(office.root, "director", office.position("deputi"), cause="ORGANISASI")
    letter = office.letter(level=1)
    stop(letter, supervisor, "supervisor")
    for person in (head, director):
        assert may(person, "share", again(letter), on=TODAY)


def test_a_head_with_two_roles_keeps_one_that_shares_what_is_secret(office, head):
    office.give(office.root, "supervisor", head, cause="ORGANISASI")
    folder = office.folder()
    secret = office.case(folder, level=2)
    with pytest.raises(NobodyWouldShare):
        stop(folder, head, "supervisor")
    assert again(folder).inherits
    stop(folder, head, "head")
    assert may(head, "share", again(secret), on=TODAY)


def test_a_kept_role_reaches_no_further_than_before(office, head, supervisor):
    case = office.case(level=1)
    stop(case, supervisor, "supervisor")
    assert may(supervisor, "share", again(case), on=TODAY)
    for level in (2, 3):
        set_level(page=again(case), level=level, by=head, now=NOW)
        assert not verbs_on(supervisor, again(case), on=TODAY)
        assert may(head, "share", again(case), on=TODAY)


def test_nothing_stays_of_it_when_the_page_inherits_again(office, head, supervisor):
    case = office.case(level=1)
    stop(case, supervisor, "supervisor")
    inherit_again(page=again(case), by=supervisor, now=NOW, reason="Selesai.")
    assert not GrantCause.objects.in_force(TODAY).filter(page_id=case.pk).exists()
    set_level(page=again(case), level=3, by=head, now=NOW)
    assert not verbs_on(supervisor, again(case), on=TODAY)
    assert grant_faults(on=TODAY) == []


def test_what_a_head_closed_no_supervisor_opens_again(office, head, supervisor):
    case = office.case(level=1)
    stop(case, head, "head", "supervisor")
    with pytest.raises(ClosedByHigher):
        inherit_again(page=again(case), by=supervisor, now=NOW, reason="Ingin dibuka.")
    assert not again(case).inherits
    assert AuditEntry.objects.filter(verb="akses.ditolak", page_id=case.pk, actor=supervisor).count() == 1
    inherit_again(page=again(case), by=head, now=NOW, reason="Selesai.")
    assert again(case).inherits
    closed_by_set_up = office.case(level=1, inherits=False)
    office.give(closed_by_set_up, "supervisor", supervisor)
    with pytest.raises(ClosedByHigher):
        inherit_again(page=again(closed_by_set_up), by=supervisor, now=NOW, reason="Ingin dibuka.")


def test_it_ends_and_is_prolonged_with_its_origin(office, head, supervisor):
    outer = office.folder()
    inner = office.folder(outer)
    case = office.case(inner, level=1)
    for page in (outer, inner):
        on_page = GrantCause.objects.filter(page_id=outer.pk, cause=Cause.WARISAN)
        keep = [cause.pk for cause in (on_page if page is inner else [cause_of("supervisor")])]
        stop_inheriting(page=again(page), by=head, now=NOW, reason="Tertutup.", keep={*keep, *_heads(page)})
    assert may(supervisor, "read", again(case), on=TODAY)
    origin = cause_of("supervisor")
    office.give(office.root, "supervisor", office.position("kabid"), cause="ORGANISASI", ends_on=TODAY)
    assert not may(supervisor, "see", again(case), on=TODAY + timedelta(days=1))
    office.give(office.root, "supervisor", office.position("kabid"), cause="ORGANISASI")
    assert may(supervisor, "read", again(case), on=TODAY + timedelta(days=1))
    grants.revoke(cause=origin, now=NOW)
    assert not may(supervisor, "see", again(case), on=TODAY)
    assert grant_faults(on=TODAY) == []


def _heads(page):
    above = page.get_parent()
    return GrantCause.objects.filter(role="head", page_id=above.pk).values_list("pk", flat=True)


def test_a_direct_share_beside_it_counts_until_its_last_day_only(office, head, supervisor):
    case = office.case(level=1)
    stop(case, head, "supervisor", "head")
    office.give(case, "supervisor", office.position("kabid"), ends_on=TODAY, reason="Rapat.")
    BasePage.objects.filter(pk=case.pk).update(level=2)
    assert may(supervisor, "read", again(case), on=TODAY)
    assert not may(supervisor, "see", again(case), on=TODAY + timedelta(days=1))
    for day in (TODAY, TODAY + timedelta(days=1)):
        assert grant_faults(on=day) == []


def test_who_left_office_keeps_nothing_given_to_him_by_name(office, head):
    case, analyst = office.case(level=2), office.person("analis")
    held = office.appoint(analyst, office.position("analis"))
    for role, cause in (("handler", "PENUGASAN"), ("reader", "BERBAGI"), ("editor", "PEMBUAT"), ("member", "LANGKAH")):
        office.give(case, role, analyst, cause=cause)
    assert may(analyst, "identity", case, on=TODAY)
    held.ends_on = TODAY
    held.save()
    assert may(analyst, "identity", case, on=TODAY)
    assert not verbs_on(analyst, case, on=TODAY + timedelta(days=1))
    office.appoint(analyst, office.position("analis"), starts_on=TODAY + timedelta(days=5))
    assert not verbs_on(analyst, case, on=TODAY + timedelta(days=4))
    assert may(analyst, "identity", case, on=TODAY + timedelta(days=5))
