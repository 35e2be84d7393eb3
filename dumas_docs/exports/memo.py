"""Memorandum, nota dinas and other documents under a title of their own (domain.md §13; S0 B.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .blocks import Block, Blocks, Grid, Line, Run
from .dates import day_text
from .frame import Frame, Signature
from .letter import Addressee
from .paper import Paper
from .people import Ordered, grid_of_people

# S0 B.2.a.1: what a proposal to monitor says, in this order; the sixth is the matrix of letters.
PROPOSAL = (
    "Tujuan perjalanan dinas", "Partner kerja di instansi", "Mekanisme", "Prospek hasil",
    "Prospek hubungan dengan instansi", "Matriks data surat tindak lanjut",
)  # fmt: skip
MATRIX_HEAD = ("No", "Nomor dan tanggal surat", "Instansi", "Substansi", "Tanggapan")


@dataclass(frozen=True, kw_only=True)
class MemoSheet:
    """A document within the house: to, from, about, day; rows without a value are left out."""

    frame: Frame
    title: str
    number: str
    to: tuple[Addressee, ...] = ()
    from_position: str = ""
    subject: str = ""
    nature: str = ""
    attachments: str = ""
    day: date | None = None
    body: Blocks = ()
    signature: Signature
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MonitoringProposal:
    """The six contents of the memorandum to the Deputi; `letters`: number and day, institution, matter, answer."""

    opening: str
    aim: str
    partner: str
    mechanism: str
    expected_result: str
    expected_relation: str
    letters: tuple[tuple[str, str, str, str], ...]
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class TravelFacility:
    """What the PPK asks of the head of the finance bureau."""

    order_number: str
    order_day: date | None
    travellers: tuple[Ordered, ...]
    destination: str
    period: str
    facilities: tuple[str, ...]
    charged_to: str
    closing: str = ""
    opening: str = field(default="Sehubungan dengan pelaksanaan pemantauan tindak lanjut pengaduan masyarakat, dengan "
                         "hormat dimohon fasilitas perjalanan dinas sebagai berikut.")  # fmt: skip


def memo_docx(sheet: MemoSheet) -> bytes:
    """The memorandum as a docx file."""
    paper = Paper(sheet.frame)
    paper.letterhead()
    paper.titled(sheet.title, number=sheet.number)
    rows = (
        ("Yth.", "\n".join(_in_one_line(each) for each in sheet.to)), ("Dari", sheet.from_position),
        ("Sifat", sheet.nature), ("Lampiran", sheet.attachments), ("Hal", sheet.subject),
        ("Tanggal", day_text(sheet.day)),
    )  # fmt: skip
    if any(value for _label, value in rows[:5]):
        paper.labels(tuple(row for row in rows if row[1]))
        paper.line("", "DumasGaris")
    paper.blocks(sheet.body)
    paper.signature(sheet.signature)
    paper.copies(sheet.copies)
    return paper.finish()


def proposal_body(proposal: MonitoringProposal) -> Blocks:
    """The text of a proposal to monitor."""
    texts = (
        proposal.aim, proposal.partner, proposal.mechanism, proposal.expected_result, proposal.expected_relation, "",
    )  # fmt: skip
    body: list[Block] = [_plain(proposal.opening)]
    for at, (heading, text) in enumerate(zip(PROPOSAL, texts, strict=True)):
        runs = (Run(heading, bold=True), Run(f"\n{text}" if text else ""))
        body.append(Line(runs, mark="number", begins=at == 0))
    rows = tuple((str(at), ref, where, matter, answer or "Belum ditanggapi")
                 for at, (ref, where, matter, answer) in enumerate(proposal.letters, start=1))  # fmt: skip
    body.append(Grid(MATRIX_HEAD, rows, (1, 4, 3.5, 5, 3.5)))
    return (*body, _plain(proposal.closing)) if proposal.closing else tuple(body)


def travel_body(travel: TravelFacility) -> Blocks:
    """The text of the request for travel facilities."""
    order = f"Surat Perintah Nomor {travel.order_number}"
    if travel.order_day:
        order += f" tanggal {day_text(travel.order_day)}"
    items = (
        ("Dasar", order), ("Tujuan", travel.destination), ("Waktu", travel.period),
        ("Fasilitas yang diminta", "; ".join(travel.facilities)), ("Beban anggaran", travel.charged_to),
        ("Daftar pelaksana", "sebagaimana tabel berikut"),
    )  # fmt: skip
    body: list[Block] = [_plain(travel.opening)]
    body += [
        Line((Run(f"{label}: ", bold=True), Run(text)), mark="number", begins=at == 0)
        for at, (label, text) in enumerate(items)
    ]
    body.append(grid_of_people(travel.travellers))
    return (*body, _plain(travel.closing)) if travel.closing else tuple(body)


def _plain(text: str) -> Line:
    return Line((Run(text),))


def _in_one_line(each: Addressee) -> str:
    return f"{each.name}, {each.place}" if each.place else each.name
