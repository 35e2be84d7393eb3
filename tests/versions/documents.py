"""One finished document of each type, what is typed to change it, and where the change shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Complaint,
    Folder,
    IncomingLetter,
    IssueCode,
    MonitoringReport,
    OutgoingLetter,
    ServiceStandard,
    Sop,
)
from tests.access.office import NOW, TODAY, Office

P = "<p>{}</p>"


@dataclass
class Sample:
    """A document; `typed` turns "LAMA" into "BARU" wherever it stands."""

    page: BasePage
    typed: dict[str, Any]
    shows: list[str] = field(default_factory=lambda: ["LAMA", "BARU"])


def _add(office: Office, page: BasePage) -> BasePage:
    office.root.add_child(instance=page)
    page.save_revision().publish(skip_permission_checks=True)
    page.refresh_from_db()
    return type(page).objects.get(pk=page.pk)


def folder(office: Office) -> Sample:
    page = _add(office, Folder(title="Berkas", slug="berkas", description="Isi LAMA"))
    return Sample(page, {"description": "Isi BARU"})


def complaint(office: Office) -> Sample:
    page = Complaint(subject="Perkara LAMA", received_at=NOW, agenda_date=TODAY, channel="EMAIL_DUMAS",
                     addressees=["PRESIDEN"], substance_summary="Inti LAMA", chronology="Urutan")  # fmt: skip
    office.root.add_child(instance=page)
    page.issue_codes = IssueCode.objects.filter(code="01")
    page.complainants.create(full_name="Nama Sangat Rahasia", address="Jalan LAMA 1")
    page.reported_parties.create(name="Terlapor Rahasia", institution="Dinas Contoh")
    page.locations.create(regency="Kota LAMA")
    page.save()
    page.save_revision().publish(skip_permission_checks=True)
    return Sample(
        Complaint.objects.get(pk=page.pk),
        {
            "subject": "Perkara BARU", "substance_summary": "Inti BARU", "locations-0-regency": "Kota BARU",
            "issue_codes": [str(IssueCode.objects.get(code="05").pk)],
        },
        ["LAMA", "BARU", "05 Pertanahan"],
    )  # fmt: skip


def incoming_letter(office: Office) -> Sample:
    page = IncomingLetter(subject="Undangan LAMA", received_at=NOW, sender="Biro", addressee="Asdep")
    return Sample(_add(office, page), {"subject": "Undangan BARU"})


def outgoing_letter(office: Office) -> Sample:
    page = OutgoingLetter(
        subject="Tindak lanjut LAMA", signatory_position="Asdep",
        body=[("paragraph", P.format("Paragraf LAMA")), ("numbered", ["Butir LAMA"])],
    )  # fmt: skip
    page.recipients.create(name="Dinas LAMA")
    page = _add(office, page)
    first, second = page.body[0], page.body[1]
    body = streamfield([("paragraph", rich_text(P.format("Paragraf BARU"), features=["bold"]))])
    body["0"]["id"] = first.id
    return Sample(page, {
        "subject": "Tindak lanjut BARU", "recipients-0-name": "Dinas BARU", **nested_form_data({"body": body}),
    }, ["Paragraf", "Butir", second.value[0], "Dinas"])  # fmt: skip


def assignment_order(office: Office) -> Sample:
    page = AssignmentOrder(
        subject="Pemantauan", considering=P.format("Menimbang LAMA"), basis=P.format("Dasar"), task=P.format("Tugas"),
        place="Kupang", starts_on=TODAY, ends_on=TODAY, leader_rank="ASDEP",
    )  # fmt: skip
    page.assignees.create(name="Petugas LAMA", position_title="Analis", is_leader=True)
    return Sample(_add(office, page), {
        "assignees-0-name": "Petugas BARU", **nested_form_data({"considering": _rich("Menimbang BARU")}),
        **nested_form_data({"basis": _rich("Dasar"), "task": _rich("Tugas")}),
    })  # fmt: skip


def monitoring_report(office: Office) -> Sample:
    rich = dict.fromkeys(("implementation", "analysis", "conclusion", "recommendation"), P.format("Uraian"))
    page = MonitoringReport(
        subject="Hasil LAMA", basis="DATABASE", mode="LANGSUNG", purpose="RAKOR", leader_rank="ASDEP",
        direction_text="Arahan", partner="Dinas", institutions="Dinas", starts_on=TODAY, ends_on=TODAY, team="Tim",
        routed_to="Asdep", activities=["DISKUSI"],
        sections=[("section", {"heading": "Bagian LAMA", "text": P.format("x")})], **rich,
    )  # fmt: skip
    page.clarified_cases.create(letter_ref="B-1/LAMA", institution="Dinas")
    page = _add(office, page)
    block = {"heading": "Bagian BARU", "text": rich_text(P.format("x"), features=["bold"])}
    sections = streamfield([("section", block)])
    sections["0"]["id"] = page.sections[0].id
    return Sample(page, {
        "subject": "Hasil BARU", "clarified_cases-0-letter_ref": "B-1/BARU", "activities": ["RAKOR_RAKER"],
        **nested_form_data({"sections": sections, **{name: _rich("Uraian") for name in rich}}),
    }, ["LAMA", "BARU", "Bagian"])  # fmt: skip


def service_standard(office: Office) -> Sample:
    names = (*ServiceStandard.DELIVERY, *ServiceStandard.MANUFACTURING)
    filled = dict.fromkeys(names, P.format("Uraian LAMA"))
    page = ServiceStandard(title="Standar", slug="standar", **filled)
    return Sample(_add(office, page), nested_form_data({name: _rich("Uraian BARU") for name in names}))


def sop(office: Office) -> Sample:
    page = Sop(
        title="SOP", slug="sop-contoh", sop_number="1/SOP", approved_by_position="Asdep", legal_basis=P.format("Dasar"),
        qualification=P.format("S1"),
    )  # fmt: skip
    page.actors.create(name="Analis")
    page.steps.create(activity="Langkah LAMA", actor="Analis")
    return Sample(_add(office, page), {
        "steps-0-activity": "Langkah BARU", **nested_form_data({"legal_basis": _rich("Dasar"),
                                                               "qualification": _rich("S1")}),
    })  # fmt: skip


def _rich(words: str) -> str:
    return rich_text(P.format(words), features=["bold"])


SAMPLES = {
    made.__name__: made
    for made in (
        folder, complaint, incoming_letter, outgoing_letter, assignment_order, monitoring_report, service_standard, sop,
    )
}  # fmt: skip
