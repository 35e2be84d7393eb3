"""Short signatures and nicknames: who is known hides in them too, words of the language do not."""

import pytest

from dumas_docs.intake.redaction import redact
from dumas_docs.intake.signatures import people_signing, signer_behind_thanks


@pytest.mark.parametrize(
    "text",
    [
        "Mohon diteruskan.\n-Lesta", "Jalan rusak.\nMakasih, Lesta", "Mohon dirahasiakan. Lesta",
        "Tolong Pak. -- Lesta",
        "Jalan rusak.\ntrims, Lesta", "Jalan rusak.\n\nLesta", "Jalan rusak.\nBu Mei / Lesta",
        "Jalan rusak.\n(dr. Lesta)",
        "Salam hormat dari kami, Lesta Wulan & keluarga", "Isi.\n\nSuksma, Lesta",
        "Tolong ya.\nLesta\n\n--- Surel terlampir: Hal | dari X <x@y.example> | kemarin ---\n\nIsi surat.",
    ],
)  # fmt: skip
def test_who_signs_shortly_is_hidden(text):
    assert "Lesta" not in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jalan rusak.\n\nTerima kasih", "Jalan rusak.\n\nKabupaten Malang", "Jalan rusak.\n\nSumatera Barat",
        "Jalan rusak.\nSalam, Warga", "Laporan.\n\nLampiran", "Air mati. Mohon dibantu. Terima Kasih",
        "Kami punya cangkul baru. Ini alat.\n\nCangkul", "Gambar",
    ],
)  # fmt: skip
def test_words_and_places_at_the_end_are_no_signature(text):
    assert people_signing(text) == []


def test_the_full_name_behind_thanks():
    assert signer_behind_thanks("Sampah.\nSalam hormat dari kami, Yunita Hadimulya & keluarga") == "Yunita Hadimulya"
    assert signer_behind_thanks("Sampah menumpuk.\nTerima kasih") == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lestarihandoko Priyambudi", "Halo Mas Lesta, sudah?"), ("Prasetyaningrum Hidayat", "Sudah.\n\nNingrum"),
        ("Ahmadsyarif", "Kata Syarif kemarin"), ("Mulyasaputra", "Halo, saya Mulya warga desa"),
        ("Haryotejo Suryanegara", "Haryo-tejo kecewa"), ("Haryotejo Suryanegara", "Surat HARYO TEJO."),
        ("Hendra Susanto", "Kata Hendrasusanto kemarin"), ("Ponirahayu", "tolong pak. suwun. poni"),
        ("Mulyasaputra", "Kata Mulyasaputra"), ("Siti binti Karto", "Karto pergi"),
    ],
)  # fmt: skip
def test_parts_and_divided_forms_of_a_known_name_are_hidden(name, text):
    hidden = redact(text, names=[name])
    assert "[pengadu]" in hidden or "[nama]" in hidden
    assert not any(word.lower() in hidden.lower() for word in ("Lesta", "Ningrum", "Syarif", "Mulya", "tejo", "poni"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Suratman Julianto", "Surat kami. Sejak Juli 2026 rusak."), ("Harianto", "Hari ini rusak."),
        ("Sasongkojati", "Pohon Jati ditebang. Ada jati."), ("Wanasari Dewi", "Pasar Wana ramai"),
        ("Kamila Darimin", "Dari warga. Kami mohon."), ("Anggrekwati", "Bunga anggrek. Anggrek itu mati."),
    ],
)  # fmt: skip
def test_words_that_begin_or_end_a_name_stay(name, text):
    assert redact(text, names=[name]) == text
