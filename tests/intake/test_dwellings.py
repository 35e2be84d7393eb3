"""Addresses in running text: whose door they lead to is hidden, where something happened stays."""

import pytest

from dumas_docs.intake.dwellings import dwelling_in, without_dwellings


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Kami tinggal di Gang Haji Mugenih No. 7 RT 04/09 Depok.", "Kami tinggal di [alamat] Depok."),
        ("1. Budi, buruh, alamat Kp. Rawa RT 02 RW 07, NIK", "1. Budi, buruh, alamat [alamat], NIK"),
        ("Jl. Slamet Riyadi Gang 3 No 12\nKel. Purwo", "[alamat]\nKel. Purwo"),
        ("rumah saya di jl. mawar putih no 7", "rumah saya di [alamat]"),
        ("warga kami, RT 01/02, yang", "warga kami, [alamat], yang"),
        ("Saya beralamat di Perum Griya Asri Blok C-9 dan", "Saya beralamat di [alamat] dan"),
        ("domisili: Dk. Krajan RT.02/RW.07 Desa Suka Maju", "domisili: [alamat]"),
        ("Dusun Krajan RT/RW 003/001", "[alamat]"),
        ("Jln Melati 12, Cikaret", "[alamat], Cikaret"),
        ("Gg. Kancil 3", "[alamat]"),
        ("Jl.Sudirman No.5 dan jl mawar putih no 7", "[alamat] dan [alamat]"),
        ("Perumahan Bumi Asri Blok D/12", "[alamat]"),
        ("alamat saya Jl Melati IV/12 Bandung", "alamat saya [alamat] Bandung"),
        ("Kp Babakan Rt02/05", "[alamat]"),
        ("1   Sumarno   Gg. Kancil 3      0812", "1   Sumarno   [alamat]      0812"),
        ("Budi | Jl. Kancil 3 | 0812", "Budi | [alamat] | 0812"),
    ],
)
def test_an_address_that_leads_to_a_door_is_hidden(written, stored):
    assert without_dwellings(written) == stored


@pytest.mark.parametrize(
    "text",
    [
        "Jalan di Kabupaten Ngawi rusak.", "Jalan Kenanga berlubang sejak 3 Maret 2026.", "Jl. Merdeka No. 5 berlubang",
        "kantor kelurahan di Jl. Merdeka No. 10", "Lokasi kejadian: Jl. Merdeka No. 10 Bogor", "Jalan rusak 40 meter",
        "Kami tinggal di Desa Sihopur yang jalannya rusak.", "Kampung Yenbekwan tidak berlistrik sejak 2025",
        "Jalan Desa Sukamaju 2026 belum dibayar", "Ketua RT 05 RW 02 meminta uang", "Warga RT 05 mengeluh",
        "rumah mewah di Jl. Anggrek.", "Dusun Krajan rusak parah, 40 truk", "Gedung Blok A", "tinggal di kota besar",
        "Silakan kunjungi Pasar Baru, Jl. Kenari 4, Bogem", "proyek Jl. Raya Ciomas No. 1", "Desa Cikaret, 2026",
        "Surat Jalan No. 123/2026", "pasal 5 no. 7", "Blok M", "jalan rusak di depan rumah no 7",
    ],
)  # fmt: skip
def test_where_something_happened_and_a_village_alone_stay(text):
    assert without_dwellings(text) == text


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("Kami tinggal di Gang Haji Mugenih No. 7 RT 04/09 Depok.", "Gang Haji Mugenih No. 7 RT 04/09"),
        ("Rumah saya di jl. mawar putih no 7.", "jl. mawar putih no 7"),
        ("Alamat kami di Kp. Rawa RT 02 RW 07.", "Kp. Rawa RT 02 RW 07"),
        ("Saya mengadukan lurah. Domisili saya di Perum Griya Asri Blok C-9.", "Perum Griya Asri Blok C-9"),
        ("Pak Lurah tinggal di Jl. Kenari No. 4.", ""),
        ("Kami tinggal di Desa Sihopur.", ""),
        ("Isi.\n> Kami tinggal di Jl. Kenari No. 4.", ""),
    ],
)
def test_where_the_writer_says_that_he_lives(said, address):
    assert dwelling_in(said) == address
