"""Persons behind titles, ranks, offices, kinship and labels are hidden; words, offices and places are not."""

import pytest

from dumas_docs.intake.introducers import people_introduced
from dumas_docs.intake.name_lists import people_listed
from dumas_docs.intake.redaction import redact

HIDDEN = "Rukminasari"


@pytest.mark.parametrize(
    "text",
    [
        "SIM dipersulit petugas Bripka {}.", "laporan diterima Aiptu {} kemarin", "oleh Letkol Inf. {} sendiri",
        "Mayor (Purn) {} mendukung kami", "Kata Ustadz {}, sabar.", "KH. {} sudah wafat", "uang diminta Lurah {}.",
        "disuruh Kades {} kemarin", "Kasi Pemerintahan Bpk. {} minta uang", "rekan saya {} dan saya",
        "tetangga saya, {}, melihat", "Suami ({}) anggota polisi", "ayah {} melihat", "Adik ipar saya yang bernama {}.",
        "rekening a.n. {}", "atas nama {}", "Petugas: {}", "PIC: {} (0812)", "Saksi: {}", "panggilan saya {}.",
        "Panggil saja {}.", "kami sebut {})", "saya sendiri ({} Dewi), suami",
        "BERNAMA SDR. RUKMINASARI SEBESAR RP 1 JUTA",
        "DIPOTONG OLEH IBU RT RUKMINASARI DAN LAIN", "dan Kadus {} juga",
        "Atasan saya, Kepala Seksi Drs. {} Dewi, marah",
        "Kepala sekolah kami, {} Dewi, S.Pd., memotong", "Ketua RT 04, {} Dewi.", "Bupati kami, {} Dewi, mengangkat",
        "Dewi binti H. {}", "{} alias Dewi", "Dewi br. {}", "Lim d/h {}",
        "Saya dan dua rekan, Dewi Lakamau serta {} Bria",
        "Penumpang yang tewas: Dewi (34), {} (12 th)", "{}, 61 tahun, pedagang", "pak kades rukminasari, yg jadi",
        "mbah rukminasari sakit", "Dibawa ke RS. Mama {} menangis", "Kepada Bapak Camat {},",
    ],
)  # fmt: skip
def test_who_is_introduced_is_hidden(text):
    assert "rukminasari" not in redact(text.format(HIDDEN)).lower()


@pytest.mark.parametrize(
    "text",
    [
        "Drs. Yohanes Manurung datang. Pak Yohanes mengancam.", "Ada Yohanes Manurung di sana, kata Pak Yohanes.",
        "Pak Yohanes menolak. Surat Markus Yohanes hilang.",
    ],
)  # fmt: skip
def test_who_is_hidden_by_a_short_form_is_hidden_in_full(text):
    assert not any(name in redact(text) for name in ("Yohanes", "Manurung", "Markus"))


@pytest.mark.parametrize(
    "text",
    [
        "Yth. Bapak,\n\nPensiun saya tidak cair.", "Ibu Kota pindah. Bapak Presiden, Ibu Menteri dan Pak RT tahu.",
        "Yth. Camat Rimbo", "Di Kecamatan Rimbo, Camat Rimbo diam.", "Kepala Desa Sukamaju, Kecamatan Rimbo, tahu.",
        "Camat Rimbo Selatan tahu.", "calo CPNS dan petugas PLN", "KORBAN PENIPUAN CPNS OLEH OKNUM POLISI",
        "petugas Loket 3, yaitu loket lama", "anak Indonesia dan anak yatim", "tolong pak presiden, pak mohon dibantu",
        "Izin usaha saya (NIB contoh) tertahan", "Ibu Hamil dan Ibu Rumah Tangga", "Uni Eropa, Jalan Mas Ayu",
        "TTL\t\t: Solo, 1 Januari 1970", "sampai Bapak Juli 2026", "Jahit\n17 th\nGudang\n6 th",
    ],
)  # fmt: skip
def test_words_offices_and_places_stay(text):
    assert redact(text) == text
    assert people_introduced(text) == []


def test_single_words_of_a_list_are_names_below_a_heading_that_says_so():
    rows = "1. Bambangsupeno (ayah, kelas 7A)\n2. Mulyati\n3. Fotokopi Sertifikat, dua lembar\n"
    assert people_listed(f"Daftar orang tua yang keberatan:\n{rows}") == ["Bambangsupeno", "Mulyati"]
    assert people_listed(f"Terlampir:\n{rows}") == []


def test_who_lives_in_a_village_of_his_name_leaves_its_name():
    text = "Warga Desa Teluk Pulai berterima kasih. Nurhayana Teluk Pulai"
    assert redact(text, names=["Nurhayana Teluk Pulai"]) == "Warga Desa Teluk Pulai berterima kasih. [pengadu]"
