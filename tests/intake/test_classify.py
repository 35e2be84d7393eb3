"""Channel, addressees, kind, issue, oversight and starting level of a mail."""

import pytest

from dumas_docs.enums import Addressee, Anonymity, Channel, Classification, LetterSeal, Level, Oversight
from dumas_docs.intake.classify import classify
from tests.intake.letters import MAILBOXES, mail


def found(text: str, *, anonymity=Anonymity.TERBUKA, attached=(), **facts):
    return classify(mail=mail(text, **facts), anonymity=anonymity, attached=attached, mailboxes=MAILBOXES)


LAPOR = (
    "Laporan didisposisikan.\nTracking ID: 7745120\nKategori: Lingkungan Hidup\n"
    "Lokasi: Kabupaten Karawang, Jawa Barat\n\nIkan mati."
)


def test_a_report_of_lapor():
    result = found(LAPOR, subject="[SP4N-LAPOR!] Disposisi #7745120", headers={"X-Lapor-Id": "7745120"})
    assert (result.channel, result.external_id, result.category) == (Channel.SITUS_LAPOR, "7745120", "Lingkungan Hidup")
    assert (result.location.regency, result.location.province) == ("Kabupaten Karawang", "Jawa Barat")
    assert result.issue_codes[0] == "09" and result.is_referral
    assert found(LAPOR, subject="[SP4N-LAPOR!] Disposisi").external_id == "7745120"
    assert found(LAPOR, subject="Tanya").channel == Channel.EMAIL_DUMAS


def test_channels_by_mailbox():
    assert found("isi", to="persuratan@setneg.go.id").channel == Channel.EMAIL_PERSURATAN
    assert found("isi", to="bupati@x.id", headers={"Cc": "dumas@setneg.go.id"}).channel == Channel.EMAIL_DUMAS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yth. Bapak Presiden,\nisi", {Addressee.PRESIDEN}),
        ("Kepada Presiden RI. Bantuan dipotong.", {Addressee.PRESIDEN}),
        ("Kepada Wakil Presiden,\nisi", {Addressee.WAPRES}),
        ("Kepada Yang Terhormat\nMenteri Sekretaris Negara RI", {Addressee.MENSESNEG}),
        (
            "Kepada Yth.\n1. Bapak Presiden\n2. Bapak Menteri Sekretaris Negara",
            {Addressee.PRESIDEN, Addressee.MENSESNEG},
        ),
        ("Yth. Bapak Menteri Pertanian,\nisi", set()),
        ("Tembusan: Menteri Sekretaris Negara\nKepada Yth. Bupati", set()),
        ("Limbah dibuang sejak pemilihan presiden.", set()),
        ("Kepada Yth. Presiden Direktur PT Angin", set()),
        ("Dear Mr President,\nI was asked to pay.", {Addressee.PRESIDEN}),
        ("Kepada Yth. Bupati Malang\n\nIsi.\n\nTembusan:\n1. Presiden RI\n2. Mensesneg", set()),
    ],
)
def test_addressees(text, expected):
    assert set(found(text).addressees) == expected


def test_addressees_in_subject_and_attached_letter():
    assert found("isi", subject="mohon perhatian bapak presiden").addressees == (Addressee.PRESIDEN,)
    letter = [("surat.docx", "Pengaduan\nDitujukan kepada: Menteri Sekretaris Negara")]
    assert found("Terlampir.", attached=letter).addressees == (Addressee.MENSESNEG,)


def test_a_letter_to_another_office_with_a_copy_for_a_leader_is_a_mere_copy():
    copy = "Kepada Yth. Bupati Malang\n\nIsi.\n\nTembusan:\n1. Presiden RI\n2. Menteri Sekretaris Negara"
    assert found(copy).is_cc_only
    assert not found(copy.replace("Bupati Malang", "Asdep Dumas Kemensetneg")).is_cc_only
    assert not found("Jalan rusak.\n\nTembusan: Presiden RI").is_cc_only


def test_a_mere_copy_is_told_from_a_letter():
    copied = {"to": "gubernur@x.id", "headers": {"Cc": "dumas@setneg.go.id"}}
    letter = [("t.docx", "Kepada: Gubernur\nTembusan: Menteri Sekretaris Negara")]
    assert found("Kami sampaikan tembusan surat kami.", attached=letter, **copied).is_cc_only
    assert found("Surat utama ditujukan kepada Gubernur.").is_cc_only
    assert not found("Yth. Bapak Presiden,\nmohon bantuan.", **copied).is_cc_only
    assert not found("Jalan rusak.").is_cc_only


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        ("Permintaan informasi perkembangan pengaduan DM", "Mohon informasi.", Classification.PERMINTAAN_INFORMASI),
        ("Tanya", "Saya menanyakan tata cara mengirim surat.", Classification.PERMINTAAN_INFORMASI),
        ("Usul beasiswa", "Bukan mau mengadu.", Classification.ASPIRASI),
        ("Sumbang pikiran: UMKM", "Terlampir.", Classification.ASPIRASI),
        ("Surat", "Kami melaporkan pungli dan menanyakan tindak lanjutnya.", Classification.PENGADUAN),
        ("ADUAN", "tolong ditindak", Classification.PENGADUAN),
        ("Tanya", "Apakah surat saya tanggal 3 Mei sudah diterima?", Classification.PERMINTAAN_INFORMASI),
        ("Status pengaduan saya", "Belum ada kabar.", Classification.PERMINTAAN_INFORMASI),
        ("Permohonan data jumlah pengaduan", "Untuk skripsi.", Classification.PERMINTAAN_INFORMASI),
        ("Request for information", "How can I submit a complaint?", Classification.PERMINTAAN_INFORMASI),
        ("Ide", "Menurut saya sebaiknya subsidi langsung.", Classification.ASPIRASI),
        ("Upah", "Bagaimana cara kami hidup? Lembur tidak dibayar.", Classification.PENGADUAN),
        ("Illegal fee", "I was asked to pay a bribe. How can I report this?", Classification.PENGADUAN),
    ],
)
def test_kinds_of_submission(subject, text, expected):
    assert found(text, subject=subject).classification == expected


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("Penyalahgunaan wewenang camat", "01"),
        ("Pelayanan puskesmas ditolak", "02"),
        ("bukti korupsi dana desa", "03"),
        ("Upah di bawah minimum, lembur tidak dibayar", "04"),
        ("Sertifikat tanah tidak terbit", "05"),
        ("Putusan pengadilan tidak dieksekusi", "06"),
        ("Bentrok antar kampung", "07"),
        ("Perizinan dan regulasi usaha", "08"),
        ("Pencemaran sungai oleh limbah", "09"),
        ("Surat terbuka", "10"),
    ],
)
def test_issue_codes(subject, code):
    assert found("Mohon perhatian.", subject=subject).issue_codes[0] == code


WORKS = (
    "Pekerjaan jalan desa dihentikan sejak Maret",
    "Pekerjaan proyek jembatan Kali Rambut tidak selesai, batu diturunkan di halaman warga",
    "Dinas Pekerjaan Umum tidak menanggapi saluran yang tersumbat",
    "Pekerjaannya asal jadi: aspal jalan mengelupas dalam seminggu",
    "Nama: (tidak disebut)\nPekerjaan: petani\nAir minum tidak mengalir sejak Mei",
    "Papan nama pekerjaan pengaspalan tidak dipasang",
)
EMPLOYED = (
    "Pekerja pabrik belum menerima haknya",
    "Para pekerjanya dirumahkan tanpa surat",
    "Saya kehilangan pekerjaan karena menolak menandatangani surat itu",
    "Suami saya dipecat dari pekerjaannya tanpa alasan",
    "Dijanjikan pekerjaan di luar negeri, ternyata tidak ada",
    "Upah pekerjaan jalan belum dibayar kepada para buruh",
    "Pemutusan hubungan kerja sepihak",
)


@pytest.mark.parametrize(("texts", "expected"), [(WORKS, False), (EMPLOYED, True)])
def test_works_are_not_employment(texts, expected):
    for text in texts:
        assert (found(text, subject="Laporan warga").issue_codes[0] == "04") == expected, text
        assert ("04" in found("Mohon perhatian.", subject=" ".join(text.split())).issue_codes) == expected, text
    assert found("Isi.", subject="Pekerjaan jalan desa mangkrak").issue_codes[0] == "02"


def test_oversight_raises_the_level_and_says_why():
    result = found("Dipotong oleh oknum RW.", attached=[("a", "petugas meminta biaya percepatan")], subject="Bansos")
    assert (result.oversight, result.security_level) == (Oversight.BERKADAR_PENGAWASAN, Level.RAHASIA)
    assert "biaya percepatan" in result.reasons["oversight"]
    cut = found("Kepala desa memotong bantuan sosial kami.", subject="Bansos")
    assert cut.oversight == Oversight.BERKADAR_PENGAWASAN
    assert found("Gaji dipotong karena terlambat.", subject="Upah").oversight == Oversight.TIDAK_BERKADAR_PENGAWASAN
    quiet = found("PT Garmen (fiktif) membayar di bawah upah minimum.", subject="Upah")
    assert (quiet.oversight, quiet.security_level) == (Oversight.TIDAK_BERKADAR_PENGAWASAN, Level.TERBATAS)


@pytest.mark.parametrize(
    "facts",
    [
        {"text": "isi", "anonymity": Anonymity.RAHASIA},
        {"text": "isi", "anonymity": Anonymity.ANONIM},
        {"text": "isi", "subject": "RAHASIA - mohon dibaca"},
        {"text": "Hasil rekam medis ibu saya dibuka petugas.", "subject": "Keluhan"},
        {"text": "Ada nomor rekening kami di daftar.", "subject": "Keluhan"},
        {"text": "Pencabulan oleh guru tidak diproses.", "subject": "Keluhan"},
    ],
)
def test_secrecy_marks_and_specific_data_start_at_rahasia(facts):
    assert found(**facts).security_level == Level.RAHASIA


def test_sealed_and_top_secret_letters():
    text = "Surat pribadi dalam amplop tertutup saya titipkan ke Biro TU, mohon disampaikan langsung tanpa dibuka."
    private = found(text, subject="PRIBADI - untuk Bapak Menteri")
    assert (private.security_level, private.seal) == (Level.SANGAT_RAHASIA, LetterSeal.AMPLOP_TERTUTUP_PRIBADI)
    assert private.addressees == (Addressee.MENSESNEG,)
    marked = found("Laporan.", subject="SANGAT RAHASIA - laporan")
    assert (marked.security_level, marked.seal) == (Level.SANGAT_RAHASIA, LetterSeal.TERBUKA)
    assert found("Mobil pribadi bupati memakai dana dinas.", subject="Mobil pribadi").security_level == Level.TERBATAS


MINISTER, PRESIDENT = (Addressee.MENSESNEG,), (Addressee.PRESIDEN,)
PERSONAL = [
    ("SANGAT RAHASIA - pribadi untuk Menteri", "Laporan saya.", MINISTER),
    ("Sangat rahasia, pribadi untuk Menteri mohon dibuka sendiri", "Laporan saya.", MINISTER),
    ("PRIBADI: kepada Presiden", "Laporan.", PRESIDENT),
    ("[Pribadi] Untuk Wapres", "Laporan.", (Addressee.WAPRES,)),
    ("Surat pribadi untuk Bapak Mensesneg", "Laporan.", MINISTER),
    ("Untuk Bapak Menteri (pribadi)", "Laporan.", MINISTER),
    ("Hanya untuk Bapak Presiden", "Laporan.", PRESIDENT),
    ("Laporan", "Hanya boleh dibuka oleh Menteri Sekretaris Negara.\n\nIsi laporan.", MINISTER),
    ("Khusus untuk dibaca Bapak Menteri", "Isi.", MINISTER),
    ("Laporan", "PRIBADI DAN RAHASIA\nKepada Yth. Bapak Presiden\ndi Jakarta\n\nIsi.", PRESIDENT),
    ("Laporan", "Bersifat: pribadi\n\nKepada Yth. Ibu Menteri\n\nIsi.", MINISTER),
    ("Private and confidential", "To the Minister of State Secretariat. I report.", MINISTER),
    ("Personal & Confidential - for the President only", "I report.", PRESIDENT),
    ("Surat dalam amplop tertutup untuk Menteri", "Isi.", MINISTER),
]


@pytest.mark.parametrize(("subject", "text", "addressees"), PERSONAL, ids=[row[0] for row in PERSONAL])
def test_a_personal_letter_to_a_leader_is_for_him_alone(subject, text, addressees):
    result = found(text, subject=subject)
    assert (result.security_level, result.seal) == (Level.SANGAT_RAHASIA, LetterSeal.AMPLOP_TERTUTUP_PRIBADI)
    assert set(addressees) <= set(result.addressees)
    assert result.reasons["security_level"]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Dana desa untuk kepentingan pribadi", "Kepada Yth. Bapak Presiden\nKades memakai dana untuk pribadi."),
        (
            "Penyalahgunaan data pribadi",
            "Kepada Yth. Bapak Menteri\nData pribadi saya dijual, juga rekening pribadi.",
        ),
        ("Pengaduan", "Yth. Bapak Presiden\nSaya secara pribadi memohon. Hanya kepada Bapak Presiden kami mengadu."),
        ("Suap di dinas", "Kepada Bapak Presiden\nUang diserahkan dalam amplop tertutup kepada kepala dinas."),
        ("Bantuan", "Bantuan hanya untuk keluarga lurah. Kepada Bapak Menteri kami mohon."),
    ],
)
def test_private_matters_in_a_complaint_seal_nothing(subject, text):
    assert found(text, subject=subject).seal == LetterSeal.TERBUKA


def test_top_secret_alone_is_not_personal():
    assert found("Laporan kepada Bapak Menteri.", subject="SANGAT RAHASIA").seal == LetterSeal.TERBUKA
    closed = found("Surat ini dalam amplop tertutup.", subject="SANGAT RAHASIA - laporan")
    assert closed.seal == LetterSeal.AMPLOP_TERTUTUP_SANGAT_RAHASIA


@pytest.mark.parametrize(
    "text",
    ["An immigration officer tried to commit extortion at the airport.", "The clerk demanded money for my permit.",
     "We were asked to pay illegal fees.", "There is corruption in the village office."],
)  # fmt: skip
def test_oversight_in_an_english_letter(text):
    found = classify(mail=mail(text, subject="Report"), anonymity=Anonymity.TERBUKA, mailboxes=MAILBOXES)
    assert (found.oversight, found.security_level) == (Oversight.BERKADAR_PENGAWASAN, Level.RAHASIA)
