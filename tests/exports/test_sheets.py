"""Sections of every document in the order of domain.md §13, and the office's marks around them."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from dumas_docs.exports.blocks import Grid, Line, Run
from dumas_docs.exports.letter import Addressee
from dumas_docs.exports.rich import blocks_of_html, html_of_lines
from tests.exports import sheets
from tests.exports.reading_docx import body_texts, footer_of, header_of, opened, text_of

# The words that must follow one another in each document.
ORDER = {
    "letter": ["KEMENTERIAN CONTOH", "Nomor", "Sifat", "Lampiran", "Hal", "Yth. Bupati", "Pembuka.", "Penutup.",
               "Asisten Deputi,", "Nama Penanda Tangan", "NIP 1970", "Tembusan", "Deputi"],
    "proposal": ["MEMORANDUM", "NOMOR 124/D-4", "Yth.", "Dari", "Hal", "Tujuan perjalanan dinas",
                 "Partner kerja di instansi", "Mekanisme", "Prospek hasil", "Prospek hubungan dengan instansi",
                 "Matriks data surat tindak lanjut", "B-1/2026", "Mohon arahan."],
    "travel": ["MEMORANDUM", "Kepala Biro Keuangan", "Dasar", "Tujuan", "Waktu", "Fasilitas yang diminta",
               "Beban anggaran", "Daftar pelaksana", "Andi"],
    "order": ["SURAT PERINTAH", "NOMOR 12/SP", "Menimbang", "Dasar", "MEMBERI PERINTAH", "Kepada", "Andi Contoh",
              "Untuk", "memantau;", "Tempat", "Waktu", "Pelaporan", "Asisten Deputi,", "Tembusan"],
    "disposition": ["LEMBAR DISPOSISI", "Surat dari", "Nomor surat", "Tanggal surat", "Diterima tanggal",
                    "Nomor agenda", "Sifat", "Hal", "Diteruskan kepada", "Dengan hormat harap", "Catatan", "Asdep",
                    "Paraf", "Tanggal"],
    "report": ["LAPORAN HASIL PEMANTAUAN", "Dasar", "Maksud dan tujuan", "Tim", "Waktu dan tempat", "Pelaksanaan",
               "Hasil per pengaduan", "Kesepakatan", "Analisis", "Simpulan", "Rekomendasi", "Catatan lapangan",
               "Lampiran"],
    "matrix": ["MATRIKS KLARIFIKASI", "No", "Nomor/tanggal surat tindak lanjut", "Pengadu dan terlapor", "Substansi",
               "Instansi", "Tanggapan", "Yang diklarifikasi", "Hasil", "B-1/2026"],
    "review": ["TELAAHAN STAF", "Persoalan", "Praanggapan", "Fakta", "Analisis", "Simpulan", "Saran"],
    "account": ["SURAT PERTANGGUNGJAWABAN", "Dasar", "Pelaksana", "Tujuan", "Waktu", "Beban anggaran", "Rp1.250.000,00",
                "Rp1.250.099,50", "Bukti", "Diterima"],
    "progress": ["FORMULIR INFORMASI PERKEMBANGAN", "Nomor register", "Tanggal", "Pemohon", "Hal", "Keadaan",
                 "Surat yang telah dikirim", "B-1", "Ringkasan tanggapan", "Langkah berikutnya", "Nama Penanda"],
}  # fmt: skip


@pytest.mark.parametrize("kind", ORDER)
def test_sections_stand_in_their_order(kind):
    text = "\n".join(body_texts(getattr(sheets, kind)()))
    at = 0
    for words in ORDER[kind]:
        found = text.find(words, at)
        assert found >= 0, f"{words!r} is missing after {text[max(0, at - 40) : at]!r}"
        at = found + len(words)


@pytest.mark.parametrize("kind", ORDER)
def test_every_sheet_opens_and_is_a4(kind):
    section = opened(getattr(sheets, kind)()).sections[0]
    sides = sorted([round(section.page_width.cm, 1), round(section.page_height.cm, 1)])
    assert sides == [21.0, 29.7]


def test_place_and_day_stand_level_with_the_number():
    head = opened(sheets.letter()).tables[0].rows[0].cells
    assert [cell.text for cell in head] == ["Nomor", ":", "B-5/D-4/2026", "Jakarta, 21 November 2026"]


def test_what_an_order_rests_on_stands_beside_its_label():
    texts = body_texts(sheets.order())
    assert [text for text in texts if text.startswith(("Menimbang", "Dasar", "Untuk"))] == [
        "Menimbang | : | bahwa perlu;", "Dasar | : | Peraturan Arahan", "Untuk | : | memantau;",
    ]  # fmt: skip


def test_several_addressees_are_a_numbered_list():
    texts = body_texts(sheets.letter(to=(Addressee("Bupati A", "di A"), Addressee("Bupati B"))))
    at = texts.index("Yth.")
    assert texts[at + 1 : at + 3] == ["Bupati A\ndi A", "Bupati B"]


def test_secrecy_is_red_on_top_and_bottom_and_urgency_below_it():
    content = sheets.letter(frame=replace(
        sheets.FRAME, secrecy="SANGAT RAHASIA", urgency="SEGERA", copy_line="Salinan nomor: 1",
        taken_by="Salinan ke-2 untuk Ani",
        verification="Kode verifikasi: ABCD",
    ))  # fmt: skip
    top = [text_of(line) for line in header_of(content)]
    assert top == ["SANGAT RAHASIA", "SEGERA"]
    bottom = [text_of(line) for line in footer_of(content)]
    assert bottom[0] == "Kode verifikasi: ABCD"
    assert bottom[1] == "Salinan ke-2 untuk Ani"
    assert bottom[-1] == "SANGAT RAHASIA"
    style = opened(content).styles["Dumas Rahasia"]
    assert str(style.font.color.rgb) == "C00000"
    assert "Salinan nomor: 1" in body_texts(content)


def test_page_x_of_y_are_fields():
    fields = [node.get(qn("w:instr")).strip() for node in footer_of(sheets.letter()).iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_an_ordinary_signed_letter_has_no_mark():
    content = sheets.letter()
    assert [text_of(line) for line in header_of(content)] == [""]
    assert b"KONSEP" not in ZipFile(BytesIO(content)).read("word/header1.xml")


def test_each_list_counts_from_one_and_keeps_counting_below():
    body = blocks_of_html("<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol><p>x</p><ol><li>d</li></ol>")
    document = opened(sheets.letter(body=body, copies=()))
    numbers = {
        text_of(p): (p.pPr.numPr.numId.val, p.pPr.numPr.ilvl.val)
        for p in document.element.body.iter(qn("w:p")) if p.pPr is not None and p.pPr.numPr is not None
    }  # fmt: skip
    assert numbers["a"][0] == numbers["b"][0] == numbers["c"][0] != numbers["d"][0]
    assert (numbers["a"][1], numbers["b"][1]) == (0, 1)


def test_bold_and_italic_survive():
    document = opened(sheets.letter(body=blocks_of_html("<p>biasa <b>tebal</b> <i>miring</i></p>")))
    runs = next(p for p in document.paragraphs if p.text.startswith("biasa")).runs
    assert [(run.text.strip(), bool(run.bold), bool(run.italic)) for run in runs if run.text.strip()] == [
        ("biasa", False, False), ("tebal", True, False), ("miring", False, True),
    ]  # fmt: skip


def test_what_xml_cannot_hold_is_left_out():
    assert "ab" in body_texts(sheets.letter(body=(Line((Run("a\x00\x0bb"),)),)))


def test_a_table_with_fewer_cells_than_its_head_is_filled():
    assert "x |  | " in body_texts(sheets.letter(body=(Grid(("A", "B", "C"), (("x",),)),)))


@pytest.mark.parametrize(
    "html",
    [
        "<p>Satu</p><p>Dua <b>tebal</b></p>",
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol><p>x</p>",
        "<p>baris<br/>dua &amp; &lt;tiga&gt;</p>",
    ],
)
def test_rich_text_survives_its_way_through_lines(html):
    assert html_of_lines(blocks_of_html(html)) == html
