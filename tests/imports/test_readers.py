"""Text out of each kind of document, honest or hostile."""

import datetime

import pytest

from dumas_docs.imports.extraction import ExtractionStatus, extract_text
from tests.imports.makers import (
    body_xml,
    laughs,
    make_docx,
    make_image,
    make_odt,
    make_pdf,
    make_xlsx,
    paragraph,
    replace_part,
)

CANARY = "ISI-BERKAS-LOKAL-7781"


def text_of(content: bytes, reader: str) -> str:
    found = extract_text(content=content, reader=reader)
    assert found.status == ExtractionStatus.BERHASIL, found
    return found.text


def test_word_paragraphs_and_tables_in_order():
    content = make_docx("Alamat: Ngawi", table=[["Tanggal", "Kejadian"], ["04-02-2022", "Berkas diterima"]])
    assert text_of(content, "word").splitlines() == [
        "Alamat: Ngawi",
        "Tanggal\tKejadian",
        "04-02-2022\tBerkas diterima",
    ]


def test_word_text_boxes_tracked_changes_and_content_controls():
    box = f"<w:txbxContent>{paragraph('kotak')}</w:txbxContent>"
    inner = (
        paragraph("awal")
        + "<w:sdt><w:sdtContent>" + paragraph("isian") + "</w:sdtContent></w:sdt>"
        + "<w:p><w:ins><w:r><w:t>ditambah</w:t></w:r></w:ins>"
        + "<w:del><w:r><w:delText>dihapus</w:delText></w:r></w:del></w:p>"
        + "<w:p><w:r><mc:AlternateContent><mc:Choice>" + box + "</mc:Choice><mc:Fallback>" + box + "</mc:Fallback>"
        + "</mc:AlternateContent></w:r></w:p>"
    )  # fmt: skip
    text = text_of(replace_part(make_docx(), "word/document.xml", body_xml(inner)), "word")
    assert text.split() == ["awal", "isian", "ditambah", "kotak"]


def test_word_headers_and_footers_are_read():
    import io

    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "KOP SURAT"
    document.sections[0].footer.paragraphs[0].text = "halaman kaki"
    document.add_paragraph("isi")
    buffer = io.BytesIO()
    document.save(buffer)
    assert text_of(buffer.getvalue(), "word").split("\n") == ["isi", "KOP SURAT", "halaman kaki"]


@pytest.mark.parametrize("scheme", ["file://", ""])
def test_word_external_entities_are_not_loaded(tmp_path, scheme):
    secret = tmp_path / "rahasia.txt"
    secret.write_text(CANARY)
    doctype = f'<!DOCTYPE x [<!ENTITY curi SYSTEM "{scheme}{secret}">]>'
    xml = body_xml(paragraph("sebelum &curi; sesudah"), doctype)
    found = extract_text(content=replace_part(make_docx(), "word/document.xml", xml), reader="word")
    assert CANARY not in found.text
    assert "sebelum" in found.text or found.status == ExtractionStatus.RUSAK


def test_word_external_entities_in_headers_are_not_loaded(tmp_path):
    secret = tmp_path / "rahasia.txt"
    secret.write_text(CANARY)
    doctype = f'<!DOCTYPE x [<!ENTITY curi SYSTEM "file://{secret}">]>'
    content = replace_part(make_docx("isi"), "word/footnotes.xml", body_xml(paragraph("&curi;"), doctype))
    assert CANARY not in extract_text(content=content, reader="word").text


def test_word_billion_laughs_stay_small():
    xml = body_xml(paragraph("&lol11;"), laughs())
    found = extract_text(content=replace_part(make_docx(), "word/document.xml", xml), reader="word")
    assert len(found.text) < 1000


def test_odt_billion_laughs_and_external_entities(tmp_path):
    secret = tmp_path / "rahasia.txt"
    secret.write_text(CANARY)
    doctype = laughs().replace("]>", f'<!ENTITY curi SYSTEM "file://{secret}">]>')
    plain = make_odt("<text:p>pengaduan &curi; &lol11;</text:p>")
    import io
    import zipfile

    original = zipfile.ZipFile(io.BytesIO(plain)).read("content.xml").decode()
    found = extract_text(content=replace_part(plain, "content.xml", (doctype + original).encode()), reader="odf")
    assert CANARY not in found.text and len(found.text) < 1000


def test_xlsx_billion_laughs_and_external_entities(tmp_path):
    secret = tmp_path / "rahasia.txt"
    secret.write_text(CANARY)
    doctype = laughs().replace("]>", f'<!ENTITY curi SYSTEM "file://{secret}">]>')
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{namespace}"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>awal &curi; &lol11;</t></is></c></row></sheetData></worksheet>'
    )
    content = replace_part(make_xlsx(Lembar=[["x"]]), "xl/worksheets/sheet1.xml", sheet.encode())
    found = extract_text(content=content, reader="sheet")
    assert CANARY not in found.text and len(found.text) < 1000


def test_word_nested_a_hundred_thousand_deep_is_damaged_not_a_crash():
    deep = "<w:sdt><w:sdtContent>" * 50_000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 50_000
    content = replace_part(make_docx(), "word/document.xml", body_xml(deep))
    assert extract_text(content=content, reader="word").status == ExtractionStatus.RUSAK


def test_pdf_keeps_its_pages_apart():
    text = text_of(make_pdf("halaman satu", "halaman dua"), "pdf")
    assert [page.strip() for page in text.split("\f")] == ["halaman satu", "halaman dua"]


def test_pdf_without_text_says_so():
    found = extract_text(content=make_pdf("", ""), reader="pdf")
    assert (found.status, found.pages) == (ExtractionStatus.TANPA_TEKS, 2)


def test_pdf_locked_for_opening_and_for_printing_only():
    assert extract_text(content=make_pdf("isi", password="kunci"), reader="pdf").status == ExtractionStatus.TERENKRIPSI
    assert "isi" in text_of(make_pdf("isi", password="kunci", owner_only=True), "pdf")


def test_pdf_with_a_page_tree_that_bites_its_tail():
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    found = extract_text(content=content, reader="pdf")
    assert found.status in (ExtractionStatus.RUSAK, ExtractionStatus.MELAMPAUI_BATAS)


def test_workbook_sheets_are_pages():
    content = make_xlsx(Siswa=[["Nama", "Iuran"], ["Handoko", 2300000.5]], Tanggal=[[datetime.date(2026, 3, 1)]])
    assert text_of(content, "sheet") == "Siswa\nNama\tIuran\nHandoko\t2300000.5\fTanggal\n2026-03-01"


def test_odt_text_and_locked_odt():
    body = (
        "<text:h>Judul</text:h><text:p>satu<text:tab/>dua<text:line-break/>tiga</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert text_of(make_odt(body), "odf").splitlines() == ["Judul", "satu\tdua", "tiga", "a\tb"]
    assert extract_text(content=make_odt("", encrypted=True), reader="odf").status == ExtractionStatus.TERENKRIPSI


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
def test_plain_text_in_every_common_charset(charset):
    text = "Café di désa adat, harga Rp 5.000 sejak “Lebaran”" if charset != "latin-1" else "Café di désa adat"
    assert text_of(text.encode(charset), "plain") == text


def test_text_loses_what_a_database_refuses():
    found = text_of("satu\x00dua\x07tiga\ud800\r\nempat\rlima".encode("utf-8", "surrogatepass"), "plain")
    assert "\x00" not in found and "\x07" not in found and "\ud800" not in found
    assert found.endswith("empat\nlima")
    found.encode("utf-8")


def test_a_mail_kept_as_a_file_is_readable():
    content = b"From: Budi <b@x.example>\nSubject: Jalan rusak\n\nMohon diperbaiki."
    assert text_of(content, "message") == "Budi <b@x.example>\nJalan rusak\n\nMohon diperbaiki."


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_pictures_give_their_size(kind):
    found = extract_text(content=make_image(kind), reader="image")
    assert (found.width, found.height, found.status) == (64, 48, ExtractionStatus.TANPA_TEKS)
