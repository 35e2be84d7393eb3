"""Who writes, as far as the mail says; nothing is made up."""

from email.message import EmailMessage

import pytest

from dumas_docs.enums import Anonymity
from dumas_docs.intake.parties import Found, FoundIn, read_parties
from dumas_docs.intake.reported import NamedParty
from dumas_docs.intake.summary import summarise
from tests.intake.letters import mail, read


def complainant(text: str, **facts):
    attached = facts.pop("attached", ())
    is_referral = facts.pop("is_referral", False)
    return read_parties(mail=mail(text, **facts), attached=attached, is_referral=is_referral).complainant


def test_name_and_address_in_one_closing_line():
    found = complainant(
        "Rapor anak kami ditahan.\n\nSiti Maesaroh, Jl. Kenanga 14, Kota Pekalongan", sender="Wali Murid <w@x.id>"
    )
    assert found.name == Found("Siti Maesaroh", FoundIn.TANDA_TANGAN)
    assert (found.address.value, found.regency.value) == ("Jl. Kenanga 14, Kota Pekalongan", "Kota Pekalongan")
    assert found.has_clear_name is True


def test_a_closing_block_of_several_lines():
    text = (
        "Isi surat.\n\nHormat kami,\nSyafrizal Dt. Rajo Mangkuto\nJorong Padang Laweh, Nagari Koto Baringin\n"
        "Kabupaten Rimbo Gadang, Sumatera Barat\nTelepon 0812-0000-0417"
    )
    found = complainant(text)
    assert found.name.value == "Syafrizal Dt. Rajo Mangkuto"
    assert found.address.value.startswith("Jorong Padang Laweh")
    assert (found.regency.value, found.province.value) == ("Kabupaten Rimbo Gadang", "Sumatera Barat")
    assert found.phone.value == "081200000417"


def test_labels_in_the_letter_that_is_attached():
    letter = (
        "Pengaduan Layanan\nNama: Sumarni Wulandari\n"
        "Alamat: Dusun Krajan RT 03, Kabupaten Ngawi\nNIK : 3521 0101 0101 0001"
    )
    found = complainant("Surat terlampir.", attached=[("surat.docx", letter)])
    assert found.name == Found("Sumarni Wulandari", FoundIn.LAMPIRAN, "surat.docx")
    assert (found.regency.value, found.id_number.value) == ("Kabupaten Ngawi", "3521010101010001")


def test_names_in_other_evidence_are_not_the_complainants():
    contract = "Kontrak sewa\nNama: Budi Penyewa\nAlamat: Jl. Lain 9"
    found = complainant("Bukti terlampir.", attached=[("kontrak.pdf", contract)], sender="Sumarni Wulandari <s@x.id>")
    assert (found.name.value, found.address) == ("Sumarni Wulandari", None)


def test_the_reported_party_only_where_labelled():
    letter = "Kronologi\nPelapor: Forum Warga\nTerlapor: Suhardi, Ketua RW 05"
    parties = read_parties(
        mail=mail("Dipotong oleh Ketua RW bernama Suhardi. Saksi: Ibu Aminah."), attached=[("k.docx", letter)]
    )
    assert parties.reported == (NamedParty(name="Suhardi", position="Ketua RW 05"),)
    assert parties.complainant.name.value == "Forum Warga" and parties.complainant.is_organisation
    assert read_parties(mail=mail("Petugas bernama Gunarto meminta uang.")).reported == ()


def test_blocks_of_two_parties_are_not_mixed_up():
    text = "Identitas Terlapor:\nNama: Drs. Tarmuji\n\nIdentitas Pelapor:\nNama: Rukmini Sari\nAlamat: Jl. Melati 3"
    parties = read_parties(mail=mail(text))
    assert parties.reported == (NamedParty(name="Drs. Tarmuji"),)
    assert (parties.complainant.name.value, parties.complainant.address.value) == ("Rukmini Sari", "Jl. Melati 3")


@pytest.mark.parametrize(
    ("sender", "name", "clear"),
    [
        ("joko.s <j@x.id>", "joko.s", None),
        ("pegawai-prihatin <p@x.id>", "pegawai-prihatin", None),
        ("dr. Lestari <l@x.id>", "dr. Lestari", None),
        ("Hendra G. <h@x.id>", "Hendra G.", True),
        ("Wali Murid <w@x.id>", None, False),
        ("anonim <a@x.id>", None, False),
        ("promo <p@x.id>", None, False),
        ("x91@surat.example", None, False),
    ],
)
def test_how_clear_the_name_in_the_header_is(sender, name, clear):
    found = complainant("tolong ditindak oknum di dinas. saya saksi. hormat kami.", sender=sender)
    assert (found.name.value if found.name else None, found.has_clear_name) == (name, clear)


@pytest.mark.parametrize(
    "text",
    [
        "Kami mohon identitas kami dirahasiakan.",
        "Tolong rahasiakan nama saya.",
        "mohon jangan disebut nama saya pak",
        "Jangan sebutkan identitas kami kepada kepala desa.",
        "nama saya jangan dibuka",
        "Mohon nama saya jangan dipublikasikan.",
        "Tolong jaga kerahasiaan identitas saya.",
        "mohon laporan ini bersifat rahasia",
        "Please keep my identity confidential.",
        "Pak Yohan mengancam memecat. Mohon dirahasiakan. Dewi",
        "jangan sebut nama saya",
        "Tolong rahasiakan ya",
        "rahasiakan identitas",
        "Rahasiakan.",
        "mohon laporan saya ini dirahasiakan",
        "agar dirahasiakan demi keamanan",
        "saya takut, jangan sampai ketahuan saya yang lapor",
        "Mohon dijaga kerahasiaannya.",
        "JANGAN SEBUT NAMA SAYA",
        "mohon nama pelapor tidak disebutkan",
        "jangan cantumkan nama saya",
        "harap jangan bocorkan siapa saya",
    ],
)
def test_a_wish_for_secrecy_is_heard(text):
    assert complainant(text).anonymity == Anonymity.RAHASIA


@pytest.mark.parametrize(
    "text",
    [
        "Ini rahasia umum di desa kami.", "Nama saya Budi.", "Dana itu dirahasiakan bupati.",
        "Hasil tender dirahasiakan.", "Mengapa data itu dirahasiakan?", "Mohon dana itu tidak dirahasiakan bupati.",
    ],
)  # fmt: skip
def test_secrecy_is_not_read_into_other_words(text):
    assert complainant(text).anonymity == Anonymity.TERBUKA


def test_anonymous_senders():
    assert complainant("lihat lampiran", sender="anonim <x@x.id>").anonymity == Anonymity.ANONIM
    assert complainant("Pelapor: anonim\nisi", sender="x@x.id").anonymity == Anonymity.ANONIM
    assert complainant("isi\n\nHormat saya,\nBudi Santoso", sender="anonim <x@x.id>").anonymity == Anonymity.TERBUKA


def test_who_is_unwilling_to_be_named_is_anonymous_unless_he_signs():
    unwilling = "Mohon maaf saya tidak mencantumkan identitas demi keamanan."
    assert complainant(unwilling, sender="aman <a@x.id>").anonymity == Anonymity.ANONIM
    assert complainant(f"{unwilling}\n\nHormat saya,\nBudi Santoso").anonymity == Anonymity.RAHASIA


def test_a_letter_that_the_office_passes_on_is_its_writers():
    text = "Mohon didaftarkan.\n\nDari: Sari Dewi <sari@x.example>\nPerihal: Jalan\n\nRusak.\n\nHormat saya,\nSari Dewi"
    found = complainant(text, sender="Budi Pegawai <budi.p@setneg.go.id>")
    assert (found.name.value, found.email.value) == ("Sari Dewi", "sari@x.example")
    own = f"Jalan di depan rumah saya juga rusak sejak Mei.\n\n{text}"
    assert complainant(own, sender="Tetangga Baik <t@x.example>").name.value == "Tetangga Baik"


def test_who_signed_the_attached_letter_counts_when_the_mailbox_names_nobody():
    letter = "Kepada Yth. Presiden\nJalan rusak.\nHormat saya,\nSari Dewi\nJl. Dahlia 5, Kota Salatiga"
    found = complainant("", attached=[("surat.docx", letter)], sender="sd77@x.example")
    assert (found.name, found.regency.value) == (Found("Sari Dewi", FoundIn.LAMPIRAN, "surat.docx"), "Kota Salatiga")
    reply = complainant("Jawaban terlampir.", attached=[("jawaban.docx", letter)], sender="Rina Wati <r@x.example>")
    assert reply.name.value == "Rina Wati"


def test_an_attorney_in_running_text():
    found = complainant(
        "Rusdianto Marpaung, S.H., selaku kuasa hukum dari Ibu Sari Dewi berdasarkan surat kuasa khusus bermeterai."
    )
    assert found.principal.value == "Sari Dewi" and found.power_of_attorney_stamped


def test_an_officer_who_passes_a_report_on_is_not_the_complainant():
    officer = "Petugas Admin Nasional <admin@lapor.example>"
    found = complainant("Limbah dibuang. Pelapor meminta pemeriksaan.", sender=officer, is_referral=True)
    assert (found.name, found.email, found.has_clear_name) == (None, None, False)
    named = complainant("Pelapor        : Yosefina Bria Nahak\nAnonim : Tidak", sender=officer, is_referral=True)
    assert named.name.value == "Yosefina Bria Nahak"
    assert complainant("Anonim : Ya\nisi", sender=officer, is_referral=True).anonymity == Anonymity.ANONIM
    assert complainant("Rahasia : Ya\nisi", sender=officer, is_referral=True).anonymity == Anonymity.RAHASIA


def test_a_power_of_attorney():
    paper = "SURAT KUASA\nPemberi kuasa: 412 pekerja\nPenerima kuasa: Yayasan Peduli Buruh\nMeterai 10.000"
    found = complainant("Kuasa terlampir.", attached=[("kuasa.pdf", paper)], sender="Yayasan Peduli Buruh <y@x.id>")
    assert (found.represented_by.value, found.principal.value) == ("Yayasan Peduli Buruh", "412 pekerja")
    assert found.power_of_attorney and found.power_of_attorney_stamped


def test_the_offices_own_number_is_nobodys_contact():
    assert complainant("Isi.\n\nHormat saya,\nBudi Santoso\nWA 0813-1111-7426").phone is None


def test_a_forwarded_letters_signer_is_not_the_sender():
    text = "Kami teruskan surat warga.\n\n--- Surel terlampir: x ---\n\nIsi asli.\n\nHormat saya,\nLambolo Rano"
    assert complainant(text, sender="Rahmat Hidayat <r@x.id>").name.value == "Rahmat Hidayat"


def test_a_sentence_about_a_road_is_no_address():
    assert complainant("Isi surat.\n\nJalan rusak sejak 3 Maret 2026.").address is None
    assert complainant("Isi surat.\n\nHormat saya,\nBudi Santoso\nJalan Kenanga 14").address.value == "Jalan Kenanga 14"


@pytest.mark.parametrize(
    "signed",
    [
        "Ketua, Matius Rumbiak / Sekretaris, Dewi Sekar Arum",
        "Ketua, Matius Rumbiak\nSekretaris, Dewi Sekar Arum",
        "Ketua Forum: Matius Rumbiak\nSekretaris Forum: Dewi Sekar Arum",
        "Ketua,\nMatius Rumbiak\nSekretaris,\nDewi Sekar Arum",
        "Ketua,        Sekretaris,\n\n(Matius Rumbiak)        (Dewi Sekar Arum)",
    ],
)
def test_all_who_sign_for_a_group(signed):
    found = complainant(f"Jalan rusak.\n\nHormat kami,\n{signed}", sender="Forum Warga <f@x.id>")
    assert (found.name.value, found.co_signers) == ("Matius Rumbiak", ("Dewi Sekar Arum",))


def test_one_signer_stays_one():
    assert complainant("Jalan rusak.\n\nHormat saya,\nBudi Santoso\nKetua RT 05").co_signers == ()


@pytest.mark.parametrize(
    "text",
    [
        "Jalan rusak. Mohon ditindaklanjuti. Agus Salim Pranowo, Jl. Kenari 4, Kota Bogem",
        "Jalan rusak.\n\nDemikian. Hormat saya, Agus Salim Pranowo, Jl. Kenari 4, Kota Bogem. HP 0811-222-3333",
        "Jalan rusak sejak Mei. Terima kasih, Agus Salim Pranowo, alamat Jl. Kenari 4, Kota Bogem.",
        "Jalan rusak!\nSalam, (Agus Salim Pranowo), Jl. Kenari 4, Kota Bogem",
    ],
)
def test_who_signs_behind_the_last_sentence(text):
    found = complainant(text, sender="x9@x.id")
    assert (found.name.value, found.address.value) == ("Agus Salim Pranowo", "Jl. Kenari 4, Kota Bogem")
    assert (found.name.found_in, found.regency.value) == (FoundIn.TANDA_TANGAN, "Kota Bogem")


@pytest.mark.parametrize(
    "text",
    ["Kantornya di Jl. Kenari 4, Kota Bogem", "Silakan kunjungi Pasar Baru, Jl. Kenari 4, Kota Bogem",
     "Rapat. Kantor Desa Rimbo, Jl. Kenari 4, Kota Bogem"],
)  # fmt: skip
def test_a_place_with_its_address_has_not_signed(text):
    assert complainant(text, sender="x9@x.id").name is None


@pytest.mark.parametrize("said", ["No. Paspor : C7654321", "Nomor Passport = c 7654321", "Paspor: C7654321"])
def test_a_passport_stands_for_an_identity_number(said):
    assert complainant(f"Nama: Budi Santoso\n{said}").id_number.value == "C7654321"


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("sender", ["Budi Pegawai <budi.p@setneg.go.id>", "Wati Lestari <wati@x.example>"])
def test_a_forward_of_a_forward_is_the_innermost_writers(depth, sender):
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "Rukmini Sari <rs@x.example>", "Air mati"
    letter.set_content("Air di kampung kami tidak mengalir sejak 3 Maret 2026 dan tidak ada yang datang memeriksa.")
    for number in range(depth):
        outer = EmailMessage()
        outer["From"] = sender if number == depth - 1 else f"Perantara Nomor{number} <p{number}@x.example>"
        outer["Subject"] = "Fwd: Air mati"
        outer.add_attachment(letter)
        letter = outer
    read_mail = read(bytes(letter))
    found = read_parties(mail=read_mail).complainant
    assert (found.name.value, found.email.value) == ("Rukmini Sari", "rs@x.example")
    assert summarise(read_mail.text).startswith("Air di kampung")
