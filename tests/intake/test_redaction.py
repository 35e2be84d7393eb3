"""No identity stays in a text that is read without the right to identities."""

import pytest

from dumas_docs.intake.redaction import redact


def test_the_complainant_disappears_whole_and_in_part():
    text = "Saya Sumarni Wulandari melapor. Kata petugas, Sumarni harus menunggu.\nHormat saya,\nSUMARNI WULANDARI"
    hidden = redact(text, names=["Sumarni Wulandari"])
    assert "umarni" not in hidden.lower() and "wulandari" not in hidden.lower()
    assert hidden.count("[pengadu]") == 3


def test_a_full_stop_between_two_names_stays():
    text = "Kami ke notaris Luh Ayu Widiasih. Merta memalsukan surat. Pelakunya bernama I Wayan Merta."
    assert redact(text) == "Kami ke notaris [nama]. [nama] memalsukan surat. Pelakunya bernama [nama]."


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


@pytest.mark.parametrize(
    ("line", "stored"),
    [
        ("Telepon | 0815-6677-1212", "Telepon | [telepon]"),
        ("4. Dewinta Oktaviane, HP 0857 1122 3390", "4. [nama], HP [telepon]"),
        ("4. Jufri sopir, HP 0857 1122 3390", "4. [pengadu] HP [telepon]"),
        ("jufri sopir 085711223390", "[pengadu] [telepon]"),
    ],
)
def test_a_closing_line_with_a_number_keeps_its_label_and_its_place_in_a_list(line, stored):
    assert redact(f"Jalan rusak.\n{line}", others=["Dewinta Oktaviane"]) == f"Jalan rusak.\n{stored}"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("No HP : 0857 - 1234 - 5678", "No HP : [telepon]"),
        ("hubungi +62 (857) 1234 5678", "hubungi [telepon]"),
        ("(+62) 857\u20131234\u20135678", "[telepon]"),
        ("https://wa.me/6281999888777?text=x", "https://wa.me/[telepon]?text=x"),
        ("Telp: 0 8 1 2 3 4 5 6 7 8 9 0", "Telp: [telepon]"),
        ("0812 34 56 78 90", "[telepon]"),
        ("WA +61 412 345 678", "WA [telepon]"),
        ("IG/TikTok/X: @wayansudi", "IG/TikTok/X: [akun]"),
        ("Instagram : wayan_sudi", "Instagram : [akun]"),
        ("di instagram.com/wayansudi", "di instagram.com/[akun]"),
        ("No. Paspor: C7654321", "No. Paspor: [paspor]"),
        ("passport number B 1234567", "passport number [paspor]"),
    ],
)
def test_numbers_and_accounts_however_they_are_written(written, stored):
    below = "\nJalan itu rusak dan berlubang." * 7
    assert redact(written + below) == stored + below


@pytest.mark.parametrize(
    "text",
    [
        "pukul 08.00 - 12.00 dan 13.00 - 16.00", "Rp 62.812.345.678", "8-12-2026 sampai 9-12-2026", "DM-2026-000041",
        "kantor telp 08", "x = 5", "Facebook resmi dinas", "bukti C1234567", "WA 0813-1111-7426", "tahun 2021 - 2025",
    ],
)  # fmt: skip
def test_other_figures_stay(text):
    assert redact(text) == text


@pytest.mark.parametrize("written", ["R U K M I N I  S A R I", "R u k m i n i   S a r i", "R U K M I N I S A R I"])
def test_a_name_written_letter_by_letter(written):
    assert redact(f"Oleh {written} kemarin", names=["Rukmini Sari"]) == "Oleh [pengadu] kemarin"
