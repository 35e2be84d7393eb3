"""A letter's number survives the taking out of identities; whatever could tell of a person does not."""

import pytest

from dumas_docs.intake.introductions import people_named
from dumas_docs.intake.letter_numbers import NumbersApart
from dumas_docs.intake.redaction import redact

NUMBERS = (
    "T-1/Kemensetneg/ASDEP/DM.01.01/11/2026", "T-17/ Kemensetneg/D-4/Dumas/DM.01.01/11/2026", "SR-1/Kemensetneg/M/2026",
    "Und-12/D-4/05/2026", "B-235/PANRB/D-IV/KKA/06/2012", "07/KNM-TB/I/2026", "045.2/123/Itda/2026", "124/D-IV/02/2012",
    "LP/B/123/IV/2026/SPKT",
)  # fmt: skip
AROUND = (
    "{}", "Nomor: {}\nLampiran: -", "menjawab surat Bapak {} tentang", "Surat Saudara {}, kami sampaikan", "saksi {}",
    "a.n. {}", "tetangga saya {}", "atas nama {}", "Terima kasih.\n{}", "1. {}\n2. {}", "Hormat kami,\n{}",
)  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_of_letters_stay(number):
    for around in AROUND:
        written = around.format(*[number] * around.count("{}"))
        assert redact(written, names=["Budi Santoso"], others=["Knm Tanjuangbatuah"]) == written
        assert people_named(written) == []


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("nomor 12/BUDI-REKAN/V/2026", "nomor 12/[pengadu]-REKAN/V/2026"),
        ("nomor 12/Tanjuangbatuah/V/2026", "nomor 12/[nama]/V/2026"),
        ("surat 07/KNM/I/2026 dari Budi Santoso", "surat 07/KNM/I/2026 dari [pengadu]"),
        ("lihat 3174015501900009/A/2026", "lihat [NIK]/A/2026"),
        ("Bapak Suharto/Suharti/2026", "Bapak [nama]/Suharti/2026"),
    ],
)
def test_persons_in_or_beside_a_number_do_not(written, stored):
    assert redact(written, names=["Budi Santoso"], others=["Knm Tanjuangbatuah"]) == stored


def test_signs_of_the_text_itself_come_back():
    text = "\ue000 surat 07/KNM/I/2026 \ue001 dan B-1/D-4/2026"
    apart = NumbersApart(text)
    assert "2026" not in apart.text and apart.restored(apart.text) == text
