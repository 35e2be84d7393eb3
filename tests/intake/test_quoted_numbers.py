"""Numbers of the office's letters in a text: tolerant of how people type them, exact otherwise; who a mail is from."""

from __future__ import annotations

import pytest

from dumas_docs.conf import DEFAULTS
from dumas_docs.intake.quoted_numbers import key_of, office_formats, quoted_numbers
from dumas_docs.intake.sender_proof import is_proved, same_office

FORMATS = office_formats(DEFAULTS["NUMBER_PATTERNS"], units=["Kemensetneg", "D-4", "D-4/Dumas", "TU", ""])
NUMBER = "T-17/Kemensetneg/D-4/Dumas/DM.01.01/11/2026"


@pytest.mark.parametrize(
    "text",
    [
        f"Menindaklanjuti surat Saudara Nomor {NUMBER} tanggal 3 November 2026",
        "surat nomor: t-17 / kemensetneg / D-4 / DUMAS / DM.01.01 / 11 / 2026.",
        "surat T – 17/Kemensetneg/D-4/Dumas/DM 01 01/11/2026".replace("DM 01 01", "DM0101"),
        "surat T-17/Kemensetneg/\n   D-4/Dumas/DM.01.01/11/2026, perihal",
        f"({NUMBER})",
        "surat T\u201117/Kemensetneg/D\u20114/Dumas/DM.01.01/11/2026",  # Word's hyphen that does not break
        "surat T\u221217\u2044Kemensetneg\u2044D\u20144\u2044Dumas\u2044DM.01.01\u204411\u20442026",
        "No. T.17/Kemensetneg/D-4/Dumas/DM.01.01/11/2026",
        "Nomor T 17/Kemensetneg/D-\u00ad4/Dumas/DM.01.01/\u200b11/2026",
        "T17/Kemensetneg/D-4/Dumas/DM.01.01/11/2026",
    ],
)
def test_one_number_however_it_is_typed(text):
    (found,) = quoted_numbers(text, formats=FORMATS)
    assert found.key == key_of(NUMBER)


@pytest.mark.parametrize(
    "text",
    [
        "Nomor 12/HGU/BPN/2019",  # another institution's
        "T-17/Kemenkeu/D-4/Dumas/DM.01.01/11/2026",
        "T-17/Kemensetneg/D-4/Dumas/DM.01.01/13/2026",  # no such month
        "T-17/Kemensetneg/D-4/Dumas/DM.01.01/11/20261",
        "XT-17/Kemensetneg/D-4/Dumas/DM.01.01/11/2026",
        "1/2 jalan 3/4 selesai pada 11/2026",
        "/".join("1" * 5000),
    ],
)
def test_what_is_no_number_of_the_office(text):
    assert quoted_numbers(text, formats=FORMATS) == []


def test_a_memorandum_and_several_numbers_each_once():
    text = f"124/D-4/DM.01/02/2026 dan {NUMBER}; sekali lagi {NUMBER.lower()}"
    assert [each.key for each in quoted_numbers(text, formats=FORMATS)] == ["124/D-4/DM01/02/2026", key_of(NUMBER)]


@pytest.mark.parametrize(
    ("address", "known", "same"),
    [
        ("tu@bpn.example", "TU@bpn.example", True), ("siapa@bpn.example", "tu@bpn.example", True),
        ("tu@bpn.example.net", "tu@bpn.example", False), ("lain@gmail.com", "dinas@gmail.com", False),
        ("dinas@gmail.com", "dinas@gmail.com", True), ("", "tu@bpn.example", False), ("tu@bpn.example", "", False),
    ],
)  # fmt: skip
def test_whose_address_it_is(address, known, same):
    assert same_office(address, known) is same


@pytest.mark.parametrize(
    ("results", "proved"),
    [
        ("mx.kantor.example; dkim=pass header.d=bpn.example; dmarc=pass header.from=bpn.example", True),
        ("mx.kantor.example 1; dmarc=pass (p=reject) header.from=BPN.example", True),
        ("mx.jahat.example; dmarc=pass header.from=bpn.example", False),
        ("mx.kantor.example; dmarc=fail header.from=bpn.example", False),
        ("mx.kantor.example; dmarc=pass header.from=jahat.example", False),
        ("mx.kantor.example; spf=pass", False), ("", False),
    ],
)  # fmt: skip
def test_only_the_office_s_own_server_proves_a_sender(results, proved):
    assert is_proved(results, trusted="mx.kantor.example", domain="bpn.example") is proved
    assert not is_proved(results, trusted="", domain="bpn.example")
