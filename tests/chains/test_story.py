"""The story of a case tells every act of its chains once, to those who may read the document."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dumas_docs.access.scope import person_scope
from dumas_docs.actions.number_document import dispatch_document, number_document
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, OutgoingLetter, Recipient
from dumas_docs.selectors.story import story_of
from tests.lifecycles.office import Office, again
from workflows.engine.acting import step_of
from workflows.engine.decide import approve_step, return_step
from workflows.engine.submit import hand_in
from workflows.engine.sync import sync_chains
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db) -> Office:
    office = Office()
    sync_chains()
    return office


def letter_in(office: Office, case: Any, subject: str, by: str = "analis") -> OutgoingLetter:
    letter = OutgoingLetter(
        subject=subject, body=[("paragraph", "<p>Isi, 1 Desember 2026.</p>")], reply_due_on=date(2026, 12, 1),
        live=False, owner=office.people[by], drafter=office.people[by],
    )  # fmt: skip
    letter.recipients = [Recipient(name="Bupati Contoh")]
    BasePage.objects.get(pk=case.pk).add_child(instance=letter)
    letter.save_revision(user=office.people[by])
    return again(letter)


def send(office: Office, letter: OutgoingLetter) -> None:
    """Returned once, then initialled, signed, numbered and sent."""
    people, now = office.people, timezone.now
    hand_in(subject=again(letter), by=people["analis"])
    return_step(step=step_of(letter), by=people["kasubid"], now=now(), comment="Alamat keliru.")
    hand_in(subject=again(letter), by=people["analis"])
    for username in ("kasubid", "kabid"):
        approve_step(step=step_of(letter), by=people[username], now=now())
    sign_document(step=step_of(letter), by=people["asdep"], password="x", now=now())
    clerk = {"step": step_of(letter), "by": people["agendaris"]}
    number_document(**clerk, now=now())
    dispatch_document(**clerk, now=now(), expedition_ref="EX-7")


def test_every_act_is_told_once_with_who_acted_and_to_readers_only(office):
    case = office.case("PENYUSUNAN_TL", handler="analis")
    letter, secret = letter_in(office, case, "Surat-terang"), letter_in(office, case, "Surat-gelap")
    send(office, letter)
    forwarded = TransitionRecord.objects.get(subject_id=case.pk)
    assert (forwarded.name, forwarded.by_name, forwarded.position_label) == ("TERUSKAN", "Agendaris", "Agendaris")
    send(office, secret)
    BasePage.objects.filter(pk=secret.pk).update(level=Level.SANGAT_RAHASIA)
    by_kabid = letter_in(office, case, "Surat kabid", by="kasubid")
    hand_in(subject=again(by_kabid), by=office.people["kasubid"])
    client = Client()
    client.force_login(office.people["analis"])
    page = client.get(f"/naskah/{case.pk}/perjalanan/").content.decode()
    assert secret.title not in page
    with person_scope(office.people["analis"]):
        told = [(event.title, event.who, event.note) for event in reversed(story_of(again(case)))]
    number, title = again(letter).number, letter.title
    of_letter = [line for line in told if line[0].startswith(title)]
    assert of_letter == [
        (f"{title}: Ajukan paraf → Proses paraf", "Analis", ""),
        (f"{title}: dikembalikan", "Kepala Subbidang, Kepala Subbidang", "Alamat keliru."),
        (f"{title}: Ajukan paraf → Proses paraf", "Analis", ""),
        (f"{title}: diparaf", "Kepala Subbidang, Kepala Subbidang", ""),
        (f"{title}: diparaf", "Kepala Bidang, Kepala Bidang", ""),
        (f"{title}: ditandatangani", "Asisten Deputi, Asisten Deputi", ""),
        (f"{title}: Beri nomor → Bernomor", "Agendaris, Agendaris", number),
        (f"{title}: Kirim → Dikirim", "Agendaris, Agendaris", "EX-7"),
    ]
    skipped = [line for line in told if line[0] == f"{by_kabid.title}: langkah Kepala Subbidang dilewati"]
    assert skipped == [(skipped[0][0], "", "disusun oleh pejabatnya sendiri")]
    assert any(line[0] == f"{by_kabid.title}: menunggu Kepala Bidang" for line in told)


def test_a_longer_story_asks_no_more_questions(office):
    case = office.case("PENYUSUNAN_TL", handler="analis")
    send(office, letter_in(office, case, "Surat 1"))
    asked = []
    for _round in range(2):
        with (
            person_scope(office.people["analis"]),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            story_of(again(case))
        asked.append(len(queries))
        for number in range(2):
            send(office, letter_in(office, case, f"Surat lagi {number}"))
    assert asked[0] == asked[1] <= 30
