"""Persons a case knows, found in what is written later, and nobody else."""

import pytest

from dumas_docs.intake.known_persons import KnownPersons
from dumas_docs.intake.marked_text import without_in_html

PERSONS = KnownPersons(
    names=(
        ("[pengadu]", "Hj. Sekar Ayu Wulandari, S.H."),
        ("[terlapor]", "Agung"),
        ("[kuasa]", "Yayasan Terang Bangsa"),
    ),
    numbers=(("[NIK]", "3174015501900009"), ("[surel]", "sekar.ayu@warga.example")),
    phones=(("[telepon]", "0812-3456-7890 / 021 555 1234"),),
    addresses=("Jalan Kenanga 7, Kota Bogor",),
    occupations=("bidan desa di Puskesmas Contoh", "Pegawai Negeri Sipil"),
)


def test_a_village_of_the_same_name_is_no_person():
    """The one who writes as "Kades Pematang Duku", or is called after the river he lives at."""
    known = KnownPersons(names=(("[pengadu]", "Kades Pematang Duku"), ("[kuasa]", "Dayang Kahayan Tiga")))
    for place in ("warga Desa Pematang Duku", "di hulu Kahayan Tiga", "Kabupaten Kahayan Tiga"):
        assert known.without(place) == place
    assert known.without("Surat Kades Pematang Duku, Kahayan Tiga") == "Surat [pengadu], [kuasa]"
    assert known.without("Desa Dayang Kahayan Tiga") == "Desa [kuasa]"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Menurut Sekar Ayu Wulandari, S.H. begitu.", "Menurut [pengadu], S.H. begitu."),
        ("SEKAR  AYU\nWULANDARI datang", "[pengadu] datang"),
        ("sekar wulandari dan Ibu Sekar", "[pengadu] dan Ibu [pengadu]"),
        ("oleh S. Wulandari serta Sekar A. W", "oleh [pengadu] serta [pengadu]"),
        ("S. A. Wulandari; s wulandari", "[pengadu]; [pengadu]"),
        ("KTP_Sekar_Wulandari.pdf", "KTP_[pengadu].pdf"),
        ("Wulandarinya pergi.", "[pengadu] pergi."),
        ("Agung menolak, kata agung.", "[terlapor] menolak, kata [terlapor]."),
        ("Kuasa: YAYASAN TERANG BANGSA", "Kuasa: [kuasa]"),
        ("Se\u200bkar W\u00adulandari", "[pengadu]"),
        ("NIK 3174 0155 0190 0009, surel SEKAR.AYU@warga.example", "NIK [NIK], surel [surel]"),
        ("telp +62 812 3456 7890 atau (021) 5551234", "telp [telepon] atau ([telepon]"),
        ("Rumah di jalan kenanga 7, Kota Bogor.", "Rumah di [alamat]."),
        ("Ia bidan desa di Puskesmas Contoh.", "Ia [pekerjaan]."),
    ],
)
def test_who_is_known_is_found(written, stored):
    assert PERSONS.without(written) == stored
    assert PERSONS.without(stored) == stored


@pytest.mark.parametrize(
    "written",
    [
        "Yth. Bapak Gubernur, telepon (021) 3846719, setneg@setneg.go.id",
        "Putusan Mahkamah Agung",
        "Kata Dewi Wulandari, pegawai yang lain",
        "Kota Wulandari dan Kota Bogor",
        "S. A. hadir\nA. Pendahuluan",
        "Terang sekali bagi bangsa",
        "Setiap Pegawai Negeri Sipil dilarang",
        "Nomor 31740155019000091",
        "",
    ],
)
def test_the_rest_stays(written):
    assert PERSONS.without(written) == written


def test_an_anonymous_sender_hides_nobody():
    assert KnownPersons(names=(("[pengadu]", "Warga"), ("[pengadu]", "NN"))).without("Warga desa") == "Warga desa"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("<p data-block-key='a1'>Sdr. Sekar <b>Ayu</b>&nbsp;Wul&#97;ndari &amp; <i>dia</i></p>",
         "<p data-block-key='a1'>Sdr. [pengadu]<b></b> &amp; <i>dia</i></p>"),
        ("<ul><li><b>Sekar Wulandari</b></li><li>lain</li></ul>", "<ul><li><b>[pengadu]</b></li><li>lain</li></ul>"),
        ("<p>Se\u200bkar Wulan\u00addari</p>", "<p>[pengadu]</p>"),
        ("<p>Tetap &lt;b&gt; &amp; <br/>sama</p>", "<p>Tetap &lt;b&gt; &amp; <br/>sama</p>"),
    ],
)  # fmt: skip
def test_rich_text_keeps_its_mark_up(written, stored):
    assert without_in_html(PERSONS, written) == stored


def test_nobody_known_changes_nothing():
    assert not KnownPersons()
    assert KnownPersons().without("Sekar") == "Sekar"
