"""Write the sheet every document out is printed on: templates/docx/naskah.docx.

Run it once for a new sheet; afterwards open the file in Word or LibreOffice and change its styles there. The builders
in dumas_docs/exports name the styles below and the three numberings, and nothing else of it.
"""

from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

TARGET = Path(__file__).resolve().parent.parent / "templates" / "docx" / "naskah.docx"
FONT = "Arial"
RED = RGBColor(0xC0, 0x00, 0x00)
LEFT, CENTRE, BOTH = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
KEPT = {"Normal", "Default Paragraph Font", "No List", "Normal Table", "Header", "Footer"}
# name: size, bold, alignment, before, after, left indent, first line, kept with the next
STYLES = {
    "Dumas Kop": (13, True, CENTRE, 0, 0, 0, 0, True),
    "Dumas Kop Unit": (11.5, True, CENTRE, 0, 0, 0, 0, True),
    "Dumas Kop Garis": (4, False, CENTRE, 0, 10, 0, 0, False),
    "Dumas Garis": (4, False, LEFT, 0, 8, 0, 0, False),
    "Dumas Judul": (13, True, CENTRE, 6, 0, 0, 0, True),
    "Dumas Nomor": (11, False, CENTRE, 0, 12, 0, 0, False),
    # Between two tables, which grow together without a paragraph.
    "Dumas Antara": (2, False, LEFT, 0, 0, 0, 0, False),
    "Dumas Kepala": (11, False, LEFT, 0, 1, 0, 0, False),
    "Dumas Kepala Kanan": (11, False, RIGHT, 0, 1, 0, 0, False),
    "Dumas Alamat": (11, False, LEFT, 0, 0, 0, 0, True),
    "Dumas Alamat Butir": (11, False, LEFT, 0, 0, 0.75, -0.75, True),
    "Dumas Isi": (11, False, BOTH, 0, 6, 0, 1.25, False),
    "Dumas Isi Rata": (11, False, BOTH, 0, 6, 0, 0, False),
    "Dumas Butir": (11, False, BOTH, 0, 4, 0.75, -0.75, False),
    "Dumas Bagian": (11, True, LEFT, 10, 4, 0.75, -0.75, True),
    "Dumas Tengah": (11, True, CENTRE, 8, 8, 0, 0, True),
    "Dumas Tanda Tangan": (11, False, LEFT, 0, 0, 8.2, 0, True),
    "Dumas Nama": (11, True, LEFT, 0, 0, 8.2, 0, False),
    "Dumas Tembusan": (10, False, LEFT, 14, 2, 0, 0, True),
    "Dumas Tembusan Butir": (10, False, LEFT, 0, 0, 0.75, -0.75, False),
    "Dumas Tabel": (9.5, False, LEFT, 2, 2, 0, 0, False),
    "Dumas Tabel Kepala": (9.5, True, CENTRE, 2, 2, 0, 0, True),
    "Dumas Rahasia": (14, True, CENTRE, 0, 0, 0, 0, False),
    "Dumas Segera": (11, True, CENTRE, 0, 4, 0, 0, False),
    "Dumas Kaki": (8, False, LEFT, 0, 0, 0, 0, False),
    "Dumas Catatan": (8.5, False, LEFT, 0, 0, 0, 0, False),
}
IN_RED = {"Dumas Rahasia", "Dumas Segera"}
LEVELS = (("decimal", "%1."), ("lowerLetter", "%2."), ("decimal", "%3)"), ("lowerLetter", "%4)"))
BULLETS = ("•", "–", "•", "–")
# Of sections: their lists count by themselves, and a numbered list below one does not move them on.
HEADINGS = (("upperLetter", "%1."), ("decimal", "%2."), ("lowerLetter", "%3."), ("decimal", "%4)"))
UNUSED = {"stylesWithEffects", "customXml", "thumbnail"}
STEP = 425  # 0.75 cm in twentieths of a point


def write_template() -> None:
    document = Document()
    _styles(document)
    _page(document)
    _numbering(document)
    _leave_out(document)
    core = document.core_properties
    core.author = core.title = core.comments = core.keywords = ""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    document.save(TARGET)


def _leave_out(document) -> None:
    """Parts of python-docx's own empty document that no letter needs, and its old compatibility mode."""
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in UNUSED]:
            del rels[key]
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    mode = parse_xml(
        # A line that is broken by hand inside a justified paragraph is not stretched.
        f'<w:compat {nsdecls("w")}><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    place = settings.find(qn("w:rsids"))
    settings.insert(settings.index(place) if place is not None else len(settings), mode)


def _styles(document) -> None:
    root = document.styles.element
    for style in list(root.style_lst):
        if style.name_val not in KEPT:
            root.remove(style)
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")
    normal = document.styles["Normal"]
    _letters(normal, 11, bold=False)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    normal.paragraph_format.line_spacing = 1.1
    for name, (size, bold, alignment, before, after, left, first, kept) in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _letters(style, size, bold=bold)
        form = style.paragraph_format
        form.alignment, form.space_before, form.space_after = alignment, Pt(before), Pt(after)
        form.left_indent, form.first_line_indent = Cm(left), Cm(first)
        form.keep_with_next, form.widow_control = kept, True
        if name in IN_RED:
            style.font.color.rgb = RED
    _rule(document.styles["Dumas Kop Garis"], "thinThickSmallGap", 18)
    _rule(document.styles["Dumas Garis"], "single", 6)
    document.styles["Dumas Kaki"].paragraph_format.tab_stops.add_tab_stop(Cm(16.5), WD_TAB_ALIGNMENT.RIGHT)
    grid = document.styles.add_style("Dumas Kisi", WD_STYLE_TYPE.TABLE)
    grid.element.append(parse_xml(
        f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + '</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr>"
    ))  # fmt: skip


def _letters(style, size: float, *, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _rule(style, kind: str, eighths: int) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", kind), ("sz", str(eighths)), ("space", "4"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _page(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    section.header_distance, section.footer_distance = Cm(1), Cm(1)
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False


def _numbering(document) -> None:
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for place, rows in enumerate((LEVELS, [("bullet", mark) for mark in BULLETS], HEADINGS)):
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (at + 1)}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
            for at, (form, text) in enumerate(rows)
        )
        root.append(parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{place}"><w:multiLevelType w:val="multilevel"/>'
            f"{levels}</w:abstractNum>"
        ))  # fmt: skip


if __name__ == "__main__":
    write_template()
