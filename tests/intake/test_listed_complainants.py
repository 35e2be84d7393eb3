"""Several complainants of one letter: each is recorded with what the letter says of him."""

import pytest

from dumas_docs.intake.from_mail import case_from_mail
from dumas_docs.intake.listed_complainants import listed_complainants
from tests.intake.letters import MAILBOXES, NOW, raw_mail, read

LIST = """Kami yang bertanda tangan di bawah ini:

1. Rukmini Sari, umur 54 tahun, buruh, alamat Kp. Bantaran RT 02 RW 07, NIK 3174021203720007
2. Ny. Wagiyem, umur 61 tahun, alamat Kp. Bantaran RT 03 RW 07
3. Jumadil bin Sarpin, sopir, Jl. Melati 3
4) Dewi Oktaviani, mahasiswi, HP 0857 1122 3390

mengadukan penggusuran."""
TABLE = """Daftar pengadu:
No  Nama             Alamat          No. HP
1   Rukmini Sari     Gg. Kancil 3    081290001111
2   Wagiyem          Gg. Kancil 5    -
3   Jumadil Karno    -               085290002222

Hormat kami"""
BLOCKS = """Nama : Rukmini Sari
NIK : 3273011205780009
Alamat : Jl. Melati 3

Nama : Wagiyem Sartika
NIK : 3273014505800003

Terlapor
Nama : Hendro Wibisono
Alamat : Jl. Anggrek 1"""


def test_a_numbered_list():
    found = listed_complainants(LIST)
    assert [(one.name, one.address, one.id_number, one.phone) for one in found] == [
        ("Rukmini Sari", "Kp. Bantaran RT 02 RW 07", "3174021203720007", ""),
        ("Ny. Wagiyem", "Kp. Bantaran RT 03 RW 07", "", ""),
        ("Jumadil bin Sarpin", "Jl. Melati 3", "", ""),
        ("Dewi Oktaviani", "", "", "085711223390"),
    ]


@pytest.mark.parametrize("separator", ["  ", "\t", " | "])
def test_a_table(separator):
    table = TABLE.replace("   ", "  ").replace("   ", "  ").replace("   ", "  ") if separator == "  " else TABLE
    rows = [separator.join(part for part in line.split("  ") if part.strip()) for line in table.splitlines()]
    found = listed_complainants("\n".join(rows))
    assert [(one.name, one.address, one.phone) for one in found] == [
        ("Rukmini Sari", "Gg. Kancil 3", "081290001111"),
        ("Wagiyem", "Gg. Kancil 5", ""),
        ("Jumadil Karno", "", "085290002222"),
    ]


def test_blocks_of_labels():
    assert [(one.name, one.id_number) for one in listed_complainants(BLOCKS)] == [
        ("Rukmini Sari", "3273011205780009"), ("Wagiyem Sartika", "3273014505800003"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Nama : Rukmini Sari\nAlamat : Jl. Melati 3\n\nNama : Wagiyem",
        "Kami mengadukan:\n1. Hendro Wibisono, Camat\n2. Sutejo, Lurah",
        "Kami yang bertanda tangan di bawah ini:\n1. Fotokopi Sertifikat\n2. Surat Keterangan Desa",
        "Yang bertanda tangan di bawah ini, Rukmini Sari, melapor.\n\n1. Jalan Rusak\n2. Lampu Mati",
    ],
)
def test_one_complainant_is_no_list(text):
    assert listed_complainants(text) == []


def test_each_of_them_is_an_identity_of_the_case_and_hidden():
    raw = raw_mail(LIST, sender="Forum Warga <forum@warga.example>")
    case = case_from_mail(mail=read(raw), raw=raw, accepted=[], refused=[], mailboxes=MAILBOXES, now=NOW)
    people = case.facts.complainants
    assert [one.full_name for one in people] == ["Rukmini Sari", "Ny. Wagiyem", "Jumadil bin Sarpin", "Dewi Oktaviani"]
    assert (people[0].id_number, people[3].phone) == ("3174021203720007", "085711223390")
    assert not any(word in case.facts.chronology for word in ("Rukmini", "Wagiyem", "Jumadil", "Sarpin", "Dewi"))
