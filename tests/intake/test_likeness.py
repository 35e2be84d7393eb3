"""The same matter is recognised from keyed hashes; another matter is not."""

import json
import random

import pytest

from dumas_docs.intake.likeness import Fingerprint, compare, fingerprint, names_mentioned

SECRET = b"kunci-rahasia-kantor-32-byte-xx."
BODY = (
    "Kepada Yth. Bapak Menteri Sekretaris Negara\n\nPermohonan sertifikat saya di kantor pertanahan sudah berjalan "
    "empat tahun tanpa kejelasan. Surat lengkap terlampir.\n\nHormat saya,\nSumarni Wulandari"
)
LETTER = "Petugas loket meminta biaya percepatan. Peta bidang belum saya terima; nomor berkas 11873/2022."
SUBJECT = "Pengaduan: sertifikat tanah tidak kunjung terbit"


def make(
    text: str = "", *, subject: str = "", sender: str = "", name: str = "", files=(), secret=SECRET, own_numbers=()
) -> Fingerprint:
    return fingerprint(
        secret=secret,
        subject=subject,
        text=text,
        sender_email=sender,
        complainant_name=name,
        attached_texts=files,
        mentions=names_mentioned(f"{subject}\n{text}"),
        own_numbers=own_numbers,
    )


KNOWN = make(BODY, subject=SUBJECT, sender="sumarni@warga.example", name="Sumarni Wulandari", files=[LETTER])


def test_a_forwarded_letter_with_a_new_line_on_top():
    text = (
        "Saya kirim ulang karena belum ada jawaban.\n\n--- Pesan terusan ---\nPermohonan sertifikat saya di kantor "
        "pertanahan sudah berjalan empat tahun tanpa kejelasan. Surat lengkap terlampir.\nNomor berkas 11873/2022."
    )
    again = make(text, subject=f"Fwd: {SUBJECT}", sender="SUMARNI@warga.example")
    found = compare(new=again, known=KNOWN)
    assert found.is_likely and set(found.signs) == {"text", "subject", "sender", "number"}
    assert any(str(found.percent) in reason for reason in found.reasons())
    alone = compare(new=make(text.replace("11873/2022", "")), known=KNOWN)
    assert alone.is_likely and alone.signs == ("text",)
    assert again.query_keys() & KNOWN.lookup_keys()


def test_a_question_that_names_the_complainant_is_possibly_related():
    text = "Mohon informasi perkembangan pengaduan ibu saya, Sumarni Wulandari, mengenai sertifikat tanah."
    question = make(text, subject="Permintaan informasi", sender="dewi@x.example", name="Dewi Anggraini")
    found = compare(new=question, known=KNOWN)
    assert found.signs == ("name",) and found.is_possible and not found.is_likely
    assert question.query_keys() & KNOWN.lookup_keys()


@pytest.mark.parametrize(
    "other",
    [
        make("Jatah pupuk tidak pernah sampai ke petani di desa kami.", subject="Pupuk bersubsidi hilang di pengecer"),
        make("Kepada Yth. Bapak Menteri Sekretaris Negara\n\nUpah tidak dibayar.\n\nHormat saya,\nBudi"),
        make("Jalan rusak sejak 2021.", subject="Jalan rusak", sender="sumarni@warga.example"),
        make("tolong ditindak", subject="ADUAN"),
        make("", subject=""),
    ],
)
def test_another_matter_is_not_the_same(other):
    assert not compare(new=other, known=KNOWN).is_possible


def test_a_short_text_inside_a_long_one_and_the_other_way_round():
    dice = random.Random(1)
    words = ["".join(dice.choices("abcdefghijklmnop", k=6)) for _ in range(3000)]
    long, short = " ".join(words), " ".join(words[1000:1400])
    for new, known in ((make(short), make(long)), (make(long), make(short))):
        found = compare(new=new, known=known)
        assert found.percent > 60 and found.is_likely
        assert new.query_keys() & known.lookup_keys()
    stranger = " ".join("".join(dice.choices("qrstuvwxyz", k=6)) for _ in range(3000))
    assert compare(new=make(stranger), known=make(long)).score == 0


def test_numbers_that_count_and_numbers_that_do_not():
    for number in ("11873/2022", "B-235/KP-RG/HP.02/06/2026", "LP/B/140/VIII/2025", "7745120"):
        assert make(f"berkas {number}.").numbers == make(f"perihal nomor {number} itu").numbers != ()
    for number in ("RT 03/RW 01", "12/03/2026", "Rp 600.000", "2026", "dan/atau", "pukul 20.00"):
        assert make(f"pada {number} kami").numbers == ()


def test_nothing_readable_and_nothing_guessable_is_stored():
    stored = json.dumps(KNOWN.to_json())
    for word in ("sertifikat", "sumarni", "11873", "warga.example"):
        assert word not in stored.lower()
    other_key = make(BODY, subject=SUBJECT, sender="sumarni@warga.example", secret=b"kunci lain" * 3)
    assert not other_key.query_keys() & KNOWN.lookup_keys()


def test_what_is_stored_comes_back_whole_and_stays_small():
    assert Fingerprint.from_json(json.loads(json.dumps(KNOWN.to_json()))) == KNOWN
    long = make(
        "kata " * 10 + " ".join(map(str, range(50_000))), files=["x y z " + " ".join(map(str, range(9_000)))] * 20
    )
    assert len(long.lookup_keys()) < 300
    assert all(-(2**63) <= key < 2**63 for key in long.lookup_keys())


OWN_NUMBERS = ("DM-2026-000041", "41/Agd-Dumas/2026", "7KQ2-M4XP-9RTW-B3HN", "9041177")


@pytest.mark.parametrize(
    "quoted",
    [
        "perkembangan pengaduan saya nomor DM-2026-000041", "nomor register DM-2026-000041.", "(dm-2026-000041)",
        "No. DM 2026 000041", "DM2026-000041", "register DM\u20132026\u201341", "DM.2026/000041",
        "nomor agenda 41/Agd-Dumas/2026", "agenda 41 / agd-dumas / 2026", "kode 7KQ2-M4XP-9RTW-B3HN",
        "kode lacak: 7kq2 - m4xp - 9rtw - b3hn", "laporan LAPOR 9041177",
    ],
)  # fmt: skip
def test_whoever_quotes_the_number_of_a_case_means_that_case(quoted):
    known = make(BODY, subject=SUBJECT, own_numbers=OWN_NUMBERS)
    asked = make(f"Mohon kabar {quoted} terima kasih.", subject="Tanya")
    found = compare(new=asked, known=known)
    assert found.is_likely and found.signs == ("own",)
    assert asked.query_keys() & known.lookup_keys()
    assert Fingerprint.from_json(json.loads(json.dumps(known.to_json()))) == known


@pytest.mark.parametrize(
    "other", ["DM-2026-000042", "DM-2025-000041", "140/Agd-Dumas/2026", "7KQ2-M4XP-9RTW-B3HM", "DM"]
)
def test_another_number_is_another_case(other):
    known = make(BODY, subject=SUBJECT, own_numbers=OWN_NUMBERS)
    assert compare(new=make(f"Mohon kabar nomor {other}."), known=known).score == 0


@pytest.mark.parametrize(
    "head",
    [
        "--- Surel terlampir: Aduan | dari [nama] <[surel]> | Thu, 12 Mar 2026 09:15:00 +0700 ---",
        "---------- Forwarded message ---------\nFrom: [nama] <[surel]>\nDate: 12 Mar 2026 at 09:15\nSubject: Aduan",
        "Dari: [nama]\nDikirim: Kamis, 12 Maret 2026 09.15\nPerihal: Aduan\nMessage-ID: <2026031209150001@x.id>",
        "> Pada 12 Mei 2026 10.15 kami rapat.",
    ],
)
def test_the_date_above_a_forwarded_letter_is_no_reference(head):
    first = make(f"{head}\n\nJalan di desa kami rusak sejak lama.")
    other = make(f"{head}\n\nGaji guru honorer belum dibayar.")
    assert "number" not in compare(new=other, known=first).signs


def test_a_number_in_the_subject_of_a_forwarded_letter_counts():
    head = "--- Surel terlampir: Tanya DM-2026-000012 | dari [nama] | Thu, 12 Mar 2026 09:15:00 +0700 ---"
    asked = make(f"{head}\n\nBagaimana kabarnya?")
    assert "own" in compare(new=asked, known=make(BODY, own_numbers=("DM-2026-000012",))).signs
