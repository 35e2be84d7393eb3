"""Words that stand as names of mail accounts and are no names: to hide them would tear holes into a letter."""

import re

ORDINARY = frozenset(
    "aduan agen air akun anak anggota arsip bantuan barang baru berita besar biaya bukti buku dana data desa "
    "dinas dokumen email foto gambar gratis hadiah hak hari hijau hukum humas ibu ikan info informasi iuran izin "
    "jalan jual kabar kampung kantor kebun kecil kelompok keluarga kepala kerja keuangan kita kiriman kontak "
    "koran kota label laporan layanan lampiran listrik lokasi masalah mobil motor nama nasib nomor office orang "
    "pajak pasar pasien pekerja pelajar pelanggan pelayanan pengumuman penjualan perumahan petani pesan promo "
    "proyek pupuk pusat rahasia rakyat rumah sawah scan sekolah sekretariat semua suara support surat surel tanah "
    "tani teknik toko tolong uang umum undangan usaha warung web wilayah account admin contact group home image "
    "mail member news photo sales service staff team test user video".split()
)


def is_ordinary_word(name: str, *, texts: tuple[str, ...]) -> bool:
    """Whether `name` is one common word: known as such, or written small in `texts` that do begin words with capitals.

    "Gambar" sends a letter about "gambar yang saya lampirkan"; a person's name is written with a capital there."""
    word = name.strip()
    if not re.fullmatch(r"[^\W\d_]+", word):
        return False
    if word.lower() in ORDINARY:
        return True
    small = re.compile(rf"(?<![\w@.]){re.escape(word.lower())}(?![\w@.])")
    return any(small.search(text) and _has_capitals(text) for text in texts)


def _has_capitals(text: str) -> bool:
    return len(re.findall(r"(?:^|[.!?]\s+)[A-Z][a-z]", text)) > 1
