"""A mail account called by a common word hides nothing; a person of one name is hidden."""

import pytest

from dumas_docs.intake.ordinary_words import is_ordinary_word


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Gambar", "Gambar terlampir."),
        ("LABEL", "Label harga tidak ada."),
        ("Besar", "Kerugian besar."),
        ("Cangkul", "Jalan rusak. Kami membeli cangkul sendiri. Mohon dibantu."),
    ],
)
def test_a_common_word_is_no_name(name, text):
    assert is_ordinary_word(name, texts=(text,))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sumarni", "Jalan rusak. Kata Sumarni sejak Mei. Mohon dibantu."),
        ("Sumarni", "saya sumarni, jalan rusak sejak mei"),
        ("Gambar Wijaya", "Gambar terlampir."),
        ("sari", "Surat ke sari@warga.example. Jalan rusak. Mohon dibantu."),
    ],
)
def test_a_person_of_one_name_is_hidden(name, text):
    assert not is_ordinary_word(name, texts=(text,))
