"""Which files come in, under what name and type, and which do not."""

import hashlib
import io
import random

import pytest

from dumas_docs.enums import EvidenceKind
from dumas_docs.imports.accept import FileNote, accept_file
from dumas_docs.imports.extraction import ExtractionStatus
from dumas_docs.imports.limits import FileLimits
from dumas_docs.imports.refusals import FileRefused, RefusalCode
from tests.imports.makers import (
    docx_bomb,
    huge_png,
    make_docx,
    make_image,
    make_odt,
    make_pdf,
    make_xlsx,
    ole,
    replace_part,
    zip_of,
)

EXE = b"MZ\x90\x00\x03" + b"\0" * 4000
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def heic() -> bytes:
    import pillow_heif
    from PIL import Image

    buffer = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48))).save(buffer)
    return buffer.getvalue()


ACCEPTED = {
    "surat.docx": (lambda: make_docx("Yth. Presiden"), EvidenceKind.DOKUMEN),
    "daftar.xlsx": (lambda: make_xlsx(A=[[1]]), EvidenceKind.DOKUMEN),
    "daftar.pdf": (lambda: make_pdf("isi"), EvidenceKind.DOKUMEN),
    "surat.odt": (lambda: make_odt("<text:p>isi</text:p>"), EvidenceKind.DOKUMEN),
    "catatan.txt": (lambda: b"BM dan MZ adalah inisial saksi.", EvidenceKind.DOKUMEN),
    "pesan.eml": (lambda: b"From: a@x.example\nSubject: uji\n\nisi", EvidenceKind.DOKUMEN),
    "foto.jpg": (make_image, EvidenceKind.FOTO),
    "foto.png": (lambda: make_image("PNG"), EvidenceKind.FOTO),
    "foto.tif": (lambda: make_image("TIFF"), EvidenceKind.FOTO),
    "foto.webp": (lambda: make_image("WEBP"), EvidenceKind.FOTO),
    "foto.heic": (heic, EvidenceKind.FOTO),
    "suara.mp3": (lambda: b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 400, EvidenceKind.REKAMAN),
    "suara.m4a": (lambda: b"\0\0\0\x20ftypM4A \0\0\0\0" + b"\0" * 400, EvidenceKind.REKAMAN),
    "video.mp4": (lambda: b"\0\0\0\x20ftypisom\0\0\0\0isomiso2mp41" + b"\0" * 400, EvidenceKind.REKAMAN),
    "suara.wav": (lambda: b"RIFF\x24\x08\0\0WAVEfmt " + b"\0\x01" * 400, EvidenceKind.REKAMAN),
    "suara.ogg": (lambda: b"OggS\0\x02" + b"\0" * 400, EvidenceKind.REKAMAN),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_honest_files_come_in_as_they_are(name):
    build, kind = ACCEPTED[name]
    content = build()
    accepted = accept_file(name=name, content=io.BytesIO(content))
    assert (accepted.name, accepted.kind, accepted.notes) == (name, kind, ())
    assert (accepted.size, accepted.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (accepted.pixel_size == (64, 48)) == (kind == EvidenceKind.FOTO)


REFUSED = [
    ("kosong.pdf", b"", RefusalCode.KOSONG),
    ("bukti.pdf", EXE, RefusalCode.PROGRAM),
    ("surat.docx", EXE, RefusalCode.PROGRAM),
    ("surat.docx", b"\x7fELF\x02\x01\x01" + b"\0" * 900, RefusalCode.PROGRAM),
    ("foto.jpg", SVG, RefusalCode.KODE_AKTIF),
    ("surat.txt", b"<!DOCTYPE html><html><body>halo</body></html>", RefusalCode.KODE_AKTIF),
    ("surat.txt", b"\xef\xbb\xbf  <!-- x --><script>alert(1)</script>", RefusalCode.KODE_AKTIF),
    ("surat.txt", "<html><script>1</script>".encode("utf-16"), RefusalCode.KODE_AKTIF),
    ("surat.txt", b"isi biasa lalu <script src=x>", RefusalCode.KODE_AKTIF),
    ("jalankan.bat", b"del /q *.*", RefusalCode.KODE_AKTIF),
    ("jalankan", b"#!/bin/sh\nrm -rf /", RefusalCode.KODE_AKTIF),
    ("bukti.zip", zip_of(**{"foto.jpg": b"x"}), RefusalCode.ARSIP),
    ("surat.docx", zip_of(**{"foto.jpg": b"x"}), RefusalCode.ARSIP),
    ("bukti.rar", b"Rar!\x1a\x07\x00" + b"\0\xff" * 100, RefusalCode.ARSIP),
    ("bukti.7z", b"7z\xbc\xaf\x27\x1c\0\x04" + b"\0\xff" * 100, RefusalCode.ARSIP),
    ("data.bin", bytes(range(256)) * 20, RefusalCode.JENIS_TIDAK_DITERIMA),
    ("pasang.doc", ole("Installer"), RefusalCode.JENIS_TIDAK_DITERIMA),
    ("lama.doc", ole("WordDocument", "_VBA_PROJECT"), RefusalCode.MAKRO),
    ("rusak.docx", make_docx("isi" * 500)[:1500], RefusalCode.RUSAK),
    ("rusak.docx", replace_part(make_docx("isi"), "word/document.xml", b"<w:document"), RefusalCode.RUSAK),
    ("rusak.pdf", make_pdf("isi")[:60], RefusalCode.RUSAK),
    ("rusak.pdf", b"%PDF-1.7\n" + random.Random(5).randbytes(5000), RefusalCode.RUSAK),
    ("rusak.jpg", make_image("JPEG", (400, 400))[:9000], RefusalCode.RUSAK),
    ("rusak.png", make_image("PNG", (400, 400))[:9000], RefusalCode.RUSAK),
    ("raksasa.png", huge_png(60_000, 60_000), RefusalCode.TERLALU_BANYAK_PIKSEL),
    ("makro.docx", replace_part(make_docx("isi"), "word/vbaProject.bin", b"x"), RefusalCode.MAKRO),
]


@pytest.mark.parametrize(
    ("name", "content", "code"), REFUSED, ids=[f"{code}-{n}" for n, (_, _, code) in enumerate(REFUSED)]
)
def test_bad_files_are_refused_by_name(name, content, code):
    with pytest.raises(FileRefused) as caught:
        accept_file(name=name, content=content)
    assert caught.value.code == code
    assert name in caught.value.message


def test_a_macro_document_under_its_content_type_alone():
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    with pytest.raises(FileRefused) as caught:
        accept_file(name="surat.docx", content=replace_part(make_docx("x"), "[Content_Types].xml", types))
    assert caught.value.code == RefusalCode.MAKRO


def test_zip_bombs_by_size_ratio_and_number_of_entries():
    many = zip_of(**{"[Content_Types].xml": b"<Types/>", **{f"word/{n}.xml": b"" for n in range(6000)}})
    endless = zip_of(**{"[Content_Types].xml": b"<Types/>", **{f"word/{n:0200}.xml": b"" for n in range(9000)}})
    for bomb in (docx_bomb(300), docx_bomb(20), many, endless):
        with pytest.raises(FileRefused) as caught:
            accept_file(name="surat.docx", content=bomb)
        assert caught.value.code == RefusalCode.BOM_ZIP


def test_a_zip_that_lies_about_its_sizes_does_not_unpack():
    bomb = bytearray(docx_bomb(300))
    true_size = (300 * 1024 * 1024).to_bytes(4, "little")
    while true_size in bomb:
        at = bomb.index(true_size)
        bomb[at : at + 4] = (5000).to_bytes(4, "little")
    with pytest.raises(FileRefused) as caught:
        accept_file(name="surat.docx", content=bytes(bomb))
    assert caught.value.code == RefusalCode.RUSAK


def test_the_size_limit_stops_reading():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"a" * size

    source = Endless()
    with pytest.raises(FileRefused) as caught:
        accept_file(name="besar.txt", content=source, limits=FileLimits(max_bytes=3_000_000))
    assert caught.value.code == RefusalCode.TERLALU_BESAR
    assert source.given < 6_000_000


def test_locked_files_are_evidence_and_say_so():
    for name, content in (
        ("audit.pdf", make_pdf("isi", password="kunci")),
        ("surat.odt", make_odt("", encrypted=True)),
        ("surat.docx", ole("EncryptedPackage", "EncryptionInfo")),
    ):
        accepted = accept_file(name=name, content=content)
        assert FileNote.TERENKRIPSI in accepted.notes
        assert (accepted.extraction.status, accepted.extraction.text) == (ExtractionStatus.TERENKRIPSI, "")


def test_old_office_files_are_kept_but_never_opened():
    accepted = accept_file(name="surat.doc", content=ole("WordDocument"))
    assert (accepted.mime, accepted.notes) == ("application/msword", (FileNote.FORMAT_LAMA,))
    assert accepted.extraction.status == ExtractionStatus.TIDAK_DIDUKUNG


@pytest.mark.parametrize(
    ("name", "content", "stored", "mime"),
    [
        ("foto.png", make_image(), "foto.png.jpg", "image/jpeg"),
        ("foto.hta", make_image(), "foto.hta.jpg", "image/jpeg"),
        ("surat.docx", b"hanya teks biasa", "surat.docx.txt", "text/plain"),
        ("surat.docx.exe", make_docx("isi"), "surat.docx.exe.docx", None),
    ],
)
def test_the_stored_name_ends_as_its_content_is(name, content, stored, mime):
    accepted = accept_file(name=name, content=content)
    assert accepted.name == stored
    assert mime is None or accepted.mime == mime
    assert FileNote.JENIS_BERBEDA_DARI_NAMA in accepted.notes


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Budi\\bukti.txt", "bukti.txt"),
        ("bukti\u202etxt.exe.txt", "buktitxt.exe.txt"),
        ("a\x00b\r\n.txt", "ab.txt"),
        ("nul.txt", "_nul.txt"),
        ("..", "tanpa-nama.txt"),
        (None, "tanpa-nama.txt"),
        ("", "tanpa-nama.txt"),
        ("   .txt", "txt.txt"),
        ("e\u0301.txt", "é.txt"),
        ('a<b>"c|d?.txt', "a_b__c_d_.txt"),
    ],
)
def test_names_are_made_safe(raw, stored):
    accepted = accept_file(name=raw, content=b"isi berkas")
    assert accepted.name == stored


@pytest.mark.parametrize("letter", ["a", "é", "漢", "😀"])
def test_long_names_fit_any_file_system_and_keep_their_extension(letter):
    accepted = accept_file(name=letter * 300 + ".txt", content=b"isi")
    assert len(accepted.name.encode()) <= 180
    assert accepted.name.endswith(".txt")
    mislabelled = accept_file(name=letter * 300 + ".png", content=b"isi sebuah berkas")
    assert len(mislabelled.name.encode()) <= 180
    assert mislabelled.name.endswith(".png.txt")


@pytest.mark.parametrize("seed", range(12))
def test_mangled_documents_never_raise_anything_else(seed):
    dice = random.Random(seed)
    content = bytearray(dice.choice([make_docx("isi surat"), make_pdf("isi", "dua"), make_xlsx(A=[[1]]), make_image()]))
    for _ in range(dice.randrange(1, 40)):
        content[dice.randrange(len(content))] = dice.randrange(256)
    if dice.random() < 0.5:
        content = content[: dice.randrange(1, len(content))]
    try:
        accepted = accept_file(name="berkas", content=bytes(content))
    except FileRefused as refused:
        assert refused.code in RefusalCode
    else:
        assert "\x00" not in accepted.extraction.text
        accepted.extraction.text.encode("utf-8")


def test_a_file_with_nothing_in_it_is_taken_in_as_blank():
    blank = {
        "surat.docx": make_docx("", "   "), "catatan.txt": b" \r\n-- \n", "daftar.xlsx": make_xlsx(A=[]),
        "surat.odt": make_odt("<text:p/>"),
    }  # fmt: skip
    for name, content in blank.items():
        accepted = accept_file(name=name, content=content)
        assert accepted.is_blank and accepted.notes == (FileNote.TANPA_ISI,), name
    with_scan = replace_part(make_docx(""), "word/media/image1.png", make_image("PNG"))
    for name, content in {"surat.docx": with_scan, "scan.pdf": make_pdf(""), "foto.jpg": make_image()}.items():
        assert not accept_file(name=name, content=content).is_blank, name


@pytest.mark.parametrize("name", ["surat.pdf", "foto.jpg", "surat.docx", "rekaman.mp3", "surat.doc"])
def test_a_few_letters_left_of_a_file_are_no_file(name):
    with pytest.raises(FileRefused) as refused:
        accept_file(name=name, content=b"%PD")
    assert refused.value.code == RefusalCode.RUSAK
    assert accept_file(name="catatan.txt", content=b"%PD").mime == "text/plain"
