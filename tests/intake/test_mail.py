"""A mail is read whatever state it arrives in."""

import base64
import datetime
import hashlib

import pytest

from dumas_docs.intake.errors import EmptyMail, MailTooLarge, NotAMail
from dumas_docs.intake.headers import Address, DateNote
from dumas_docs.intake.mail import parse_mail
from dumas_docs.intake.mime import MAX_ATTACHMENTS, MAX_TEXT, MailNote
from tests.intake.letters import NOW, raw_mail, read


def head(subject: str = "uji", extra: str = "") -> str:
    return f"From: Budi <budi@x.example>\nTo: dumas@setneg.go.id\nSubject: {subject}\n{extra}"


def multipart(*parts: str, kind: str = "mixed", boundary: str = "batas") -> str:
    body = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f"MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary={boundary}\n\n{body}--{boundary}--\n"


def test_an_ordinary_mail():
    raw = raw_mail("Yth. Presiden\n\nJalan rusak.", files={"surat.docx": b"PK..."})
    mail = read(raw)
    assert mail.digest == hashlib.sha256(raw).hexdigest()
    assert mail.message_id == "satu@warga.example"
    assert mail.sender == Address("Sumarni Wulandari", "sumarni@warga.example")
    assert [person.email for person in mail.to] == ["dumas@setneg.go.id"]
    assert mail.date.isoformat() == "2026-03-12T09:15:00+07:00" and mail.date_note is None
    assert mail.text == "Yth. Presiden\n\nJalan rusak."
    assert [(a.name, a.content, a.is_inline) for a in mail.attachments] == [("surat.docx", b"PK...", False)]
    assert mail.notes == ()


@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("", DateNote.TANPA_TANGGAL),
        ("Date: kemarin sore\n", DateNote.TIDAK_TERBACA),
        ("Date: Thu, 99 Foo 2026 99:99:99 +0700\n", DateNote.TIDAK_TERBACA),
        ("Date: Fri, 31 Dec 9999 23:59:59 -1200\n", DateNote.TIDAK_TERBACA),
        ("Date: Thu, 12 Mar 2099 09:15:00 +0700\n", DateNote.MASA_DEPAN),
        ("Date: Thu, 01 Jan 1970 00:00:00 +0000\n", DateNote.TERLALU_LAMA),
    ],
)
def test_a_missing_or_forged_date_is_not_believed(date, note):
    mail = read(head(extra=date) + "\nisi")
    assert (mail.date, mail.date_note) == (None, note)


def test_a_date_without_zone_is_jakarta_time():
    mail = read(head(extra="Date: 12 Mar 2026 09:15:00\n") + "\nisi")
    assert mail.date == datetime.datetime(2026, 3, 12, 2, 15, tzinfo=datetime.UTC)


CHARSETS = [
    ("utf-8", "utf-8"),
    ("utf-8", "cp1252"),
    ("us-ascii", "utf-8"),
    ("iso-8859-1", "utf-8"),
    ("windows-1252", "cp1252"),
    ("utf-16", "utf-16"),
    ("utf-16le", "utf-16-le"),
    ("x-tidak-ada", "utf-8"),
    ("x-tidak-ada", "cp1252"),
    ('"; charset=', "utf-8"),
    ("hex", "utf-8"),
]


@pytest.mark.parametrize(("label", "real"), CHARSETS)
def test_any_charset_and_any_label(label, real):
    body = base64.b64encode("Café désa adat, “rusak” sejak 2021".encode(real)).decode()
    raw = head(extra=f"Content-Type: text/plain; charset={label}\nContent-Transfer-Encoding: base64\n") + f"\n{body}"
    assert read(raw).text == "Café désa adat, “rusak” sejak 2021"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (b"=?utf-8?q?d=C3=A9sa?= adat", "désa adat"),
        (b"=?utf-8?B?ZMM=?= =?utf-8?B?qXNh?=", "désa"),
        (b"=?utf-8?q?d=C3?=\n =?utf-8?q?=A9sa?=", "désa"),
        (b"=?iso-8859-1?q?d=E9sa?= =?utf-8?q?_adat?=", "désa adat"),
        (b"=?utf-8?q?caf=E9?=", "café"),
        (b"=?tidak-ada?q?desa?=", "desa"),
        (b"=?utf-8?b?!!!?= rusak", None),
        (b"=?utf-8?q?terbuka", "=?utf-8?q?terbuka"),
        ("désa mentah".encode(), "désa mentah"),
        ("désa mentah".encode("cp1252"), "désa mentah"),
        (b"baris satu\r\n\tbaris dua", "baris satu baris dua"),
        (b"nol\x00tengah", "noltengah"),
    ],
)
def test_subjects_in_every_encoding(subject, expected):
    mail = read(b"From: a@x.example\nSubject: " + subject + b"\n\nisi")
    assert "\x00" not in mail.subject and "\n" not in mail.subject
    assert expected is None or mail.subject == expected


def test_senders_raw_quoted_and_absurd():
    names = {
        b'"Wulandari, Sumarni" <s@x.example>': Address("Wulandari, Sumarni", "s@x.example"),
        b"=?utf-8?q?Ren=C3=A9e=2C_Ibu?= <r@x.example>": Address("Renée, Ibu", "r@x.example"),
        "Renée <r@x.example>".encode("cp1252"): Address("Renée", "r@x.example"),
        b"R@X.EXAMPLE": Address("", "r@x.example"),
        b"tanpa alamat sama sekali": Address("tanpa alamat sama sekali", ""),
    }
    for raw, expected in names.items():
        assert read(b"From: " + raw + b"\nSubject: x\n\nisi").sender == expected
    assert read(b"From: " + b"(" * 19_000 + b" b@x.example\nSubject: x\n\nisi").subject == "x"
    assert read(b"Subject: tanpa pengirim\n\nisi").sender == Address()


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename=\"surat.pdf\"", "surat.pdf"),
        ("attachment; filename*=UTF-8''d%C3%A9sa%20adat.pdf", "désa adat.pdf"),
        ("attachment; filename*0=\"surat-\"; filename*1=\"panjang.pdf\"", "surat-panjang.pdf"),
        ("attachment; filename*0*=UTF-8''d%C3%A9; filename*1*=sa.pdf", "désa.pdf"),
        ("attachment; filename=\"=?utf-8?q?d=C3=A9sa.pdf?=\"", "désa.pdf"),
        ("attachment; filename=désa.pdf", "désa.pdf"),
        ("attachment; filename*=tidak-ada''x.pdf", "x.pdf"),
        ("attachment; filename*0*=", ""),
    ],
)  # fmt: skip
def test_file_names_in_every_encoding(disposition, name):
    part = f"Content-Type: application/pdf\nContent-Disposition: {disposition}\n\nisi"
    mail = read(head() + multipart(part))
    assert [attachment.name for attachment in mail.attachments] == [name]


def test_html_replaces_a_placeholder_and_becomes_readable():
    html = (
        "<html><head><style>p{}</style></head><body><p>Kepada <b>Wakil Presiden</b>,</p><table><tr><th>Bagian</th>"
        "<th>Pekerja</th></tr><tr><td>Jahit</td><td>305</td></tr></table><script>alert('x')</script>"
        "<ul><li>satu<li>dua</ul>baris<br>baru &amp; lain&nbsp;lagi</body></html>"
    )
    parts = multipart(
        "Content-Type: text/plain\n\n(pesan HTML)", f"Content-Type: text/html\n\n{html}", kind="alternative"
    )
    mail = read(head() + parts)
    assert mail.notes == (MailNote.DARI_HTML,)
    lines = [line for line in mail.text.splitlines() if line]
    assert lines == [
        "Kepada Wakil Presiden,",
        "Bagian | Pekerja",
        "Jahit | 305",
        "- satu",
        "- dua",
        "baris",
        "baru & lain lagi",
    ]
    assert "alert" not in mail.text and "{" not in mail.text


def test_real_text_wins_over_its_html_twin_and_keeps_its_pictures():
    related = multipart(
        "Content-Type: text/html\n\n<p>isi surat yang sama</p>",
        "Content-Type: image/png\nContent-ID: <a>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=",
        kind="related",
        boundary="dalam",
    ).removeprefix("MIME-Version: 1.0\n")
    mail = read(head() + multipart("Content-Type: text/plain\n\nisi surat yang sama", related, kind="alternative"))
    assert mail.text == "isi surat yang sama"
    assert [(a.declared_mime, a.is_inline) for a in mail.attachments] == [("image/png", True)]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 40_000 + "akhir",
        "<table><tr><td>" * 9_000 + "akhir",
        "<a<b" * 60_000 + "> akhir",
        "<!--" * 30_000 + "akhir",
        "<script>" + "x" * 100_000,
        "&#x110000;&#xD800;&#0;&bohong; akhir",
        "<p>" + "<b><i>" * 8_000 + "akhir",
    ],
)
def test_hostile_html_ends(html):
    mail = read(head("judul") + f"Content-Type: text/html\n\n{html}")
    assert "\x00" not in mail.text
    mail.text.encode("utf-8")


def test_a_nested_mail_adds_its_text_and_its_files():
    inner = head("Keluhan asli") + multipart(
        "Content-Type: text/plain\n\nIsi asli.",
        "Content-Type: application/pdf\nContent-Disposition: attachment; filename=bukti.pdf\n\n%PDF",
        boundary="dalam",
    )
    for outer in (
        multipart("Content-Type: text/plain\n\nSaya teruskan.", f"Content-Type: message/rfc822\n\n{inner}"),
        multipart(
            "Content-Type: text/plain\n\nSaya teruskan.",
            "Content-Type: application/octet-stream; name=asli.eml\nContent-Transfer-Encoding: base64\n\n"
            + base64.encodebytes(inner.encode()).decode(),
        ),
        multipart(
            "Content-Type: text/plain\n\nSaya teruskan.",
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
            + base64.encodebytes(inner.encode()).decode(),
        ),
    ):
        mail = read(head("Fwd") + outer)
        assert mail.text.startswith("Saya teruskan.\n\n--- Surel terlampir: Keluhan asli | dari Budi <budi@x.example>")
        assert mail.text.endswith("Isi asli.")
        assert [(a.name, a.content.strip(), a.nested_in) for a in mail.attachments] == [
            ("bukti.pdf", b"%PDF", "Keluhan asli")
        ]


def nested(depth: int) -> str:
    return (
        head("dasar") + "\nisi"
        if not depth
        else head(f"{depth}") + f"Content-Type: message/rfc822\n\n{nested(depth - 1)}"
    )


def test_mails_in_mails_stop_at_the_limit_and_lose_nothing():
    mail = read(nested(12))
    assert MailNote.TERLALU_DALAM in mail.notes
    assert b"Subject: dasar" in mail.attachments[0].content


def test_structures_beyond_reason_are_read_as_text():
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    assert MailNote.STRUKTUR_TIDAK_TERBACA in read(head() + deep + "Content-Type: text/plain\n\nisi").notes
    wide = head() + multipart(*["Content-Type: text/plain\n\nx"] * 30_000)
    assert MailNote.STRUKTUR_TIDAK_TERBACA in read(wide).notes
    assert MailNote.STRUKTUR_TIDAK_TERBACA in read(nested(400)).notes


def test_a_long_file_is_counted_in_lines_whatever_ends_them():
    part = "Content-Type: text/csv\nContent-Disposition: attachment; filename=data.csv\n\n" + "1,2\n" * 1_100_000
    mail = read((head() + multipart("Content-Type: text/plain\n\nterlampir", part)).replace("\n", "\r\n"))
    assert (mail.text, [file.name for file in mail.attachments], mail.notes) == ("terlampir", ["data.csv"], ())


def test_no_text_reads_otherwise_than_it_is_stored():
    assert read(head() + "\nbayar \u202e000.01\u202c rupiah \u2066ya\u2069").text == "bayar 000.01 rupiah ya"


def test_thousands_of_parts_are_read_up_to_the_limit():
    part = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\n%PDF"
    mail = read(head() + multipart(*[part] * 5000))
    assert len(mail.attachments) == MAX_ATTACHMENTS
    assert MailNote.LAMPIRAN_TERLALU_BANYAK in mail.notes
    assert len(read(head() + multipart(*["Content-Type: text/plain\n\nkata"] * 5000)).text.split()) == 5000


@pytest.mark.parametrize("cut", [1, 2, 3, 5, 77, 400])
def test_truncated_base64_gives_what_arrived(cut):
    content = bytes(range(256)) * 4
    encoded = base64.encodebytes(content).decode().rstrip()[:-cut]
    mail = read(head() + multipart(
        "Content-Type: image/jpeg\nContent-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment; filename=a.jpg\n\n"
        + encoded
    ))  # fmt: skip
    assert content.startswith(mail.attachments[0].content)
    assert len(mail.attachments[0].content) > len(content) - cut - 3


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_line_end(ends):
    raw = (head() + multipart("Content-Type: text/plain\n\nsatu\ndua")).replace("\n", ends)
    assert read(raw).text == "satu\ndua"


@pytest.mark.parametrize(
    "body",
    [
        "Content-Type: multipart/mixed\n\n--a\nContent-Type: text/plain\n\nisi penting\n--a--",
        "Content-Type: multipart/mixed; boundary=\"\"\n\nisi penting",
        "Content-Type: multipart/mixed; boundary=b\n\ntanpa batas isi penting",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nisi penting",
        "Content-Type: ;;;\n\nisi penting",
        "Content-Type: text/plain; charset\n\nisi penting",
        "Content-Transfer-Encoding: bohong\n\nisi penting",
        "Content-Transfer-Encoding: base64\nContent-Type: text/html\n\n" + base64.b64encode(b"<p>isi penting").decode(),
    ],
)  # fmt: skip
def test_broken_structure_keeps_the_text(body):
    assert "isi penting" in read(head("x", body) if "\n\n" in body else body).text


def test_empty_foreign_and_oversized_input():
    for empty in (b"", b"\r\n \r\n", b"\x00\x00", b"From: a@x.example\n\n", b"From: a@x.example\nSubject:\n\n  \n"):
        with pytest.raises(EmptyMail) as caught:
            read(empty)
        assert caught.value.code == "SUREL_KOSONG"
    for foreign in (
        b"%PDF-1.4\n1 0 obj",
        b"MZ\x90\x00" + b"\0" * 99,
        b"Halo: dunia\n\nbukan surel",
        b"\xff\xd8\xff\xe0JFIF",
    ):
        with pytest.raises(NotAMail):
            read(foreign)
    with pytest.raises(MailTooLarge) as large:
        parse_mail(b"From: a@x.example\n\n" + b"x" * 2000, now=NOW, max_bytes=1000)
    assert "MB" in large.value.message


def test_a_mail_of_a_subject_or_a_file_alone_is_a_mail():
    assert read(b"From: a@x.example\nSubject: jalan rusak\n\n").title == "jalan rusak"
    only_file = multipart("Content-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nx")
    assert read("From: a@x.example\n" + only_file).title == "(tanpa perihal)"
    assert read(b"From: a@x.example\n\n\nbaris pertama\nbaris kedua").title == "baris pertama"


def test_very_long_text_is_shortened_with_a_note():
    mail = read(head() + "\n" + "kata " * 500_000)
    assert len(mail.text) <= MAX_TEXT
    assert mail.notes == (MailNote.TEKS_DIPOTONG,)


def test_headers_needed_later_are_kept():
    mail = read(head(extra="X-Lapor-Id: 7745120\nAuto-Submitted: auto-replied\nIn-Reply-To: <a@b>\n") + "\nisi")
    kept = {"X-Lapor-Id": "7745120", "Auto-Submitted": "auto-replied", "In-Reply-To": "<a@b>"}
    assert kept.items() <= mail.headers.items()


@pytest.mark.parametrize("layers", [61, 100, 400])
def test_the_text_of_a_mail_nested_too_deeply_is_taken_and_said_so(layers):
    inner = "Content-Type: text/plain\n\nJalan kami rusak."
    for layer in range(layers):
        inner = multipart(inner, boundary=f"batas{layer}")
    mail = read(head() + inner)
    assert mail.text == "Jalan kami rusak."
    assert MailNote.TERLALU_DALAM in mail.notes


@pytest.mark.parametrize(
    ("word", "subject"),
    [
        ("=?utf-8?B?7aC97bC9?=", "\U0001f43d"),
        ("=?utf-8?B?7aC9?= jalan", "\ufffd jalan"),
        ("=?utf-8?B?w6TDtsO8w6TDtsO8/w==?=", "\u00e4\u00f6\u00fc\u00e4\u00f6\u00fc\ufffd"),
    ],
)
def test_halves_of_characters_and_lost_bytes_become_no_letters_nobody_wrote(word, subject):
    assert read(head(subject=word) + "\nisi").subject == subject


@pytest.mark.parametrize("year", ["0001", "0012", "0099", "0203"])
def test_a_year_of_antiquity_is_not_taken_for_this_century(year):
    found = read(f"From: a@x.example\nDate: Mon, 1 Jan {year} 07:15:00 +0700\nSubject: x\n\nisi")
    assert (found.date, found.date_note) == (None, DateNote.TERLALU_LAMA)
