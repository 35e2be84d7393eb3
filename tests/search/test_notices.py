"""Letters about saved searches: to whom, what they say, and each once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from dumas_docs.enums import Level
from dumas_docs.models import BasePage
from search import notices, outbox
from search.backends import SearchUnavailable
from search.backends.database.backend import DatabaseBackend
from search.models import SavedMatch, SavedSearch
from search.notices import LEASE, look_for_new, send_notices
from search.query import parse
from search.saved import change_search, save_search
from tests.search.office import EVERYWHERE
from workflows.models import Appointment, Position

NAME = "Perkara mawar"


class Watch:
    """A saved search of a person, and time that goes on by two hours at each run."""

    def __init__(self, office, name: str) -> None:
        self.office, self.now = office, office.now
        self.owner = office.people[name]
        self.owner.email = f"{name}@contoh.example"
        self.owner.save()
        outbox.drain()
        query = parse(EVERYWHERE)
        self.saved = save_search(query, name=NAME, tells=True, owner=self.owner, now=self.now)

    def run(self, **options) -> list:
        """One run of the worker; returns the letters it sent."""
        before = len(mail.outbox)
        outbox.drain()
        self.now += timedelta(hours=2)
        look_for_new(now=self.now)
        send_notices(now=self.now, **options)
        return mail.outbox[before:]


@pytest.fixture
def watch(office):
    return Watch(office, "reader")


def test_a_new_document_is_told_once_without_its_content(office, watch):
    assert watch.run() == []
    page = office.case("new", subject=f"Melati {EVERYWHERE}")
    (letter,) = watch.run()
    assert letter.to == ["reader@contoh.example"]
    assert "1 dokumen baru" in letter.subject and "/cari/tersimpan/" in letter.body
    told = f"{letter.subject} {letter.body}"
    for word in ("Melati", EVERYWHERE, page.title, NAME, str(page.url)):
        assert word not in told, word
    assert watch.run() == []
    assert SavedMatch.objects.get(page_id=page.pk).is_seen is False


def test_the_name_of_the_search_is_told_where_everything_new_is_open(office, watch):
    page = office.case("new")
    BasePage.objects.filter(pk=page.pk).update(level=Level.BIASA)
    assert NAME in watch.run()[0].body
    other = office.case("other")
    BasePage.objects.filter(pk=other.pk).update(level=Level.BIASA)
    office.case("restricted_too")
    (letter,) = watch.run()
    assert "2 dokumen baru" in letter.subject and NAME not in letter.body


def test_nothing_is_told_of_what_may_not_be_read_until_it_may(office, watch):
    office.case("hidden", parent=office.blocked)
    office.case("too_secret", level=Level.RAHASIA)
    assert watch.run() == []
    assert not watch.saved.matches.filter(is_told=False).exists()
    office.give("reader", "reader", office.pages["blocked"])
    (letter,) = watch.run()
    assert "1 dokumen baru" in letter.subject


def test_what_is_closed_between_finding_and_telling_is_new_when_it_opens_again(office, watch):
    page = office.case("new")
    outbox.drain()
    look_for_new(now=watch.now + timedelta(hours=2))
    BasePage.objects.filter(pk=page.pk).update(level=Level.RAHASIA)
    assert send_notices(now=watch.now) == 0 and mail.outbox == []
    BasePage.objects.filter(pk=page.pk).update(level=Level.TERBATAS)
    watch.now += timedelta(hours=2)
    assert len(watch.run()) == 1


def test_who_has_left_is_told_nothing(office, watch):
    office.case("new")
    watch.owner.is_active = False
    watch.owner.save()
    assert watch.run() == []
    watch.owner.is_active = True
    watch.owner.save()
    assert len(watch.run()) == 1


def test_whose_rights_have_ended_is_told_nothing(office):
    watch = Watch(office, "former")
    office.case("new")
    page = office.pages["standard"]
    assert {match.page_id for match in watch.saved.matches.all()} == {page.pk}
    assert watch.run() == []


def test_who_held_a_position_and_holds_none_is_told_nothing_even_of_what_all_may_read(office, watch):
    post = Position.objects.create(code="jabatan-lama", title="Jabatan", unit=office.unit)
    Appointment.objects.create(
        person=watch.owner, position=post, starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31)
    )
    page = office.case("new", level=Level.BIASA)
    BasePage.objects.filter(pk=page.pk).update(level=Level.BIASA, is_public=True)
    assert watch.run() == []


def test_a_letter_that_the_server_refuses_goes_with_the_next_run(office, watch):
    def refuse(*letter):
        raise OSError

    office.case("new")
    assert watch.run(deliver=refuse) == []
    assert len(watch.run()) == 1
    assert watch.run() == []


def test_killed_in_the_very_act_nothing_is_sent_twice(office, watch):
    class Killed(BaseException):
        pass

    left = []

    def die(*letter):
        left.append(letter)
        raise Killed

    page = office.case("new")
    with pytest.raises(Killed):
        watch.run(deliver=die)
    assert len(left) == 1
    assert send_notices(now=watch.now) == 0
    assert send_notices(now=watch.now + LEASE + timedelta(minutes=1)) == 0
    assert SavedMatch.objects.get(page_id=page.pk).is_seen is False
    office.case("newer")
    (letter,) = watch.run()
    assert "1 dokumen baru" in letter.subject


def test_killed_before_the_act_it_is_sent_by_the_next(office, watch):
    office.case("new")
    outbox.drain()
    watch.now += timedelta(hours=2)
    look_for_new(now=watch.now)
    assert send_notices(now=watch.now) == 1
    assert send_notices(now=watch.now) == 0


def test_another_worker_between_claim_and_letter_sends_nothing(office, watch):
    def meanwhile(*letter):
        assert send_notices(now=watch.now) == 0

    office.case("new")
    watch.run(deliver=meanwhile)
    assert mail.outbox == [] and not watch.saved.matches.filter(is_told=False).exists()


def test_an_engine_that_is_away_makes_nothing_new_and_nothing_lost(office, watch, monkeypatch):
    def away(*args, **kwargs):
        raise SearchUnavailable

    office.case("new")
    with monkeypatch.context() as patch:
        patch.setattr(DatabaseBackend, "matches", away)
        assert watch.run() == []
    assert len(watch.run()) == 1


def test_a_search_without_letters_still_knows_what_is_new(office, watch):
    change_search(watch.saved, name=NAME, tells=False)
    office.case("new")
    assert watch.run() == []
    assert watch.saved.matches.filter(is_seen=False).count() == 1
    change_search(watch.saved, name=NAME, tells=True)
    assert watch.run() == []


def test_it_is_asked_once_in_an_hour_by_the_office_s_command(office, watch, settings):
    office.case("new")
    call_command("run_office")
    assert mail.outbox == []
    SavedSearch.objects.update(checked_at=watch.now - timedelta(minutes=61))
    call_command("run_office")
    assert [letter.to for letter in mail.outbox] == [["reader@contoh.example"]]
    assert notices.send_notices(now=watch.now) == 0


def test_a_document_that_is_gone_leaves_nothing(office, watch):
    page = office.case("new")
    watch.run()
    page.delete()
    assert not SavedMatch.objects.filter(page_id=page.pk).exists()
