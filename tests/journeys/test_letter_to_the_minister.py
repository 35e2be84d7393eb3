"""A letter to the Minister: down the tree of dispositions, an answer with five initials, and back (seed 004).

The subdivision's head is away; whoever stands in for him (plh.) acts in his place."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.models import DispositionRecipient, IncomingLetter, OutgoingLetter
from tests.journeys.desk import Desks, write_letter
from workflows.engine.sync import sync_chains
from workflows.models import StepState, Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SENDER = "Kementerian Rekaan Agraria"
ANSWER = "Penjelasan penanganan pengaduan lahan"
MINISTER = "Menteri Sekretaris Negara"
DEPUTY = "Deputi Bidang Hubungan Kelembagaan dan Kemasyarakatan"
ASDEP = "Asisten Deputi Pengaduan Masyarakat"
DIVISION = "Kepala Bidang Penanganan Pengaduan"
SUBDIVISION = "Kepala Subbidang Pengaduan Wilayah II"
ANALYST = "Analis Pengaduan Masyarakat Wilayah II"


def register_letter(desks: Desks) -> IncomingLetter:
    unit = Unit.objects.get(code="biro-tu")
    folder = ensure_year_folder(unit=unit, register="surat-masuk", year=timezone.localdate().year)
    window = desks.editor("staf.tu", folder, "incomingletter")
    for name, value in (("sender", SENDER), ("sender_no", "B-77/KRA/XI/2026"), ("addressee", MINISTER)):
        window.locator(f"form [name={name}]").fill(value)
    window.get_by_role("tab", name="Isi").click()
    window.locator("form [name=subject]").fill("Permohonan penjelasan penanganan pengaduan lahan")
    desks.save("staf.tu", "Catat")
    return IncomingLetter.objects.get()


def pass_on(desks: Desks, username: str, letter: IncomingLetter, *positions: str, given_to: str, **fields) -> None:
    part = DispositionRecipient.objects.get(position__title=given_to)
    desks.dispose(username, letter, *positions, parent=part.pk, **fields)


def draft_answer(desks: Desks, username: str) -> OutgoingLetter:
    """An analyst writes the answer in Wagtail's editor."""
    unit = Unit.objects.get(code="asdep-dumas")
    folder = ensure_year_folder(unit=unit, register="surat-keluar", year=timezone.localdate().year)
    text = "Pengaduan mengenai lahan dimaksud sedang diteliti oleh unit kerja yang menangani."
    window = desks.editor(username, folder, "outgoingletter")
    write_letter(window, subject=ANSWER, to=SENDER, rank="MENTERI", text=text)
    desks.save(username, "Simpan sebagai konsep")
    return OutgoingLetter.objects.get()


def test_a_letter_to_the_minister(office, browser_page):
    sync_chains()
    desks = Desks(office, browser_page)
    letter = register_letter(desks)
    for name in ("CATAT", "AJUKAN"):
        desks.step("staf.tu", letter, name)

    # Down the tree, only to positions below; nobody else learns of the letter.
    assert letter.subject in desks.text("menteri", "/")
    desks.dispose("menteri", letter, DEPUTY, instructions=["TELAAH"], note="Mohon ditelaah dan disiapkan jawaban.")
    pass_on(desks, "deputi", letter, ASDEP, given_to=DEPUTY, instructions=["TELAAH"])
    pass_on(desks, "asdep", letter, DIVISION, given_to=ASDEP, instructions=["TELAAH"])
    pass_on(desks, "kabid", letter, SUBDIVISION, given_to=DIVISION, instructions=["TELAAH"])
    pass_on(desks, "analis3", letter, ANALYST, given_to=SUBDIVISION, instructions=["TELAAH"])
    tree = desks.text("menteri", f"/naskah/{letter.pk}/disposisi/")
    assert f"Plh. {SUBDIVISION}" in tree
    assert desks.at("kasubid1").goto(letter.url).status == 404
    desks.step("analis4", letter, "PROSES")

    # The answer to a minister: five initials, the third signature above the unit's own.
    answer = draft_answer(desks, "analis4")
    desks.hand_in("analis4", answer)
    assert desks.at("sesmen").goto(answer.url).status == 404
    for username in ("analis3", "kabid", "asdep", "deputi", "sesmen"):
        assert ANSWER in desks.text(username, "/tugas/"), username
        desks.initial(username, answer)
    plh = StepState.objects.get(subject_id=answer.pk, task__officetask__step_code="paraf-kasubid")
    assert (plh.finished_by.username, plh.acted_as) == ("analis3", f"Plh. {SUBDIVISION}")
    assert desks.at("sesmen").goto(answer.url).status == 404
    desks.sign("menteri", answer)
    desks.number("agendaris", answer)
    desks.dispatch("agendaris", answer, "Ekspedisi 14")
    answer = OutgoingLetter.objects.get(pk=answer.pk)
    assert (answer.live, answer.state) == (True, "DIKIRIM")
    assert answer.number

    # Back up the tree: each reports, each giver closes, and the letter is done.
    for username, given_to in (
        ("analis4", ANALYST), ("analis3", SUBDIVISION), ("kabid", DIVISION), ("asdep", ASDEP), ("deputi", DEPUTY)
    ):  # fmt: skip
        part = DispositionRecipient.objects.get(position__title=given_to)
        desks.act_on(username, letter, part.pk, "selesai", f"Dijawab dengan surat {answer.number}.")
        giver = part.disposition
        desks.act_on(giver.given_by.username, letter, giver.pk, "tutup")
    # With the last sheet that is closed the letter is done (W8).
    assert IncomingLetter.objects.get(pk=letter.pk).state == "SELESAI"
    desks.step("staf.tu", letter, "BERKASKAN")
    assert IncomingLetter.objects.get(pk=letter.pk).state == "DIBERKASKAN"
