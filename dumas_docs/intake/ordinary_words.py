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

# Names that are words too: written small they mean the word.
MEANINGFUL = frozenset(
    "adil agung akbar aman amal amin angin anugerah asih asri awan ayu bakti bangun banyu bayu berkah berlian bintang "
    "biru budi bulan bumi bunga cahaya cantik cempaka cinta cipta citra dahlia damai dewa dewi dharma dua elok emas "
    "embun fajar guna guntur hadi hadiah harapan hening hijau hikmah hujan idaman ikhlas imam iman indah indra intan "
    "jati jaya jujur juara juli karunia karya kasih kembang kenanga kencana kuning kurnia langit laut lestari lima "
    "lintang lulus makmur maju malam manis mardika mas mawar melati mega merah merdeka merpati muda muhibah mulia "
    "mulya murah murni mutiara nurani nusantara panjang pelangi permai permana permata pertama pertiwi prima pulung "
    "purnama purwa pusaka putih putra putri rahmat raja ratna ratu rejeki rezeki ria rimba rindu rukun sabar sakti "
    "samudra santoso santosa sari satria satu sayang sederhana segar sehat sejahtera sejati selamat senja sentosa "
    "setia siaga slamet subuh subur suci suka sukma surya susilo syukur taufik teguh teladan teratai tiga timur toga "
    "tulus tunggal utama utomo wahyu waluyo wangi warni widya wijaya wibawa yakin zaman".split()
)
# Beside them in the names of units and mailboxes.
OF_UNITS = frozenset(
    "administrasi adm aspirasi balai bagian bidang center cs customer dan daerah dari di dinas dpr dprd form forum "
    "gerakan helpdesk indonesia kabupaten kami kecamatan kelurahan keluhan komunitas konsumen masyarakat murid "
    "nasional no notifikasi official online pelapor pelaporan peduli penduduk pengadu pengaduan pengguna peserta "
    "petugas posko provinsi publik redaksi reply resmi sistem siswa suara system the tim untuk via wali warga".split()
)


def is_ordinary_name(name: str) -> bool:
    """Whether `name` consists of words of mailboxes and units alone: "Pengaduan Warga" names nobody."""
    words = re.findall(r"[^\W\d_]+", name.lower())
    return bool(words) and all(word in ORDINARY or word in OF_UNITS for word in words)


def means_something(word: str) -> bool:
    """Whether a part of a name, written small, is a word of the language."""
    return word.lower() in MEANINGFUL | ORDINARY | OF_UNITS


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
