"""One finished document of each type, what is typed to change it, and where the change shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from dumas_docs.actions.clear_wording import keep_cleared
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Complaint,
    FinancialAccountability,
    Folder,
    IncomingLetter,
    IssueCode,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
    RelatedCase,
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
    keep_cleared(page, by=None, now=NOW)
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
    page.copies.create(name="Deputi", place="Jakarta")
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


def monitoring_activity(office: Office) -> Sample:
    texts = dict.fromkeys(("aim", "partner", "mechanism", "expected_result", "relation_prospect"), "Uraian LAMA")
    page = MonitoringActivity(
        subject="Pemantauan LAMA", basis="DATABASE", mode="LANGSUNG", purpose="RAKOR", institutions="Dinas",
        starts_on=TODAY, ends_on=TODAY, agreements=P.format("Kesepakatan LAMA"), **texts,
    )  # fmt: skip
    page.monitored_cases.create(complaint=complaint(office).page, letter_ref="B-1/LAMA", institution="Dinas",
                                to_clarify="Tarif")  # fmt: skip
    page.team.create(person=office.person("anggota"), is_coordinator=True, competence="Paham LAMA")
    return Sample(_add(office, page), {
        "subject": "Pemantauan BARU", "aim": "Uraian BARU", "monitored_cases-0-letter_ref": "B-1/BARU",
        "team-0-competence": "Paham BARU", **nested_form_data({"agreements": _rich("Kesepakatan BARU")}),
    })  # fmt: skip


def financial_accountability(office: Office) -> Sample:
    page = FinancialAccountability(subject="Biaya LAMA", charged_to="DIPA", note="Catatan LAMA")
    page.expenses.create(text="Tiket LAMA", amount="1250000.50", proof="Kuitansi 1")
    return Sample(_add(office, page), {
        "subject": "Biaya BARU", "note": "Catatan BARU", "expenses-0-text": "Tiket BARU",
    })  # fmt: skip


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
    page.steps.create(activity="Langkah LAMA", actor="Analis", shape="TERMINATOR", sort_order=0)
    page.steps.create(activity="Kirim", actor="Analis", shape="TERMINATOR", sort_order=1)
    return Sample(_add(office, page), {
        "steps-0-activity": "Langkah BARU", **nested_form_data({"legal_basis": _rich("Dasar"),
                                                               "qualification": _rich("S1")}),
    })  # fmt: skip


def _rich(words: str) -> str:
    return rich_text(P.format(words), features=["bold"])


SAMPLES = {
    made.__name__: made
    for made in (
        folder, complaint, incoming_letter, outgoing_letter, assignment_order, monitoring_report, monitoring_activity,
        financial_accountability, service_standard, sop,
    )
}  # fmt: skip


LINES = "Baris pertama\nBaris kedua\n\n  Paragraf lain \n"
RICH = "<p>Alinea <b>tebal</b> &amp; <i>miring</i></p>\n<ol><li>Satu</li>\n<li>Dua</li></ol>"


def filled(page: BasePage) -> BasePage:
    """The page with every text, moment, row and stream filled in the way the intake fills them, as a new version."""
    for column in page._meta.local_fields:
        if isinstance(column, RichTextField):
            setattr(page, column.name, RICH)
        elif type(column) is models.TextField and column.editable and not column.choices:
            setattr(page, column.name, LINES)
        elif isinstance(column, models.DateTimeField) and column.editable:
            setattr(page, column.name, NOW.replace(second=41, microsecond=7))
    for relation in get_all_child_relations(type(page)):
        _fill_rows(page, relation)
    if isinstance(page, OutgoingLetter):
        table = {"columns": [{"type": "text", "heading": "Kolom"}], "rows": [{"values": ["Isi"]}], "caption": ""}
        page.body = page._meta.get_field("body").stream_block.to_python([
            {"type": "paragraph", "value": RICH}, {"type": "numbered", "value": [LINES.strip(), "Dua"]},
            {"type": "table", "value": table},
        ])  # fmt: skip
    if hasattr(page, "sections"):
        page.sections = [("section", {"heading": "Bagian", "text": RichText(RICH)})]
    if isinstance(page, Sop):
        page.process_chart = [("stage", {"name": "Terima", "carried_out_by": "Agendaris", "result": "Nomor"})]
    page.save()
    page.save_revision().publish(skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def _fill_rows(page: BasePage, relation: Any) -> None:
    """A second row like the first, made without a place, and moments and texts in both."""
    manager, model = getattr(page, relation.get_accessor_name()), relation.related_model
    rows = list(manager.all())
    if model is RelatedCase:
        other = Complaint(subject="Perkara lain", received_at=NOW, agenda_date=TODAY, channel="EMAIL_DUMAS")
        other.substance_summary = other.chronology = "Isi"
        page.get_parent().add_child(instance=other)
        rows = [RelatedCase(other=other)]
    values = {
        column.name: getattr(rows[0], column.name) if rows else "Isi"
        for column in model._meta.local_fields
        if column.name not in {"id", "sort_order", relation.field.name}
    }
    for column in model._meta.local_fields:
        if type(column) is models.TextField:
            values[column.name] = LINES
        elif isinstance(column, models.DateTimeField):
            values[column.name] = NOW.replace(second=23)
    manager.set([model(**values), model(**values)] if rows else [])
