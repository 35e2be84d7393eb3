"""The book of letters that go out: each kind, secret ones apart, void numbers and drafts."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.actions.outgoing_numbers import take_number
from dumas_docs.actions.void_number import void_with
from dumas_docs.enums import Level, OutgoingType
from dumas_docs.models import Folder, OutgoingLetter, Register
from dumas_docs.models.registers import ORDER, outgoing_register, outgoing_registers
from dumas_docs.selectors.registers import numbers_per_year, register_name


@pytest.fixture
def outgoing(office) -> Folder:
    year = timezone.localdate().year
    return ensure_year_folder(unit=office.unit, register="surat-keluar", year=year)


def number(office, page, kind: str) -> str:
    entry, _parts = take_number(page=page, kind=kind, unit=office.unit, by=office.people["agendaris"], now=office.now)
    return entry.text


def test_the_book_of_what_goes_out_tells_its_numbers(office, enter, outgoing):
    letter = office.letter(office.case())
    sent = number(office, letter, OutgoingType.SURAT_DINAS)
    void = number(office, letter, OutgoingType.SURAT_DINAS)
    memo = number(office, letter, OutgoingType.MEMORANDUM)
    void_with(page=letter, numbers=[void], by=office.people["asdep"], now=office.now, reason="Diketik dua kali.")
    client = enter("agendaris")
    letters = Register.objects.get(code=outgoing_register(OutgoingType.SURAT_DINAS, level=letter.level))
    for folder in (outgoing, Folder.objects.get(pk=outgoing.get_parent().pk)):
        text = client.get(f"/naskah/{folder.pk}/buku/?buku={letters.pk}").content.decode()
        assert text.index(sent) < text.index(void) and "Diketik dua kali." in text and memo not in text
        assert "Surat dinas" in text and "Memorandum" in text and "Konsep: naskah dinas keluar" in text
        assert "eluar-" not in text
    memos = Register.objects.get(code=outgoing_register(OutgoingType.MEMORANDUM, level=letter.level))
    assert memo in client.get(f"/naskah/{outgoing.pk}/buku/?buku={memos.pk}").content.decode()
    assert letter.title not in client.get(f"/naskah/{outgoing.pk}/buku/?buku={letters.pk}").content.decode()


def test_a_year_of_the_book_counts_all_its_registers(office, outgoing):
    letter = office.letter(office.case())
    before = sum(numbers_per_year([outgoing]).values())
    number(office, letter, OutgoingType.SURAT_DINAS)
    number(office, letter, ORDER)
    counts = numbers_per_year([outgoing])
    assert counts["surat-keluar", office.unit.pk, outgoing.year] == before + 2 == sum(counts.values())


def test_every_register_has_a_name_of_its_own():
    names = {register_name(code) for code in outgoing_registers()}
    assert len(names) == len(outgoing_registers()) == 2 * (len(OutgoingType) + 1)
    assert register_name(outgoing_register(ORDER, level=Level.BIASA)) == "Surat perintah"
    assert register_name(outgoing_register("SURAT_DINAS", level=Level.RAHASIA)) == "Surat dinas, rahasia"
    assert register_name("surat-keluar") == "Naskah dinas keluar"
    assert register_name(OutgoingLetter.register_code) == "Konsep: naskah dinas keluar"
