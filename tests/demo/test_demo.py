"""The demo office keeps its word: every role finds what docs/demo.md promises, and nothing beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.models import Revision

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.case_clocks import OPEN
from dumas_docs.enums import Level
from dumas_docs.models import (
    AuditEntry,
    Complaint,
    GrantCause,
    IncomingLetter,
    MonitoringActivity,
    MonitoringReport,
    ServiceStandard,
)
from dumas_site.demo.office import DEMO_PASSWORD, set_up_demo_office
from workflows.models import Appointment, AppointmentKind, Clock

READERS = ("menteri", "deputi", "asdep", "kabid", "kasubid1", "kasubid2", "analis1", "analis3", "kepala.arsip")
STRANGERS = (
    "katu", "kabag", "kabiro", "staf.tu", "ppk", "bpp", "auditor", "editor", "kabiro.keu", "admin", "mantan",
    "sesmen",
)  # fmt: skip

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


class Demo:
    """The demo as one walks through it."""

    def __init__(self) -> None:
        self.said = self.load()

    def load(self) -> str:
        out = StringIO()
        call_command("load_demo", stdout=out, stderr=StringIO())
        return out.getvalue()

    def get(self, username: str, address: str):
        client = Client()
        if username:
            client.force_login(get_user_model().objects.get(username=username))
        return client.get(address, follow=True)

    def reads(self, username: str, address: str) -> str:
        answer = self.get(username, address)
        return answer.content.decode() if answer.status_code == 200 else ""

    def found(self, username: str, words: str) -> list[str]:
        context = self.get(username, f"/cari/?q={words}").context
        return [row["page"].title for row in context["results"]]


def case_of(subject: str) -> Complaint:
    return Complaint.objects.filter(subject__istartswith=subject).get()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Demo]:
    """The demo, loaded once for the module and rolled back after it."""
    kept = tmp_path_factory.mktemp("demo")
    places = {"MEDIA_ROOT": kept / "files", "QUARANTINE_ROOT": kept / "quarantine"}
    with django_db_blocker.unblock(), override_settings(**places), transaction.atomic(), system_scope("demo"):
        yield Demo()
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: Demo, db) -> Demo:
    return loaded


def test_every_role_finds_what_is_promised(demo: Demo):
    restricted, secret = case_of("Pengaduan sertifikat di atas tanah"), case_of("pungutan sertifikat gratis kok bayar")
    ordinary = Complaint.objects.filter(level=Level.BIASA)
    sealed = IncomingLetter.objects.get(level=Level.SANGAT_RAHASIA)
    report = MonitoringReport.objects.get(live=True)
    assert ordinary.count() == 2
    # Who reads a restricted case with its subject, knows its number only, or finds nothing there.
    for username in READERS:
        assert restricted.subject in demo.reads(username, restricted.url), username
    for username in ("analis2", "analis4", "arsiparis"):
        card = demo.reads(username, restricted.url)
        assert restricted.title in card and restricted.subject not in card, username
    for username in STRANGERS:
        assert demo.get(username, restricted.url).status_code == 404, username
    for username in ("menteri", "deputi", "asdep", "analis2"):
        assert secret.subject in demo.reads(username, secret.url), username
    for username in ("kabid", "kasubid1", "analis1", "analis3", "auditor", "admin", "mantan"):
        assert demo.get(username, secret.url).status_code == 404, username
    assert AuditEntry.objects.filter(verb="naskah.dibaca", page_id=secret.pk).exists()
    # Only the minister opens the sealed envelope.
    assert sealed.sender in demo.reads("menteri", sealed.url)
    for username in ("staf.tu", "katu", "kabag", "kabiro", "agendaris", "asdep", "admin"):
        assert sealed.sender not in demo.reads(username, sealed.url), username
    # What waits, what one looks after, what was shared.
    assert "Menunggu arahan" in demo.reads("deputi", "/")
    assert demo.get("deputi", "/").context["counts"].awaiting_direction == 5
    assert report.subject in demo.reads("bpp", report.url)
    assert demo.get("bpp", restricted.url).status_code == 404
    for one in ordinary:
        assert one.subject in demo.reads("auditor", one.url) and one.chronology[:40] in demo.reads("auditor", one.url)
    # What nobody has looked through for names yet is known to be there.
    unread = case_of("Jalan Kampong")
    assert "belum diperiksa dari nama orang" in demo.reads("kepala.arsip", unread.url)
    assert restricted.chronology[:40] in demo.reads("kepala.arsip", restricted.url)
    letter = IncomingLetter.objects.get(subject__startswith="Permohonan audiensi")
    for username in ("katu", "kabag", "kabiro", "staf.tu"):
        assert letter.subject in demo.reads(username, letter.url), username
    assert demo.get("asdep", letter.url).status_code == 404
    states = dict(MonitoringActivity.objects.values_list("title", "state"))
    assert [states[number] for number in sorted(states)] == ["ANALISIS", "SIAP", "PERSIAPAN"]
    by_asdep = MonitoringActivity.objects.get(state="SIAP")
    assert by_asdep.title in demo.reads("kabid", by_asdep.url) and demo.get("ppk", by_asdep.url).status_code == 404
    ended = set(Complaint.objects.exclude(state__in=OPEN).values_list("pk", flat=True))
    assert ended and not Clock.objects.running().filter(subject_id__in=ended).exists()
    draft = ServiceStandard.objects.get(live=False)
    assert len(demo.get("editor", draft.url).context["missing"]) == 4


def test_searches_of_the_guide(demo: Demo):
    call_command("rebuild_index", stdout=StringIO())  # nothing is committed here, so the index has heard of nothing
    for words in ("00417", "B-235/KP-RG/HP.02/06/2026", "821.2/046/BKPSDM/2026", "14/Pdt.G/2023/PN Tkr",
                  "DC 8147 XQ", "merkuri", "9055820"):  # fmt: skip
        assert demo.found("asdep", words), words
        for username in ("ppk", "mantan", "kabiro.keu", ""):
            assert not demo.found(username, words), (username, words)
    assert len(demo.found("kasubid1", "00417")) >= 3
    assert demo.found("", "persyaratan")


def test_the_printed_logins_are_complete_and_true(demo: Demo):
    for person in get_user_model().objects.all():
        assert person.get_username() in demo.said and person.get_full_name() in demo.said
    assert get_user_model().objects.get(username="asdep").check_password(DEMO_PASSWORD) and DEMO_PASSWORD in demo.said
    assert "{" not in demo.said and "/masuk/" in demo.said
    assert "Plh. Kepala Subbidang Pengaduan Wilayah II" in demo.said and "tidak lagi menjabat" in demo.said


def test_starting_again_keeps_what_was_changed(demo: Demo):
    case = Complaint.objects.get(subject__icontains="beasiswa")
    assert case.handler is None
    case.substance_summary = "Ringkasan yang diubah pengguna."
    case.save()
    case.save_revision().publish()
    before = Revision.objects.count(), GrantCause.objects.count(), AuditEntry.objects.count()
    assert "44 sudah tercatat" in demo.load()
    assert (Revision.objects.count(), GrantCause.objects.count(), AuditEntry.objects.count()) == before
    case.refresh_from_db()
    assert case.substance_summary == "Ringkasan yang diubah pengguna."


def test_the_substitute_is_in_office_on_any_day(db):
    for later in (0, 400):
        now = timezone.now() + timedelta(days=later)
        set_up_demo_office(now=now)
        acting = Appointment.objects.get(kind=AppointmentKind.PLH)
        assert acting.starts_on < timezone.localtime(now).date() < acting.ends_on
