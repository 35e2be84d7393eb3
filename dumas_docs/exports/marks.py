"""Top and bottom of every page: secrecy in red, urgency, KONSEP or BATAL across it, page x of y, whose copy it is."""

from __future__ import annotations

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from lxml import etree

from .frame import Frame

DRAFT, VOID = "KONSEP", "BATAL"
# Where the number of the page ends on the upright sheet, in centimetres.
UPRIGHT = 16.5
# Word's own way of writing across a page; LibreOffice reads it too.
WATERMARK = """<w:r {names} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="TandaAirKonsep" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{text}" stroked="f" fillcolor="#c8c8c8"
 style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:130pt;rotation:315;z-index:-251658752;
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin"><v:fill opacity=".45"/>
<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold" string="{text}"/>
</v:shape></w:pict></w:r>"""


def write_header(header: etree._Element, frame: Frame) -> None:
    """Fill the (copied) header of the sheet."""
    _empty(header)
    first = _line(header, "DumasRahasia", frame.secrecy)
    if frame.is_void or frame.is_draft:
        first.append(parse_xml(WATERMARK.format(names=nsdecls("w"), text=VOID if frame.is_void else DRAFT)))
    if frame.urgency:
        _line(header, "DumasSegera", frame.urgency)


def write_footer(footer: etree._Element, frame: Frame, *, wide: float = 0) -> None:
    """Fill the (copied) footer of the sheet; `wide` is the width in centimetres of one that lies."""
    _empty(footer)
    for text in (frame.verification, frame.taken_by):
        if text:
            _line(footer, "DumasKaki", text)
    pages = _line(footer, "DumasKaki", f"{frame.title}\tHalaman ", ("PAGE", " dari ", "NUMPAGES"))
    if wide:
        tabs = pages.pPr.tabs if pages.pPr.tabs is not None else pages.pPr._add_tabs()
        tabs.insert_tab_in_order(Cm(UPRIGHT), WD_TAB_ALIGNMENT.CLEAR, WD_TAB_LEADER.SPACES)
        tabs.insert_tab_in_order(Cm(wide), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.SPACES)
    if frame.secrecy:
        _line(footer, "DumasRahasia", frame.secrecy)


def _empty(part: etree._Element) -> None:
    for child in list(part):
        part.remove(child)


def _line(part: etree._Element, style: str, text: str, more: tuple[str, ...] = ()) -> etree._Element:
    paragraph = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')
    part.append(paragraph)
    if text:
        paragraph.add_r().text = text
    for each in more:
        if each.isupper():
            _field(paragraph, each)
        else:
            paragraph.add_r().text = each
    return paragraph


def _field(paragraph: etree._Element, name: str) -> None:
    """A number that the word processor counts."""
    paragraph.append(parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    ))  # fmt: skip
