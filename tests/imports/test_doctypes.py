"""A part that declares a document type is refused with the whole document; nothing is read around it in silence."""

import codecs

import pytest

from dumas_docs.imports.accept import accept_file
from dumas_docs.imports.doctypes import HEAD
from dumas_docs.imports.refusals import FileRefused, RefusalCode
from tests.imports.makers import W, body_xml, make_docx, make_odt, make_xlsx, paragraph, replace_part

OUTSIDE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
INSIDE = "<!DOCTYPE w:document>"


def docx_with(part: str, data: bytes) -> bytes:
    return replace_part(make_docx("isi"), part, data)


def utf16(doctype: str) -> str:
    return body_xml(paragraph("isi"), doctype).decode().replace("UTF-8", "UTF-16")


HEADER = f'<?xml version="1.0"?>{OUTSIDE}<w:hdr xmlns:w="{W}">{paragraph("&x;")}</w:hdr>'.encode()
DECLARED = {
    "the body": docx_with("word/document.xml", body_xml(paragraph("isi &x; sesudah"), OUTSIDE)),
    "without SYSTEM": docx_with("word/document.xml", body_xml(paragraph("isi"), INSIDE)),
    "a header": docx_with("word/header1.xml", HEADER),
    "relations": docx_with("word/_rels/document.xml.rels", b"<!DOCTYPE r []><r/>"),
    "a drawing": docx_with("word/media/gambar.svg", b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>'),
    "a part called otherwise": docx_with("word/naskah.bin", body_xml(paragraph("&x;"), OUTSIDE)),
    "UTF-16": docx_with("word/document.xml", utf16(OUTSIDE).encode("utf-16")),
    "UTF-16 big endian": docx_with("word/document.xml", codecs.BOM_UTF16_BE + utf16(OUTSIDE).encode("utf-16-be")),
    "after long comments": docx_with("word/document.xml", body_xml("", f"<!-- {'x' * 3 * HEAD} -->{OUTSIDE}")),
    "workbook": replace_part(make_xlsx(A=[["isi"]]), "xl/workbook.xml", b"<!DOCTYPE workbook [ ]><workbook/>"),
    "OpenDocument": replace_part(make_odt("<text:p>isi</text:p>"), "styles.xml", b"<!DOCTYPE s [ ]><s/>"),
}


@pytest.mark.parametrize("where", DECLARED)
def test_a_declared_document_type_refuses_the_document(where):
    with pytest.raises(FileRefused) as caught:
        accept_file(name="surat.docx", content=DECLARED[where])
    assert caught.value.code == RefusalCode.DEKLARASI_DOKUMEN
    assert "surat.docx" in caught.value.message and "DOCTYPE" in caught.value.message


def test_a_charset_in_which_it_could_hide_is_refused_as_damaged():
    for charset in ("utf-32", "cp037", "utf-7"):
        xml = body_xml(paragraph("isi"), OUTSIDE).decode().replace("UTF-8", charset)
        with pytest.raises(FileRefused) as caught:
            accept_file(name="surat.docx", content=docx_with("word/document.xml", xml.encode(charset)))
        assert caught.value.code in (RefusalCode.RUSAK, RefusalCode.DEKLARASI_DOKUMEN), charset


def test_the_word_in_a_letter_and_honest_wide_parts_pass():
    letter = make_docx("Situs dinas menampilkan <!DOCTYPE html> saja.")
    assert "<!DOCTYPE html>" in accept_file(name="surat.docx", content=letter).extraction.text
    wide = docx_with("word/document.xml", utf16("").encode("utf-16"))
    assert accept_file(name="surat.docx", content=wide).extraction.text == "isi"
