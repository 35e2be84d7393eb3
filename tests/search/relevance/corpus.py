"""An archive to measure relevance on: the demo's mails and standards, and the invented documents of documents.toml.

Mails go through the product's own reading (`case_from_mail`), files and redaction included; only what intake keeps
beside the case is left out. What a complainant asked to keep secret stays withheld from readers without `identity`.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO
from unittest.mock import patch

from dumas_docs.actions.clear_wording import keep_cleared
from dumas_docs.actions.receive_mail import mailboxes
from dumas_docs.enums import Level, MonitoringBasis, MonitoringMode, MonitoringPurpose, ReviewAdvice, ReviewResult
from dumas_docs.imports.accept import AcceptedFile, accept_file
from dumas_docs.imports.charsets import clean_text
from dumas_docs.imports.extraction import Extraction, ExtractionStatus
from dumas_docs.imports.limits import FileLimits
from dumas_docs.imports.readers.reading import Reading
from dumas_docs.imports.refusals import FileRefused
from dumas_docs.intake.from_mail import MailCase, case_from_mail
from dumas_docs.intake.mail import parse_mail
from dumas_docs.models import (
    AssignmentOrder,
    CaseLocation,
    Complaint,
    Folder,
    IncomingLetter,
    MonitoringReport,
    OutgoingLetter,
    Recipient,
    Review,
)
from dumas_site.demo.reading import MAIL, content
from dumas_site.demo.standards import publish_standards
from tests.search.office import Office
from workflows.models import Unit

HERE = Path(__file__).parent
DAY_IN_NAME = re.compile(r"^(\d{4}-\d{2}-\d{2})-(.+)\.eml$")
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def fill(office: Office) -> None:
    """Put every document into the office's archive, in `office.pages` under its name."""
    for row in content("cases")["cases"]:
        _add_case(office, row, _read_mail(row["file"]))
    for row in documents():
        ADD[row["kind"]](office, row)
    Unit.objects.create(code="biro-tu", name="Biro Tata Usaha", letter_code="TU")
    for slug in ("pelayanan", "sop"):
        office.archive.add_child(instance=Folder(title=slug, slug=slug, unit=office.unit))
    publish_standards()


@cache
def documents() -> list[dict[str, Any]]:
    """The rows of documents.toml."""
    return tomllib.loads((HERE / "documents.toml").read_text(encoding="utf-8"))["document"]


def name_of(file_name: str) -> str:
    """How queries.toml calls the case of a mail."""
    return DAY_IN_NAME.match(file_name)[2]


@cache
def _read_mail(file_name: str) -> MailCase:
    raw = (MAIL / file_name).read_bytes()
    mail = parse_mail(raw, now=NOW)
    accepted = [(part, file) for part in mail.attachments if (file := _accepted(part)) is not None]
    return case_from_mail(mail=mail, raw=raw, accepted=accepted, refused=(), mailboxes=mailboxes(), now=NOW)


def _accepted(part: Any) -> AcceptedFile | None:
    with patch("dumas_docs.imports.accept.extract_text", _extract):
        try:
            return accept_file(name=part.name, content=part.content)
        except FileRefused:
            return None


def _extract(*, content: BinaryIO, reader: str, limits: FileLimits) -> Extraction:
    """With the product's own readers, but here: these files are known, and a process for each takes half a second."""
    if not reader:
        return Extraction(status=ExtractionStatus.TIDAK_DIDUKUNG)
    reading = Reading(
        max_characters=limits.max_text_characters, max_pages=limits.max_pages, max_pixels=limits.max_pixels,
        deadline=monotonic() + limits.child_wall_seconds,
    )  # fmt: skip
    try:
        import_module(f"dumas_docs.imports.readers.{reader}").read(stream=content, reading=reading)
    except Exception:  # noqa: BLE001  some of the demo's files are damaged or locked on purpose
        return Extraction(status=ExtractionStatus.RUSAK)
    return Extraction(status=ExtractionStatus.BERHASIL, text=clean_text("\f".join(reading.pages)))


def _add_case(office: Office, row: dict[str, Any], read: MailCase) -> None:
    facts, name = read.facts, name_of(row["file"])
    level = Level[row["level"]]
    page = Complaint(
        subject=facts.subject, chronology=facts.chronology, substance_summary=facts.substance_summary,
        category=facts.category, external_id=facts.external_id, channel=facts.channel, level=level,
        agenda_no=f"AG-{len(office.pages) + 1:04}/2026", received_at=facts.received_at,
        agenda_date=date.fromisoformat(DAY_IN_NAME.match(row["file"])[1]),
    )  # fmt: skip
    page.locations = [CaseLocation(regency=row["regency"], province=row["province"])]
    office.archive.add_child(instance=page)
    office.pages[name] = page
    for party in facts.reported:
        office.report(page, institution=party.institution, name=party.name)
    for file in read.files:
        office.attach(page, name=file.name, text=file.text, names_person=level >= Level.RAHASIA)
    if level < Level.RAHASIA:
        keep_cleared(page, by=None, now=NOW)


def _case(office: Office, row: dict[str, Any]) -> None:
    page = office.case(
        row["name"], subject=row["subject"], chronology=row["text"], substance_summary=row["text"],
        day=row["date"], level=Level[row.get("level", "TERBATAS")],
        locations=[CaseLocation(province=row["province"])],
    )  # fmt: skip
    if "institution" in row:
        office.report(page, institution=row["institution"])


def _incoming(office: Office, row: dict[str, Any]) -> None:
    _add(office, row, IncomingLetter(
        received_at=_moment(row["date"]), sender=row["sender"], sender_no=row["number"], body=row["text"],
        sender_date=row["date"], addressee="Asisten Deputi Pengaduan Masyarakat",
    ))  # fmt: skip


def _outgoing(office: Office, row: dict[str, Any]) -> None:
    letter = OutgoingLetter(
        number=row["number"], date=row["date"], body=[("paragraph", f"<p>{row['text']}</p>")],
        signatory_position="Asisten Deputi Pengaduan Masyarakat",
    )  # fmt: skip
    letter.recipients = [Recipient(name=row["to"], sort_order=0)]
    _add(office, row, letter)


def _report(office: Office, row: dict[str, Any]) -> None:
    said = dict.fromkeys(("implementation", "analysis", "conclusion", "recommendation"), row["text"])
    _add(office, row, MonitoringReport(
        institutions=row["institution"], partner=row["institution"], starts_on=row["date"], ends_on=row["date"],
        basis=MonitoringBasis.DATABASE, mode=MonitoringMode.LANGSUNG, purpose=MonitoringPurpose.KLARIFIKASI,
        direction_text="Lembar disposisi", team="Kepala Bidang", routed_to="Asisten Deputi", **said,
    ))  # fmt: skip


def _review(office: Office, row: dict[str, Any]) -> None:
    said = dict.fromkeys(("issue_statement", "analysis", "conclusion", "recommendation"), row["text"])
    _add(office, row, Review(
        approved_at=_moment(row["date"]), advice=ReviewAdvice.choices[0][0], result=ReviewResult.choices[0][0], **said,
    ))  # fmt: skip


def _order(office: Office, row: dict[str, Any]) -> None:
    _add(office, row, AssignmentOrder(
        number=row["number"], considering="Arahan Asisten Deputi", basis="Program kerja", task=row["text"],
        place="Kantor instansi", starts_on=row["date"], ends_on=row["date"],
    ))  # fmt: skip


def _add(office: Office, row: dict[str, Any], page: Any) -> None:
    page.subject = row["subject"]
    office.archive.add_child(instance=page)
    office.pages[row["name"]] = page


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(2), tzinfo=UTC)


ADD = {
    "case": _case, "incoming": _incoming, "outgoing": _outgoing, "report": _report, "review": _review, "order": _order,
}  # fmt: skip
