"""Words by which the matter of a complaint is recognised. Suggestions only: an analyst decides."""

import re

# What makes "pekerjaan" somebody's employment; by itself it is any works (on a road, a ministry of public works) or the
# line of a form that asks what a person lives on.
EMPLOYMENT = (
    r"(?:kehilangan|mencari|lapangan|lowongan|melamar|dijanjikan|menjanjikan|iming-iming|mendapat(?:kan)?|memperoleh|"
    r"(?:dipecat|diberhentikan|dikeluarkan|dirumahkan) dari|hak atas|perjanjian|syarat) pekerjaan(?! (?:umum|jalan|"
    r"jembatan|proyek|fisik|konstruksi)\b)\w*"
)
# Issue codes of domain §3 (after the 2009 guideline on recording complaints).
ISSUE_KEYWORDS: dict[str, str] = {
    "01": r"penyalahgunaan (?:wewenang|jabatan|kewenangan)|menyalahgunakan|sewenang-wenang|kesewenangan|intimidasi|"
    r"rangkap jabatan|merangkap|nepotisme|oknum|ijazah palsu|netralitas",
    "02": r"pelayanan|layanan|antre\w*|jalan (?:\w+ )?rusak|rusak parah|"
    r"(?:pekerjaan|perbaikan|pelebaran|pengaspalan|pembangunan|proyek) (?:proyek )?(?:jalan|jembatan|drainase|irigasi|"
    r"saluran|trotoar|gorong-gorong|talud)|pengaspalan|pekerjaan umum|listrik|air (?:bersih|minum)|sekolah|rapor|"
    r"puskesmas|rsud|rumah sakit|bpjs|pasien|pupuk|ktp|kartu keluarga|kependudukan|bantuan sosial|bansos|jembatan|"
    r"obat|solar|retribusi|administrasi kependudukan",
    "03": r"extort\w*|bribe\w*|corruption|"
    r"korupsi|koruptor|pungli|pungutan|iuran (?:pembangunan|wajib)|suap|sogok\w*|gratifikasi|pemerasan|memeras|"
    r"penyelewengan|diselewengkan|penggelapan|pemotongan|dipotong|potongan|biaya percepatan|biaya tambahan|"
    r"main proyek|mark ?-?up|bancakan|setoran|fee proyek|dana desa",
    "04": rf"{EMPLOYMENT}|hubungan kerja|kontrak kerja|thr|"
    r"upah|lembur|pekerja(?!an)\w*|buruh|phk|pesangon|gaji|honorer|guru honor|cpns|pppk|asn|pns|kepegawaian|"
    r"mutasi(?! rekening)|pensiun\w*|veteran|jabatan fungsional|tenaga kerja|calon pegawai|ketenagakerjaan",
    "05": r"sertifikat|tanah|lahan|sawah|ulayat|agraria|pertanahan|bpn|ptsl|ganti rugi|perumahan|rumah subsidi|"
    r"rusun\w*|pengembang|sengketa (?:batas|lahan)|penggusuran|kebun",
    "06": r"pengadilan|hakim|putusan|eksekusi|kejaksaan|jaksa|polisi|polres|polda|penyidik\w*|laporan polisi|tersangka|"
    r"kriminalisasi|penganiayaan|hak asasi|ham|perkara|penipuan|pencabulan|kekerasan seksual",
    "07": r"bentrok|kerusuhan|provokat\w+|menghasut|selebaran|separatis\w*|teroris\w*|radikal\w*|adu domba|makar|"
    r"konflik (?:sosial|antar\w*)|ketegangan",
    "08": r"regulasi|peraturan|perizinan|izin|oss|tata laksana|penyederhanaan|kebijakan|undang-undang|perda|perpres",
    "09": r"limbah|pencemaran|tercemar|sungai|merkuri|tambang|polusi|kebisingan|hutan|sampah|"
    r"lingkungan hidup|asap|banjir",
}
GENERAL_ISSUE = "10"
# Categories of SP4N-LAPOR! whose words do not appear in the table above.
CATEGORY_ISSUES = {"ketenagakerjaan": "04", "lingkungan": "09", "pertanahan": "05", "hukum": "06", "wewenang": "01"}

OVERSIGHT = re.compile(
    r"\b(?:korupsi|koruptor|pungli|pungutan|suap|disuap|menyuap|sogok\w*|gratifikasi|pemerasan|memeras|penyelewengan|"
    r"diselewengkan|menyelewengkan|penggelapan|digelapkan|pemotongan (?:bantuan|dana|bansos)|biaya percepatan|"
    r"main proyek|mark ?-?up|fiktif(?!\))|penyalahgunaan (?:wewenang|jabatan|kewenangan|dana|anggaran)|"
    r"menyalahgunakan (?:wewenang|jabatan)|oknum|uang pelicin|orang dalam|setoran|menyetor|nepotisme|merangkap|"
    r"rangkap jabatan|rekanan|ijazah palsu|unofficial (?:payment|fee)s?|bribe\w*|"
    r"extort\w*|corrupt(?:ion|ed)?|embezzl\w*|kickbacks?|abuse of (?:power|office|authority)|"
    r"illegal (?:fee|levy|charge)s?|"
    r"demand(?:s|ed|ing) (?:money|cash|(?:a |an )?(?:extra )?payment)|selisih (?:persediaan|kas|anggaran)|dipotong Rp|"
    r"iuran pembangunan|uang lelah|dimakan|diminta Rp|(?:me)?minta uang|diminta \d+ ?(?:rb|ribu|juta)|"
    r"(?:memotong|dipotong(?:nya)?|potongan|menyunat|disunat|menilep|ditilep)\b[^.\n]{0,20}\b(?:bantuan|dana|bansos|blt|pkh|honor|insentif|"
    r"anggaran)|(?:bantuan|dana|bansos|blt|pkh|insentif)\b[^.\n]{0,40}\b(?:dipotong|disunat|ditilep))\b",
    re.IGNORECASE,
)
# Specific personal data of UU 27/2022 art. 4 (health, biometric, criminal record, child, personal finance).
SPECIFIC_DATA: dict[str, re.Pattern[str]] = {
    "kesehatan": re.compile(
        r"\b(?:rekam medis|diagnos\w+|hiv|aids|gangguan jiwa|riwayat (?:penyakit|kesehatan)|hasil laboratorium|"
        r"pemeriksaan (?:kesehatan|rambut|darah)|pasien|kanker|tbc|stroke|gagal ginjal|cuci darah|kejang|keguguran)\b",
        re.IGNORECASE,
    ),
    "biometrik": re.compile(r"\b(?:sidik jari|retina|iris mata|data biometrik)\b", re.IGNORECASE),
    "catatan pidana": re.compile(
        r"\b(?:skck|catatan (?:kepolisian|kejahatan|pidana)|narapidana|residivis)\b", re.IGNORECASE
    ),
    "anak": re.compile(
        r"\b(?:anak di bawah umur|pencabulan|kekerasan (?:seksual|terhadap anak)|pelecehan|korban anak|perkara anak|"
        r"anak (?:saya|kami)[^.\n]{0,40}(?:\d{1,2} tahun|kelas \w+))\b",
        re.IGNORECASE,
    ),
    "keuangan pribadi": re.compile(
        r"\b(?:nomor rekening|no\.? rek(?:ening)?|slip gaji|rekening koran|kartu kredit|pinjaman online)\b",
        re.IGNORECASE,
    ),
}
MATTER = r"(?:pengaduan|aduan|surat|laporan|permohonan|berkas)"
INFORMATION = re.compile(
    r"\b(?:permintaan informasi|permohonan informasi|mohon informasi|minta informasi|meminta informasi|menanyakan|"
    r"tanya perkembangan|mohon penjelasan mengenai tata cara|perkembangan (?:pengaduan|surat|laporan|penanganan)|"
    rf"status {MATTER}|(?:apakah|kapan|sampai (?:di)?mana)\b[^.?!\n]{{0,20}}\b{MATTER}\b[^.!\n]{{0,120}}\?|"
    rf"tindak lanjut (?:dari |atas )?{MATTER} (?:saya|kami|tersebut|ini)\b[^.!\n]{{0,60}}\?|"
    r"(?:permohonan|permintaan|memohon|mohon|meminta|minta) (?:salinan )?data\b|keterbukaan informasi|"
    r"bagaimana (?:tata )?cara\b[^.!\n]{0,80}\?|(?:apa saja|bagaimana) (?:syarat|persyaratan|prosedur)|"
    r"request for information|how (?:can|do|to|should)\b[^.!\n]{0,80}\b(?:submit|file|complain|report)|"
    r"status of (?:my|our) (?:complaint|letter|report))",
    re.IGNORECASE,
)
ASPIRATION = re.compile(
    r"\b(?:aspirasi|usul(?:an)?|mengusulkan|saran|sumbang(?:an)? pikiran|gagasan|masukan untuk|sekadar ide|"
    r"menurut (?:saya|kami|hemat saya),? (?:sebaiknya|alangkah)|alangkah baiknya|"
    r"mohon dipertimbangkan (?:usul|ide|saran)|"
    r"terima kasih (?:atas|untuk|bapak|pak|presiden)|ucapan terima kasih|suggestion)\b",
    re.IGNORECASE,
)
COMPLAINT = re.compile(
    r"\b(?:pengaduan|mengadu(?:kan)?|aduan|melaporkan|laporkan|keberatan|dugaan|tidak dibayar|dirugikan|keluhan|"
    r"pungli|korupsi|complain\w*|report (?:a|an|the)|memprotes|somasi)\b",
    re.IGNORECASE,
)
