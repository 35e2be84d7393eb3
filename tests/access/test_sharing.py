"""Sharing as actions: within one's own rights, never the last one who shares, nothing half done."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group

from dumas_docs.access import grants
from dumas_docs.access.grants import UnknownRole
from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.proof import grant_faults
from dumas_docs.access.roles import ROLES
from dumas_docs.access.selectors import may, people_with, verbs_on
from dumas_docs.actions.change_sharing import Gift, change_sharing
from dumas_docs.actions.inherit_again import inherit_again
from dumas_docs.actions.revoke_share import LastSharer, NotASharedRole
from dumas_docs.actions.share import (
    EndsInThePast,
    LastDayNeeded,
    MayNotShare,
    NoLongerInOffice,
    NotToOneself,
    ReasonNeeded,
    RoleBeyondOwn,
    UnknownPrincipal,
    share,
)
from dumas_docs.actions.stop_inheriting import (
    CannotBeKept,
    InheritsAlready,
    InheritsNothing,
    WouldLoseOwnShare,
    stop_inheriting,
)
from dumas_docs.models import AuditEntry, BasePage, Cause, GrantCause
from tests.access.office import NOW, TODAY


def withdraw(cause, *, by):
    change_sharing(page=cause.page, by=by, now=NOW, withdraw=[cause.pk])


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


def refused():
    return AuditEntry.objects.filter(verb="akses.ditolak", refused=True).count()


def test_the_head_shares_a_case_until_a_day(office, head):
    case, analyst = office.case(level=2), office.staff("analis")
    share(page=case, role="identity_reader", to=analyst, by=head, now=NOW, reason="Telaah.", ends_on=TODAY)
    assert verbs_on(analyst, case, on=TODAY) == ROLES["identity_reader"].verbs
    assert not verbs_on(analyst, case, on=TODAY + timedelta(days=1))
    assert AuditEntry.objects.filter(verb="akses.diberikan", page_id=case.pk, actor=head).count() == 1


def test_a_position_brings_in_whoever_holds_it(office, head):
    case = office.case()
    share(page=case, role="reader", to=office.position("kasubid").group, by=head, now=NOW)
    later = office.person("plh")
    office.appoint(later, office.position("kasubid"), starts_on=TODAY, ends_on=TODAY, kind="PLH")
    assert may(later, "read", case, on=TODAY)
    assert not may(later, "read", case, on=TODAY + timedelta(days=1))


def test_without_share_nothing_is_given_and_the_attempt_is_recorded(office):
    case, editor, friend = office.case(), office.person("penyunting"), office.staff("teman")
    office.give(case, "handler", editor)
    with pytest.raises(MayNotShare):
        share(page=case, role="reader", to=friend, by=editor, now=NOW)
    assert not GrantCause.objects.filter(user=friend).exists()
    assert refused() == 1


@pytest.mark.parametrize("role", ["head", "handler", "registrar", "archivist", "records_head", "director"])
def test_a_supervisor_gives_nothing_that_reaches_further_than_he_does(office, supervisor, role):
    """Handler has only verbs the supervisor has, but on a case it would open secret documents he cannot see."""
    case = office.case(level=1)
    with pytest.raises(RoleBeyondOwn):
        share(page=case, role=role, to=office.staff("teman"), by=supervisor, now=NOW, reason="Coba.")
    assert refused() == 1


def test_on_a_single_letter_reach_does_not_matter(office, supervisor):
    letter, analyst = office.letter(level=1), office.staff("analis")
    share(page=letter, role="handler", to=analyst, by=supervisor, now=NOW)
    assert may(analyst, "change", letter, on=TODAY)


def test_a_role_that_shows_drafts_needs_ones_own_right_to_drafts(office):
    case, friend, sharer = office.case(), office.staff("teman"), office.person("pembagi")
    office.give(case, "reader", sharer)
    office.give(case, "supervisor", sharer)
    share(page=case, role="editor", to=friend, by=sharer, now=NOW)
    assert may(friend, "change", case, on=TODAY)


def test_nobody_gives_to_himself_nor_to_his_own_position(office, head):
    case = office.case()
    for to in (head, office.position("asdep").group):
        with pytest.raises(NotToOneself):
            share(page=case, role="reader", to=to, by=head, now=NOW)


def test_secret_documents_need_a_reason_and_so_does_a_role_that_opens_them_below(office, head):
    friend = office.staff("teman")
    with pytest.raises(ReasonNeeded):
        share(page=office.case(level=2), role="reader", to=friend, by=head, now=NOW, reason="  ")
    with pytest.raises(ReasonNeeded):
        share(page=office.folder(), role="handler", to=friend, by=head, now=NOW)
    share(page=office.folder(), role="reader", to=friend, by=head, now=NOW)


def test_bad_wishes_are_named(office, head):
    case, friend = office.case(), office.staff("teman")
    with pytest.raises(EndsInThePast):
        share(page=case, role="reader", to=friend, by=head, now=NOW, ends_on=TODAY - timedelta(days=1))
    with pytest.raises(UnknownRole):
        share(page=case, role="raja", to=friend, by=head, now=NOW)
    with pytest.raises(UnknownPrincipal):
        share(page=case, role="reader", to=office.person("tutup", is_active=False), by=head, now=NOW)
    with pytest.raises(UnknownPrincipal):
        share(page=case, role="reader", to=None, by=head, now=NOW)
    assert not GrantCause.objects.filter(page_id=case.pk).exists()


def test_what_has_another_cause_is_not_withdrawn_here(office, head):
    case, analyst = office.case(), office.staff("analis")
    assigned = office.give(case, "handler", analyst, cause="PENUGASAN")
    shared = share(page=case, role="handler", to=analyst, by=head, now=NOW, reason="Bantuan.")
    with pytest.raises(NotASharedRole):
        withdraw(assigned, by=head)
    withdraw(shared, by=head)
    assert may(analyst, "change", case, on=TODAY)
    with pytest.raises(NotASharedRole):
        withdraw(shared, by=head)


def test_a_role_above_ones_own_is_not_withdrawn_either(office, supervisor):
    case, chief = office.case(), office.person("kepala")
    cause = office.give(case, "head", chief)
    with pytest.raises(RoleBeyondOwn):
        withdraw(cause, by=supervisor)
    assert may(chief, "share", case, on=TODAY)


def test_the_last_one_who_shares_cannot_give_it_up(office):
    case, owner = office.case(inherits=False), office.person("pemilik")
    cause = office.give(case, "supervisor", owner)
    with pytest.raises(LastSharer):
        withdraw(cause, by=owner)
    other = office.staff("lain")
    share(page=case, role="supervisor", to=other, by=owner, now=NOW)
    withdraw(cause, by=owner)
    assert not may(owner, "see", case, on=TODAY)
    assert may(other, "share", case, on=TODAY)


def test_a_form_is_saved_whole_or_not_at_all(office, head):
    case, first, second = office.case(), office.staff("satu"), office.staff("dua")
    old = office.give(case, "reader", first)
    with pytest.raises(RoleBeyondOwn):
        change_sharing(
            page=case, by=head, now=NOW, gifts=[Gift(second, "reader"), Gift(second, "records_head")], withdraw=[old.pk]
        )
    assert may(first, "read", case, on=TODAY)
    assert not may(second, "see", case, on=TODAY)
    changed = change_sharing(page=case, by=head, now=NOW, gifts=[Gift(second, "reader")], withdraw=[old.pk])
    assert (len(changed.given), len(changed.withdrawn)) == (1, 1)
    assert may(second, "read", case, on=TODAY)
    assert not may(first, "see", case, on=TODAY)


def test_the_last_day_is_moved_for_others_and_not_for_oneself(office, head):
    case, friend = office.case(), office.staff("teman")
    theirs = office.give(case, "reader", friend, ends_on=TODAY)
    mine = office.give(case, "reader", head, ends_on=TODAY)
    change_sharing(page=case, by=head, now=NOW, last_days={theirs.pk: None})
    assert may(friend, "read", case, on=TODAY + timedelta(days=400))
    with pytest.raises(RoleBeyondOwn):
        change_sharing(page=case, by=head, now=NOW, last_days={mine.pk: None})
    elsewhere = office.give(office.case(), "reader", friend)
    with pytest.raises(NotASharedRole):
        change_sharing(page=case, by=head, now=NOW, last_days={elsewhere.pk: None})
    assert grant_faults(on=TODAY) == []


def own_cause(page, person):
    return GrantCause.objects.get(page_id=page.pk, group__position__appointments__person=person).pk


def test_inheritance_stops_and_the_sharer_keeps_his_own_role(office, head, supervisor):
    case, letter = office.case(), None
    letter = office.letter(case)
    with pytest.raises(WouldLoseOwnShare):
        stop_inheriting(page=case, by=head, now=NOW, reason="Tertutup.")
    assert may(supervisor, "read", letter, on=TODAY)
    kept = stop_inheriting(page=case, by=head, now=NOW, reason="Tertutup.", keep=[own_cause(office.root, head)])
    assert [cause.role for cause in kept] == ["head"]
    assert audit_pointers() == []
    for page in (case, letter):
        page = BasePage.objects.get(pk=page.pk)
        assert may(head, "share", page, on=TODAY)
        assert not may(supervisor, "see", page, on=TODAY)
    with pytest.raises(InheritsNothing):
        stop_inheriting(page=case, by=head, now=NOW, reason="Lagi.")
    inherit_again(page=case, by=head, now=NOW, reason="Dibuka kembali.")
    assert may(supervisor, "read", BasePage.objects.get(pk=letter.pk), on=TODAY)
    with pytest.raises(InheritsAlready):
        inherit_again(page=case, by=head, now=NOW, reason="Lagi.")
    assert audit_pointers() == []
    assert AuditEntry.objects.filter(verb="akses.warisan", page_id=case.pk).count() == 2


def test_only_what_comes_from_above_is_kept(office, head):
    case = office.case(level=2)
    elsewhere = office.give(office.case(), "head", office.staff("lain"))
    with pytest.raises(CannotBeKept):
        stop_inheriting(
            page=case, by=head, now=NOW, reason="Tertutup.", keep=[own_cause(office.root, head), elsewhere.pk]
        )
    assert BasePage.objects.get(pk=case.pk).inherits


def test_inheritance_needs_share_and_a_reason(office, head):
    case, reader = office.case(), office.staff("pembaca")
    office.give(case, "reader", reader)
    with pytest.raises(MayNotShare):
        stop_inheriting(page=case, by=reader, now=NOW, reason="Coba.")
    with pytest.raises(MayNotShare):
        inherit_again(page=case, by=reader, now=NOW, reason="Coba.")
    with pytest.raises(ReasonNeeded):
        stop_inheriting(page=case, by=head, now=NOW, reason=" ", keep=[own_cause(office.root, head)])
    assert refused() == 2


def test_top_secret_is_reached_by_direct_grants_only(office, head, supervisor):
    case = office.case(level=3)
    assert not verbs_on(head, case, on=TODAY)
    with pytest.raises(MayNotShare):
        share(page=case, role="reader", to=office.staff("teman"), by=head, now=NOW, reason="Coba.")
    office.give(case, "head", office.position("asdep"), cause="ORGANISASI")
    share(page=case, role="reader", to=office.staff("teman"), by=head, now=NOW, reason="Tugas.")
    assert may(office.staff("teman"), "read", case, on=TODAY)
    assert not may(supervisor, "see", case, on=TODAY)


def test_who_holds_no_position_is_given_a_role_up_to_a_day_only(office, head):
    case, outsider, retired = office.case(level=2), office.person("auditor"), office.person("pensiunan")
    office.appoint(retired, office.position("analis"), ends_on=TODAY - timedelta(days=1))
    with pytest.raises(LastDayNeeded):
        share(page=case, role="reader", to=outsider, by=head, now=NOW, reason="Pemeriksaan.")
    for last_day in (None, TODAY + timedelta(days=30)):
        with pytest.raises(NoLongerInOffice):
            share(page=case, role="reader", to=retired, by=head, now=NOW, reason="Bantuan.", ends_on=last_day)
    assert not verbs_on(retired, case, on=TODAY)
    cause = share(page=case, role="reader", to=outsider, by=head, now=NOW, reason="Pemeriksaan.", ends_on=TODAY)
    assert verbs_on(outsider, case, on=TODAY) == {"see", "read"}
    assert outsider in people_with("read", case, on=TODAY)
    with pytest.raises(LastDayNeeded):
        change_sharing(page=case, by=head, now=NOW, last_days={cause.pk: None})
    assert not verbs_on(outsider, case, on=TODAY + timedelta(days=1))


def test_what_has_no_last_day_counts_for_nothing_without_a_position(office, head):
    case, outsider = office.case(level=2), office.person("auditor")
    given = {"page": case, "to": outsider, "now": NOW}
    grants.give(role="handler", cause=Cause.PENUGASAN, **given)
    assert not verbs_on(outsider, case, on=TODAY)
    assert outsider not in people_with("read", case, on=TODAY)
    grants.give(role="reader", cause=Cause.BERBAGI, ends_on=TODAY, **given)
    assert verbs_on(outsider, case, on=TODAY) == {"see", "read"}
    office.appoint(outsider, office.position("analis"))
    assert "identity" in verbs_on(outsider, case, on=TODAY)


def test_membership_of_a_group_gives_nothing(office, head):
    """Whoever looks after accounts could put himself into it."""
    case, member, group = office.case(level=1), office.staff("teman"), Group.objects.create(name="Panitia")
    member.groups.add(group)
    grants.give(page=case, role="reader", to=group, cause=Cause.BERBAGI, now=NOW)
    assert not verbs_on(member, case, on=TODAY)
    assert member not in people_with("read", case, on=TODAY)
    with pytest.raises(UnknownPrincipal):
        share(page=case, role="reader", to=group, by=head, now=NOW)
