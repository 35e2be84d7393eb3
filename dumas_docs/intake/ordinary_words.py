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
# Words that begin sentences or stand behind "Bapak" and "petugas", months, days, units of offices: names of nobody.
COMMON = frozenset(
    "ada adalah adapun adat agama agar agustus ahad akan akibat aku alamat alhamdulillah anda anggaran angkat "
    "antara apa apabila apakah april asal asn assalamualaikum atas atasan atau awal ayah bagaimana bagi bagian "
    "bahkan bahwa bahwasanya banyak bapak barat baru bawah bayan bea begitu belum benar berdasarkan berencana "
    "berikut bersama beserta besok biasa biasanya bidan bidang bila bisa boleh bpjs bpk bpn bu buah bukan bulan "
    "bumd bumdes bumn bungsu carik cpns cukai dahulu dalam damai datang dear demi demikian dengan desember dewasa "
    "di dia diberi didatangi didik diduga dikirim dimana diminta dinas dini direksi diri disuruh ditipu dpr dprd "
    "dua dukuh dulu eropa februari ganteng gubernur hadap hadapan hadirin haji hal halo ham hamil hampir hanya "
    "haram harga harian harus haturkan hendak hingga honorer hormat ia imigrasi ini inilah itu itulah iya jadi "
    "jam jangan januari jawa jika jikalau juga juli jumat juni kabag kabid kadang kades kalau kali kalimantan "
    "kamis kandung kanit kapan karena kasi kata keamanan kebersihan kecamatan kedua kelas keluarga keluhan "
    "kemarin kemudian kenapa kepada kepegawaian kesehatan kesejahteraan keterangan ketiga ketika ketua kini "
    "kiranya kiri kk klien komandan komite kondisi korban kpk kritik ktp kua kurang kwitansi lagi lah lain lalu "
    "lama lampiran lanjut lapak lapangan lapas lebih lepas lewat lihat lokal loket lurah maaf maka makasih malah "
    "mana mantan mantri maret mari masa masih mata matur maupun mayoritas mei melainkan melalui melihat memang "
    "mengapa mengenai menurut mereka merujuk meskipun minggu modin mohon mulai mungkin murid muspika nah namun "
    "nanti ndak negeri nib november npwp nuwun nyuwun ojk oknum oktober oleh om pada padahal pajak pak papua para "
    "parkir pasal pasalnya pdam pelaksana pelaku pembangunan pemda pemerintah pemerintahan pemilik pemilu pemkab "
    "pemkot pemohon pemungut penagih pendidikan penerima pengawas pengirim penting perangkat perhubungan perihal "
    "perihalnya perizinan pernah pertama pertanahan piatu pihak pln pns pokok polisi polri pondok ponpes pppk "
    "presiden pribadi pukul pun pusat rabu regards rekaan republik retribusi rt rupiah rutan rw saat sabtu saja "
    "saksi salam salinan sama sambil sampah sampai samsat sangat satgas satpol sawit saya sebab sebagai sebagian "
    "sebelum sebesar sebuah secara sedang sedangkan segera sehingga sejak sekali sekarang sekda sekian sekitar "
    "selain selaku selalu selama selamat selanjutnya selasa selatan seluruh sementara semoga sendiri senin "
    "seorang seperempat seperti september serta sesuai sesudah setelah setempat setiap siang siapa silakan sini "
    "sipil sistem siswa sosial suatu sudah suka sukarela sulawesi sulung sumatera sumatra supaya swadaya swasta "
    "swastiastu swastyastu tahanan tahun tak tampak tangga tanggal tanpa tapi telah teman tembusan tempat tengah "
    "tentang tepat terakhir terhadap terhormat terima terkait terlampir terlapor ternyata tersangka tersebut "
    "tertanda terus tetapi tiap tiba tidak tidaklah tindak tiri tni trims ttd ttl tua tuan turut ulang untuk upah "
    "utara uu waktu walau walaupun wassalam wib wit wita yaitu yakni yang yatim yth".split()
)
# Beside them in the names of units and mailboxes.
OF_UNITS = frozenset(
    "administrasi adm aspirasi balai bagian bidang center cs customer dan daerah dari di dinas dpr dprd form forum "
    "gerakan helpdesk indonesia kabupaten kami kecamatan kelurahan keluhan komunitas konsumen masyarakat murid "
    "nasional no notifikasi official online pelapor pelaporan peduli penduduk pengadu pengaduan pengguna peserta "
    "petugas posko provinsi publik redaksi reply resmi sistem siswa suara system the tim untuk via wali warga".split()
)


NO_NAMES = ORDINARY | OF_UNITS | COMMON
WITH_MEANING = MEANINGFUL | NO_NAMES


def is_ordinary_name(name: str) -> bool:
    """Whether `name` consists of words of mailboxes and units alone: "Pengaduan Warga" names nobody."""
    words = re.findall(r"[^\W\d_]+", name.lower())
    return bool(words) and all(word in ORDINARY or word in OF_UNITS for word in words)


def is_no_name(word: str) -> bool:
    """Whether `word`, with a capital, is a word of the language rather than the name of somebody."""
    return word.lower().strip(".") in NO_NAMES


def means_something(word: str) -> bool:
    """Whether a part of a name, written small, is a word of the language."""
    return word.lower() in WITH_MEANING


def is_ordinary_word(name: str, *, texts: tuple[str, ...]) -> bool:
    """Whether `name` is one common word: known as such, or written small in `texts` that do begin words with capitals.

    "Gambar" sends a letter about "gambar yang saya lampirkan"; a person's name is written with a capital there."""
    word = name.strip()
    if not re.fullmatch(r"[^\W\d_]+", word):
        return False
    if word.lower() in ORDINARY:
        return True
    small = re.compile(rf"(?<![\w@.]){re.escape(word.lower())}(?![\w@.])")
    return any(small.search(text) and begins_with_capitals(text) for text in texts)


def begins_with_capitals(text: str) -> bool:
    """Whether the sentences of `text` begin with capitals, as not everybody writes them."""
    return len(re.findall(r"(?:^|[.!?]\s+)[A-Z][a-z]", text)) > 1
