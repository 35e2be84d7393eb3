"""Security levels: the file is as strict as its strictest item, lowering has a reason, top secret keeps its people."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.access.proof import grant_faults
from dumas_docs.access.scope import local_today
from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.assign_handler import assign_handler
from dumas_docs.actions.file_document import file_document
from dumas_docs.actions.publicity import publish_to_public
from dumas_docs.actions.set_level import (
    BelowItsCase,
    DirectGrantsReach,
    FolderHasNoLevel,
    LoweringNeedsReason,
    MayNotSetLevel,
    set_level,
)
from dumas_docs.enums import LetterSeal, Level
from dumas_docs.models import BasePage, Cause, Complaint, GrantCause, IncomingLetter, OutgoingLetter


def level_of(page) -> int:
    return BasePage.objects.values_list("level", flat=True).get(pk=page.pk)


def test_raising_one_raises_the_whole_file(office, trail):
    case = office.case()
    first, second = office.letter(case), office.letter(case)
    set_level(page=first, level=Level.RAHASIA, by=office.people["asdep"], now=office.now)
    assert [level_of(page) for page in (case, first, second)] == [Level.RAHASIA] * 3
    assert trail("naskah.tingkat", data__to="RAHASIA") == 3


def test_lowering_has_a_reason_and_takes_the_parts_along(office, trail):
    case = office.case(level=Level.RAHASIA)
    letter = office.letter(case)
    head = office.people["asdep"]
    with pytest.raises(LoweringNeedsReason):
        set_level(page=case, level=Level.TERBATAS, by=head, now=office.now, reason="  ")
    with pytest.raises(BelowItsCase):
        set_level(page=letter, level=Level.TERBATAS, by=head, now=office.now, reason="Terlalu tinggi.")
    assert level_of(case) == level_of(letter) == Level.RAHASIA
    set_level(page=case, level=Level.TERBATAS, by=head, now=office.now, reason="Terlalu tinggi.")
    assert level_of(case) == level_of(letter) == Level.TERBATAS
    assert trail("naskah.tingkat", reason="Terlalu tinggi.") == 2


def test_a_stricter_part_stays_when_the_case_is_lowered(office):
    case = office.case(level=Level.RAHASIA)
    letter = office.letter(case)
    BasePage.objects.filter(pk=letter.pk).update(level=Level.SANGAT_RAHASIA)
    set_level(page=case, level=Level.TERBATAS, by=None, now=office.now, reason="Terlalu tinggi.")
    assert (level_of(case), level_of(letter)) == (Level.TERBATAS, Level.SANGAT_RAHASIA)


def test_what_is_put_into_a_top_secret_case_opens_to_its_people(office):
    case = office.case(handler="analis")
    set_level(page=case, level=Level.SANGAT_RAHASIA, by=office.people["asdep"], now=office.now)
    office.grant(case, "contributor", "orang_luar")
    for writer, also in (("analis", set()), ("asdep", set()), ("orang_luar", {"orang_luar"})):
        page = OutgoingLetter(subject="Penerusan", signatory_position="Asdep")
        letter = file_document(page=page, parent=again(case), by=office.people[writer], now=office.now)
        assert level_of(letter) == Level.SANGAT_RAHASIA
        assert {name for name in office.people if reads(office, name, letter)} == {"asdep", "analis"} | also
    incoming = {"subject": "Hal", "received_at": office.now, "sender": "Dinas", "addressee": "Asdep"}
    letter = file_document(
        page=IncomingLetter(**incoming), parent=again(case), by=office.people["orang_luar"], now=office.now
    )
    assert {name for name in office.people if reads(office, name, letter)} == {"asdep", "analis"}
    sealed = IncomingLetter(**incoming | {"subject": ""}, seal=LetterSeal.AMPLOP_TERTUTUP_PRIBADI)
    letter = file_document(page=sealed, parent=again(case), by=office.people["analis"], now=office.now)
    assert {name for name in office.people if reads(office, name, letter)} == {"asdep"}


def test_a_new_handler_takes_over_all_of_the_file(office):
    case = office.case(handler="analis")
    letter, apart = office.letter(case), office.letter(case)
    head, analyst, other = (office.people[name] for name in ("asdep", "analis", "orang_luar"))
    set_level(page=case, level=Level.SANGAT_RAHASIA, by=head, now=office.now)
    draft = file_document(
        page=OutgoingLetter(subject="Penerusan", signatory_position="Asdep"), parent=again(case), by=analyst,
        now=office.now,
    )  # fmt: skip
    for cause in GrantCause.objects.filter(page_id=apart.pk):
        grants.revoke(cause=cause, now=office.now)
    grants.give(page=letter, role="reader", to=analyst, cause=Cause.BERBAGI, now=office.now)
    grants.give(page=draft, role="editor", to=analyst, cause=Cause.PEMBUAT, now=office.now)
    assign_handler(case=Complaint.objects.get(pk=case.pk), to=other, by=head, now=office.now)
    assert [reads(office, "orang_luar", page) for page in (case, letter, draft, apart)] == [True, True, True, False]
    assert [reads(office, "analis", page) for page in (case, letter, draft)] == [False, True, False]
    assert verbs_on(analyst, again(letter)) == {"see", "read"}
    assert grant_faults(on=local_today()) == []


def again(page) -> BasePage:
    return BasePage.objects.get(pk=page.pk)


def reads(office, username: str, page) -> bool:
    return "read" in verbs_on(office.people[username], again(page))


def test_top_secret_keeps_head_and_handler_and_nobody_else(office):
    case = office.case(handler="analis")
    letter = office.letter(case)
    set_level(page=case, level=Level.SANGAT_RAHASIA, by=office.people["asdep"], now=office.now)
    for page in (BasePage.objects.get(pk=case.pk), BasePage.objects.get(pk=letter.pk)):
        for username, knows in (("asdep", True), ("analis", True), ("kabid", False), ("agendaris", False)):
            assert ("read" in verbs_on(office.people[username], page)) is knows, (page, username)
    set_level(page=case, level=Level.RAHASIA, by=office.people["asdep"], now=office.now, reason="Sudah selesai.")
    assert level_of(letter) == Level.RAHASIA


def test_a_raised_standard_is_no_longer_public(office, enter, trail):
    standard = office.standard()
    publish_to_public(page=standard, by=office.people["asdep"], now=office.now)
    set_level(page=standard, level=Level.TERBATAS, by=office.people["asdep"], now=office.now)
    assert not BasePage.objects.get(pk=standard.pk).is_public
    assert trail("naskah.ditarik", page_id=standard.pk) == 1
    assert enter("").get(standard.url).status_code == 404


@pytest.mark.parametrize("username", ["kabid", "analis", "pembaca", "agendaris", "arsiparis", "orang_luar"])
def test_nobody_else_sets_levels(office, enter, trail, username):
    case = office.case()
    for answer in (
        enter(username).get(f"/naskah/{case.pk}/tingkat/"),
        enter(username).post(f"/naskah/{case.pk}/tingkat/", {"level": "0", "reason": "Ingin tahu."}),
    ):
        assert answer.status_code == 404
    assert level_of(case) == Level.TERBATAS and trail("naskah.tingkat") == 0
    with pytest.raises(MayNotSetLevel):
        set_level(page=case, level=Level.BIASA, by=office.people[username], now=office.now, reason="Ingin tahu.")


def test_the_form(office, enter, trail):
    case = office.case(level=Level.RAHASIA)
    client = enter("asdep")
    address = f"/naskah/{case.pk}/tingkat/"
    assert client.get(address).status_code == 200
    for fields in ({"level": "1", "reason": ""}, {"level": "9", "reason": "x"}, {"level": "x"}, {}):
        assert client.post(address, fields).status_code == 422, fields
    assert level_of(case) == Level.RAHASIA and trail("naskah.tingkat") == 0
    assert client.post(address, {"level": "1", "reason": "Sudah ditelaah."}).status_code == 302
    assert level_of(case) == Level.TERBATAS


def test_folders_have_no_level(office, enter):
    assert enter("asdep").get(f"/naskah/{office.year.pk}/tingkat/").status_code == 404
    with pytest.raises(FolderHasNoLevel):
        set_level(page=office.year, level=Level.RAHASIA, by=None, now=office.now)


def direct(page) -> set[str]:
    return set(GrantCause.objects.in_force(timezone.localdate()).filter(page_id=page.pk).values_list("role", flat=True))


def test_top_secret_ends_what_was_shared_before(office, trail):
    case = office.case(handler="analis")
    letter = office.letter(case)
    office.grant(case, "identity_reader", "pembaca")
    office.grant(letter, "handler", "agendaris")
    head = office.people["asdep"]
    set_level(page=letter, level=Level.SANGAT_RAHASIA, by=head, now=office.now, reason="Ancaman.")
    for page in (BasePage.objects.get(pk=case.pk), BasePage.objects.get(pk=letter.pk)):
        assert direct(page) == {"head", "handler"}
        for username in ("pembaca", "agendaris"):
            assert not verbs_on(office.people[username], page)
        assert "read" in verbs_on(office.people["analis"], page)
    assert trail("akses.dicabut") == 2


def test_what_was_shared_is_confirmed_before_it_opens_a_secret(office):
    case, letter = office.case(handler="analis"), None
    letter = office.letter(case)
    office.grant(case, "identity_reader", "pembaca")
    office.grant(letter, "reader", "agendaris")
    head = office.people["asdep"]
    with pytest.raises(DirectGrantsReach) as refused:
        set_level(page=case, level=Level.RAHASIA, by=head, now=office.now)
    ids = [cause.pk for cause in refused.value.causes]
    assert {cause.role for cause in refused.value.causes} == {"identity_reader", "reader"}
    with pytest.raises(DirectGrantsReach):
        set_level(page=case, level=Level.RAHASIA, by=head, now=office.now, confirmed=ids[:1])
    assert level_of(case) == Level.TERBATAS
    set_level(page=case, level=Level.RAHASIA, by=head, now=office.now, confirmed=ids)
    assert level_of(letter) == Level.RAHASIA
    assert "identity" in verbs_on(office.people["pembaca"], BasePage.objects.get(pk=case.pk))


def test_who_registered_a_letter_no_longer_corrects_it_when_it_becomes_secret(office):
    registrar = office.people["agendaris"]
    letter = IncomingLetter(subject="Hal", received_at=office.now, sender="Dinas", addressee="Asdep")
    BasePage.objects.get(pk=office.case().pk).add_child(instance=letter)
    grants.give(page=letter, role="editor", to=registrar, cause=Cause.PEMBUAT, by=registrar, now=office.now)
    set_level(page=letter, level=Level.RAHASIA, by=office.people["asdep"], now=office.now)
    assert direct(letter) == set()
    assert not {"read", "change"} & verbs_on(registrar, BasePage.objects.get(pk=letter.pk))


def test_the_system_confirms_nothing(office):
    strict, letter = office.case(level=Level.RAHASIA), office.letter(office.case())
    office.grant(letter, "reader", "pembaca")
    set_level(page=letter, level=Level.RAHASIA, by=None, now=office.now)
    assert direct(letter) == set() and level_of(strict) == Level.RAHASIA


def test_the_form_names_them(office, enter):
    case, client = office.case(), enter("asdep")
    office.grant(case, "identity_reader", "pembaca")
    address = f"/naskah/{case.pk}/tingkat/"
    answer = client.post(address, {"level": "2", "reason": ""})
    assert answer.status_code == 422 and "Staf ahli" in answer.content.decode()
    assert level_of(case) == Level.TERBATAS
    [(cause_id, _words)] = answer.context["reaching"]
    assert client.post(address, {"level": "2", "reason": "", "confirmed": ["x", "9" * 30]}).status_code == 422
    assert client.post(address, {"level": "2", "reason": "", "confirmed": [cause_id]}).status_code == 302
    assert level_of(case) == Level.RAHASIA


def test_the_day_of_a_last_day_is_the_offices(office):
    """01:00 in Jakarta is still the day before in UTC: a role that ended yesterday is not prolonged."""
    case = office.case()
    now = timezone.now().replace(hour=18, minute=0)
    grants.give(page=office.unit_folder, role="head", to=office.people["pembaca"], cause=Cause.ORGANISASI,
                now=office.now, ends_on=now.date())  # fmt: skip
    set_level(page=case, level=Level.SANGAT_RAHASIA, by=office.people["asdep"], now=now)
    assert not GrantCause.objects.filter(page_id=case.pk, user=office.people["pembaca"]).exists()
