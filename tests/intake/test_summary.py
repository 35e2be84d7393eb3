"""The proposed core of a matter: its first sentences, without greetings, labels and signatures."""

from dumas_docs.intake.summary import LONGEST, summarise

LETTER = """Kepada Yth. Bapak Menteri Sekretaris Negara

Dengan hormat,
Permohonan sertifikat saya sudah berjalan empat tahun tanpa kejelasan di kantor pertanahan kabupaten. Berkas lengkap
sudah saya serahkan pada Februari 2022 dan biaya sudah saya bayar.

Hormat saya,
[pengadu]
[alamat]"""


def test_greeting_and_signature_are_left_out():
    summary = summarise(LETTER)
    assert summary.startswith("Permohonan sertifikat saya")
    assert summary.endswith("biaya sudah saya bayar.")


def test_of_a_referral_only_the_report_counts():
    text = "Tracking ID : 1\nIsi laporan:\nKepada Presiden RI. Jalan rusak parah sejak banjir besar tahun lalu.\n\n"
    assert summarise(text + "Instruksi: mohon ditindaklanjuti.").endswith("sejak banjir besar tahun lalu.")


def test_a_short_mail_is_completed_by_its_letter():
    letter = "Pada 4 Februari 2022 saya mengajukan pendaftaran tanah pertama kali untuk sebidang sawah. " * 3
    assert "pendaftaran tanah" in summarise("Lihat surat terlampir.", attached_texts=(letter,))


def test_it_never_grows_too_long():
    assert len(summarise("Kata " * 500)) <= LONGEST
    assert len(summarise("Jalan rusak di desa kami. " * 100)) <= LONGEST
