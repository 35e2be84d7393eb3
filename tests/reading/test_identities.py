"""Identities open on request, with the right, once, and on the record."""

from __future__ import annotations

import pytest
from django.test import Client

from dumas_docs.actions.reveal_identity import MayNotReveal, RevealNeedsReason, reveal_identity
from dumas_docs.enums import Level
from dumas_docs.models import ComplainantIdentity
from dumas_docs.selectors.parties import mask_name
from tests.reading.office import NAME, NIK, STREET


@pytest.mark.parametrize(
    ("name", "masked"),
    [("Budi Santoso", "B*** S***"), ("siti", "S***"), ("", ""), ("  R. A. Kartini ", "R*** A*** K***"), ("—", "")],
)
def test_masks(name, masked):
    assert mask_name(name) == masked


def test_the_handler_sees_them_once(office, enter, trail):
    case = office.case(handler="analis")
    client = enter("analis")
    before = client.get(case.url).content.decode()
    assert "Tampilkan identitas" in before and NAME not in before
    answer = client.post(f"/naskah/{case.pk}/identitas/")
    text = answer.content.decode()
    for words in (NAME, NIK, STREET, "Kepala Gelap"):
        assert words in text
    assert "no-store" in answer["Cache-Control"]
    assert trail("identitas.dibuka", page_id=case.pk) == 1
    assert NAME not in client.get(case.url).content.decode()
    assert trail("identitas.dibuka", page_id=case.pk) == 1


def test_from_secret_upward_a_reason_is_asked(office, enter, trail):
    case = office.case(level=Level.RAHASIA, handler="analis")
    client = enter("analis")
    for reason, answer in (("  ", 422), ("\x00", 400), ("x" * 501, 422)):
        refused = client.post(f"/naskah/{case.pk}/identitas/", {"reason": reason})
        assert refused.status_code == answer
        assert NAME not in refused.content.decode() and trail("identitas.dibuka") == 0
    opened = client.post(f"/naskah/{case.pk}/identitas/", {"reason": "Menulis jawaban."})
    assert NAME in opened.content.decode()
    assert trail("identitas.dibuka", reason="Menulis jawaban.") == 1
    with pytest.raises(RevealNeedsReason):
        reveal_identity(case=case, by=office.people["analis"], now=office.now)


@pytest.mark.parametrize("username", ["pembaca", "agendaris", "arsiparis", "orang_luar"])
def test_nobody_else_opens_them(office, enter, trail, username):
    case = office.case()
    answer = enter(username).post(f"/naskah/{case.pk}/identitas/", {"reason": "Ingin tahu."})
    assert answer.status_code == 404
    assert NAME not in answer.content.decode()
    assert trail("identitas.dibuka") == 0
    assert trail("naskah.ditolak", refused=True) == 1
    with pytest.raises(MayNotReveal):
        reveal_identity(case=case, by=office.people[username], now=office.now, reason="Ingin tahu.")


def test_only_by_post_with_a_token_and_on_a_case(office, enter):
    case = office.case(handler="analis")
    letter = office.letter(case)
    assert enter("analis").get(f"/naskah/{case.pk}/identitas/").status_code == 405
    assert enter("analis").post(f"/naskah/{letter.pk}/identitas/").status_code == 404
    assert enter("").post(f"/naskah/{case.pk}/identitas/").status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office.people["analis"])
    assert strict.post(f"/naskah/{case.pk}/identitas/").status_code == 403


def test_a_nameless_complainant_is_no_fault(office, enter):
    case = office.case(handler="analis")
    ComplainantIdentity.objects.filter(complaint=case).update(full_name="", address="")
    assert enter("analis").get(case.url).status_code == 200
    assert enter("analis").post(f"/naskah/{case.pk}/identitas/").status_code == 200
