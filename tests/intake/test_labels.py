"""However people write who they are, it is read; heads of tables and other lines are not taken for it."""

import pytest

from dumas_docs.intake.headings import Side
from dumas_docs.intake.labels import labelled_facts, names_in_columns, nik_in, phone_in


def facts(text: str) -> dict[str, str]:
    return {fact.key: fact.value for fact in labelled_facts(text, lines=60) if fact.side is Side.PENGADU}


@pytest.mark.parametrize(
    "text",
    [
        "Nama : Rukmini Sari\nNIK : 3273011205780009\nAlamat : Jl. Melati 3, Kota Cimahi\nHP : 0811-5556-667",
        "Nama:Rukmini Sari\nNIK:3273011205780009\nAlamat:Jl. Melati 3, Kota Cimahi\nNo HP:08115556667",
        "Nama = Rukmini Sari\nNIK = 3273 0112 0578 0009\nAlamat = Jl. Melati 3, Kota Cimahi\nHP = 0811 5556 667",
        "Nama | : | Rukmini Sari\nNIK | : | 3273.0112.0578.0009\nAlamat | : | Jl. Melati 3, Kota Cimahi\n"
        "Telp | : | +628115556667",
        "Nama Lengkap | Rukmini Sari\nNomor KTP | 3273-0112-0578-0009\nAlamat | Jl. Melati 3, Kota Cimahi\n"
        "WA | 62811 5556 667",
        "Nama\tRukmini Sari\nNIK\t3273011205780009\nAlamat\tJl. Melati 3, Kota Cimahi\nNo. HP/WA\t(0811) 5556667",
        "Nama\n: Rukmini Sari\nNIK\n: 3273011205780009\nAlamat\n: Jl. Melati 3, Kota Cimahi\nTelepon\n: 08115556667",
        "1. Nama lengkap   : Rukmini Sari\n2. NIK  : 3273011205780009\n3. Alamat : Jl. Melati 3\n"
        "             Kota Cimahi\n4. Nomor Telepon/HP : 08115556667",
        "- Nama - Rukmini Sari\n- NIK 3273011205780009\n- Alamat - Jl. Melati 3, Kota Cimahi\n- HP 0811-5556-667",
    ],
)
def test_labels_in_many_forms(text):
    assert facts(text) == {
        "name": "Rukmini Sari", "id_number": "3273011205780009", "address": "Jl. Melati 3, Kota Cimahi",
        "phone": "08115556667",
    }  # fmt: skip


def test_the_head_of_a_table_is_no_label():
    assert facts("Nama\tSKT\tLuas\nRukmini Sari\t590/44\t1,27") == {}
    assert facts("No | Nama | Alamat\n1 | Rukmini Sari | Jl. Melati 3") == {}


def test_names_in_a_column():
    table = "No | Nama | NIK\n1 | Rukmini Sari | 3273011205780009\n2 | Budi Santoso | -\nJumlah: dua\nA | Bukan | Nama"
    assert names_in_columns(table) == ["Rukmini Sari", "Budi Santoso"]


@pytest.mark.parametrize("between", ["\n", "\n\t", "\r\n"])
def test_an_address_stands_below_its_label(between):
    text = f"Nama: Rukmini Sari\nAlamat:{between}Jl. Melati Gang 3 No 12\nKel. Sukamaju\n\nAduan: Jalan rusak."
    assert facts(text)["address"] == "Jl. Melati Gang 3 No 12, Kel. Sukamaju"
    assert "address" not in facts("Alamat:\nNama: Rukmini Sari")


@pytest.mark.parametrize(
    "written",
    ["08121 3344 556", "08 1213344556", "0812.1334.4556", "(0812) 1334-4556", "+62 812-1334-4556", "62 81213 344556",
     "0 8 1 2 1 3 3 4 4 5 5 6", "WA: 0812 133 44556", "0812 13 344 556"],
)  # fmt: skip
def test_a_telephone_number_in_any_groups(written):
    assert phone_in(f"HP {written}, terima kasih") or facts(f"HP: {written}")["phone"]
    for other in ("08.00 - 12.00 dan 13.00", "08-12-2026 09.30", "8121 3344", "1. 08121 3344\n2. 5566 7788"):
        assert phone_in(other) == ""


@pytest.mark.parametrize("years", ["2019 2020 2021 2022", "1000 2000 3000 4000", "1234.5678.9012.3456"])
def test_other_groups_of_digits_are_no_identity_number(years):
    assert nik_in(years) == ""


def test_the_offices_number_is_no_contact():
    assert (phone_in("WA 0813-1111-7426"), phone_in("62-811-5556-667")) == ("", "08115556667")
