"""Who the writer says he is in running text, and everybody a text names as a person."""

import pytest

from dumas_docs.intake.introductions import introduction_in, named_in_subject, people_named, reached_at


@pytest.mark.parametrize(
    "text",
    [
        "Saya Tugimin Atmosudirdjo, NIK 3273011205780009, beralamat di Jl. Kenari 7, Kota Cimahi, melapor.",
        "Perkenalkan, nama saya Tugimin Atmosudirdjo. Sejak 3 Maret jalan rusak.",
        "Assalamualaikum pak, sy Tugimin Atmosudirdjo umur 45 thn tinggal di Kp. Babakan RT 02/05.",
        "Kami yang bertanda tangan di bawah ini, Tugimin Atmosudirdjo dan Sari Ayuningrum, melaporkan.",
        "Dengan ini saya Tugimin Atmosudirdjo Warga RT 3 melapor.",
        "My name is Tugimin Atmosudirdjo and I live in Bali.",
    ],
)
def test_an_introduction(text):
    assert introduction_in(text, sender="tg@x.example").name == "Tugimin Atmosudirdjo"


def test_what_stands_beside_the_name():
    text = "Saya Tugimin Atmosudirdjo, NIK 3273011205780009, beralamat di Jl. Kenari 7, Kota Cimahi, hp 0811-5556-667."
    found = introduction_in(text, sender="")
    assert (found.address, found.phone, found.id_number) == (
        "Jl. Kenari 7, Kota Cimahi", "08115556667", "3273011205780009",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "perkembangan pengaduan ibu saya, Sumarni Wulandari, soal tanah",
        "dua anggota kami, Karta Wijaya dan Budi Santoso, didatangi petugas",
        "Saya TKI Arab Saudi.",
        "Saya Guru Honorer di SD Negeri.",
        "SAYA MELAPORKAN KEPALA DESA YANG KORUPSI",
        "saya punya anak umur 9 tahun",
        "Hormat saya,\nTugimin Atmosudirdjo",
        "Saya sampaikan.\n\nDari: Sari Dewi <s@x.example>\n\nNama saya Sari Dewi.",
    ],
)
def test_others_are_not_taken_for_the_writer(text):
    assert introduction_in(text, sender="budi@x.example").name == ""


def test_a_name_written_small_needs_the_sender_as_witness():
    text = "yth bapak presiden, saya sukirman jayadiningrat alamat desa sukamaju. bantuan dihentikan. hp 081200001111"
    assert introduction_in(text, sender="sukirman j <s@x.example>").name == "Sukirman Jayadiningrat"
    assert introduction_in(text, sender="lain@x.example").name == ""
    assert reached_at(text) == "081200001111"


def test_a_number_named_beside_an_accusation_is_not_the_writers():
    assert reached_at("Uang diminta oleh petugas, hp 081200001111, di loket. Mohon ditindak.") == ""
    assert reached_at("Hubungi saya di 0812-0000-1111 bila perlu.") == "081200001111"


def test_a_name_in_the_subject():
    assert named_in_subject("Pengaduan a.n. TUGIMIN ATMOSUDIRDJO NIK 3273011205780009") == "TUGIMIN ATMOSUDIRDJO"
    assert named_in_subject("Surat dari Kantor Pertanahan") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Nama : Rukmini Sari",
        "Terlapor : Rukmini Sari, Kepala Desa",
        "No | Nama | NIK\n1 | Rukmini Sari | 1",
        "Pelapor:\n1. Rukmini Sari\n2. Budi Santoso",
        "Isi.\n\nHormat saya,\n\nttd\n\n(Rukmini Sari)",
        "Isi.\n\nHormat saya, Rukmini Sari\nJl. Melati",
        "> Isi.\n> Hormat saya,\n> Rukmini Sari",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIsi.\n\nHormat saya,\nRukmini Sari\n"
        "-----BEGIN PGP SIGNATURE-----",
        "On Mon, 2 Nov 2026 at 09:11, Rukmini Sari <r@x.example> wrote:\n> isi",
        "Dari: Rukmini Sari <r@x.example>\nKepada: x@x.example\n\nisi",
        "Kind regards,\nRukmini Sari",
        "Isi.\n\nhormat saya\nrukmini sari",
        "nama saya rukmini sari, umur 50 tahun.",
        "Hormat kami,\nKetua RT 05,      Sekretaris,\n\nBudi Santoso        Rukmini Sari",
    ],
)
def test_everybody_named_as_a_person(text):
    assert "Rukmini Sari" in people_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kepada Yth.\n1. Presiden Republik Indonesia\n2. Menteri Sekretaris Negara\n3. Kejaksaan Agung",
        "Terima kasih\nKabupaten Malang",
        "Nama : Forum Warga Sejahtera",
        "1. Fotokopi Sertifikat\n2. Surat Keterangan Desa",
    ],
)
def test_offices_places_and_papers_are_no_persons(text):
    assert people_named(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nama saya Mbah Karto. Jalan rusak.", "Karto"),
        ("Saya Mbah Darmo, umur 80 tahun.", "Darmo"),
        ("Saya Pak Lurah Suhardi Wiyono, melapor.", "Suhardi Wiyono"),
        ("Perkenalkan, saya Kang Asep, warga Ciroyom.", "Asep"),
        ("Nama saya I Gede Wirawan.", "I Gede Wirawan"),
        ("Saya Ni Luh Sukerti, dari Bangli.", "Ni Luh Sukerti"),
        ("Saya KH Ahmad Mustofa, dari Rembang.", "KH Ahmad Mustofa"),
        ("I am Mr. John Smith, living in Ubud.", "John Smith"),
        ("nama saya B U D I  S A N T O S O, umur 40 tahun", "BUDI SANTOSO"),
    ],
)
def test_titles_and_nicknames_before_a_name(text, name):
    assert introduction_in(text, sender="x@x.example").name == name
    assert name in people_named(text)


@pytest.mark.parametrize(
    "text",
    ["Saya Ibu Rumah Tangga, dari Solo.", "Kami Ibu Hamil, minta bantuan.", "Saya PNS Golongan III, dari Solo.",
     "Saya Pak, mohon dibantu.", "P E N G A D U A N", "Saya Mas Ganteng di sana"],
)  # fmt: skip
def test_titles_alone_are_no_names(text):
    assert introduction_in(text, sender="x@x.example").name == ""
    assert people_named(text) == []


@pytest.mark.parametrize("own", ["\u738b\u5c0f\u660e", "\u0645\u062d\u0645\u062f", "\u0418\u0432\u0430\u043d"])
def test_a_name_in_another_script_and_how_it_is_read(own):
    for text in (f"Oleh {own} (Rukmini Sari) di kantor", f"Isi.\n\nHormat saya,\n{own} (Rukmini Sari)"):
        assert {own, "Rukmini Sari"} <= set(people_named(text))
