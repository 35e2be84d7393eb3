"""Cover of the SPJ: the account of a journey, to the PPK through the BPP (S0 B.6.b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .blocks import Grid
from .dates import day_text
from .frame import Frame, Signature
from .paper import Paper
from .people import Ordered


@dataclass(frozen=True)
class Cost:
    """One line of the account."""

    text: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class AccountabilitySheet:
    """What was spent on one order, and the papers that prove it."""

    frame: Frame
    number: str
    order_number: str
    order_day: date | None
    people: tuple[Ordered, ...]
    destination: str
    period: str
    charged_to: str
    costs: tuple[Cost, ...]
    proofs: tuple[str, ...]
    signature: Signature
    verified_by: Signature
    received_by: Signature


def accountability_docx(sheet: AccountabilitySheet) -> bytes:
    """The cover as a docx file."""
    paper = Paper(sheet.frame)
    paper.letterhead()
    paper.titled("Surat pertanggungjawaban (SPJ)", "Perjalanan dinas pemantauan", number=sheet.number)
    order = f"Surat Perintah Nomor {sheet.order_number}"
    paper.labels((
        ("Dasar", f"{order} tanggal {day_text(sheet.order_day)}" if sheet.order_day else order),
        ("Pelaksana", "\n".join(f"{each.name} ({each.position})" for each in sheet.people)),
        ("Tujuan", sheet.destination), ("Waktu", sheet.period), ("Beban anggaran", sheet.charged_to),
        ("Disampaikan", "kepada Pejabat Pembuat Komitmen melalui Bendahara Pengeluaran Pembantu"),
    ), label_width=3.6)  # fmt: skip
    total = sum((cost.amount for cost in sheet.costs), Decimal(0))
    rows = [(str(at), cost.text, rupiah(cost.amount)) for at, cost in enumerate(sheet.costs, start=1)]
    paper.grid(Grid(("No", "Uraian", "Jumlah"), (*rows, ("", "Jumlah seluruhnya", rupiah(total))), (1, 10, 4), (2,)))
    paper.line("Bukti yang dilampirkan:", "DumasIsiRata")
    list_id = paper.new_list()
    for proof in sheet.proofs:
        paper.number(paper.line(proof, "DumasButir"), list_id)
    paper.signature(sheet.signature)
    for words, signature in (("Diverifikasi oleh:", sheet.verified_by), ("Diterima oleh:", sheet.received_by)):
        paper.line("", "DumasTandaTangan")
        paper.line(words, "DumasTandaTangan")
        paper.signature(signature)
    return paper.finish()


def rupiah(amount: Decimal) -> str:
    """ "Rp1.250.000,00" as the Indonesian spelling rules write money."""
    return "Rp" + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
