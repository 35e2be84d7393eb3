"""No identity stays in a text that is read without the right to identities."""

import pytest

from dumas_docs.intake.redaction import redact


def test_the_complainant_disappears_whole_and_in_part():
    text = "Saya Sumarni Wulandari melapor. Kata petugas, Sumarni harus menunggu.\nHormat saya,\nSUMARNI WULANDARI"
    hidden = redact(text, names=["Sumarni Wulandari"])
    assert "umarni" not in hidden.lower() and "wulandari" not in hidden.lower()
    assert hidden.count("[pengadu]") == 3


def test_titles_and_degrees_do_not_save_a_name():
    hidden = redact("Hormat kami,\nDr. Budi Santoso, S.H.", names=["Dr. Budi Santoso, S.H."])
    assert "Budi" not in hidden and "Santoso" not in hidden


@pytest.mark.parametrize(
    "text",
    [
        "HP 0812-3456-7890",
        "telp +62 812 3456 7890",
        "NIK 3521010203040005",
        "surat ke sumarni.w@warga.example",
        "NIP 19990101 202401 1 077",
        "NIK 32.73.01.120578.0005",
        "KK 3273-0112-0578-0005",
        "telepon (0811) 2347890",
        "rumah 022-6657890",
        "NPWP 12.345.678.9-421.077",
        "rekening BRI 1234567890",
    ],
)
def test_numbers_and_addresses_of_persons_disappear(text):
    assert not any(digit in redact(text) for digit in ("7890", "0005", "warga.example", "077"))


def test_the_office_stays_reachable():
    text = "Dikirim ke dumas@setneg.go.id dan WhatsApp 0813-1111-7426."
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Saksi: Ibu Aminah dan Pak Dulah.", "Aminah"),
        ("perkembangan pengaduan ibu saya, Sumarni Wulandari, soal tanah", "Sumarni"),
        ("oleh Ketua RW 05 bernama Suhardi.", "Suhardi"),
        ("Ketua kelompok: Basuki Rahmat.", "Basuki"),
        ("> Dari: Joko Susilo <joko@warga.example>", "Joko"),
        ("--- Surel terlampir: Hal | dari Joko Susilo <joko@warga.example> | kemarin ---", "Joko"),
        ("Terima kasih\nJufri sopir, hp 081200008147", "Jufri"),
    ],
)
def test_others_who_are_named_disappear(text, name):
    assert name not in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kepada Yth. Bapak Presiden dan Bapak Menteri Sekretaris Negara",
        "Yth. Ibu Kepala Dinas Perhubungan",
        "Tembusan: Menteri Sekretaris Negara; DPRD Kabupaten",
        "Kuponnya atas nama kami semua",
    ],
)
def test_offices_stay(text):
    assert redact(text) == text


def test_a_place_that_bears_the_name_stays():
    hidden = redact("Banjir di Kota Damarsari. Damarsari sudah melapor.", names=["Parulian Damarsari"])
    assert hidden == "Banjir di Kota Damarsari. [pengadu] sudah melapor."


def test_the_door_is_hidden_and_the_regency_stays():
    hidden = redact(
        "Saya tinggal di Dusun Krajan RT 03, Kabupaten Ngawi. Jalan di Kabupaten Ngawi rusak.",
        addresses=["Dusun Krajan RT 03, Kabupaten Ngawi"],
    )
    assert "Krajan" not in hidden
    assert "Jalan di Kabupaten Ngawi rusak." in hidden


def test_reported_party_and_attorney_have_their_own_marks():
    hidden = redact("Suhardi Karta dan Rina Dewi hadir.", reported=["Suhardi Karta"], representatives=["Rina Dewi"])
    assert hidden == "[terlapor] dan [kuasa] hadir."


def test_whoever_another_text_of_the_case_names_is_hidden():
    hidden = redact("Rumah Kusnadi dekat pasar.", others=["Kusnadi Wiryawan"])
    assert hidden == "Rumah [nama] dekat pasar."


def test_the_street_is_hidden_without_its_number_too():
    assert "Kenari" not in redact("Rumah di Jl. Kenari dekat pasar.", addresses=["Jl. Kenari 7, Kota Cimahi"])


def test_a_name_among_capitals_is_hidden():
    assert "TUGIMIN" not in redact("RUMAH TUGIMIN DIBAKAR", names=["Tugimin Atmosudirdjo"])
    assert redact("Kantor Mahkamah Agung", names=["Agung Santoso"]) == "Kantor Mahkamah Agung"


def test_people_named_by_the_text_itself_are_hidden_everywhere_in_it():
    text = "Rukmini dipukul.\nNama korban lain:\n1. Rukmini Sari\n2. Budi Santoso\nKata Santoso, benar."
    assert not {"Rukmini", "Sari", "Budi", "Santoso"} & set(redact(text).replace(",", " ").split())
