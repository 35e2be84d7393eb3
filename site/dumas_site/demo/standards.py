"""The demo's service standards and SOP."""

from __future__ import annotations

from datetime import date
from typing import Any

from dumas_docs.enums import StandardState
from dumas_docs.models import BasePage, Folder, ServiceStandard, Sop, SopActor, SopStep
from workflows.models import Unit

from .reading import as_list, content

COMPONENTS = {
    "persyaratan": "requirements",
    "prosedur": "procedure",
    "waktu_pelayanan": "service_time",
    "biaya": "cost",
    "produk": "product",
    "pengelolaan_pengaduan": "complaint_handling",
    "dasar_hukum": "legal_basis",
    "sarana": "facilities",
    "kompetensi": "competence",
    "pengawasan": "internal_supervision",
    "jumlah_pelaksana": "staff_number",
    "jaminan_pelayanan": "service_guarantee",
    "jaminan_keamanan": "safety_guarantee",
    "evaluasi_kinerja": "performance_evaluation",
}


def publish_standards() -> int:
    """Create the standards and the SOP that are missing; returns how many there are now."""
    services = Folder.objects.get(slug="pelayanan")
    procedures = Folder.objects.get(slug="sop")
    for name in ("standard_handling", "standard_monitoring", "standard_leadership"):
        _add(services, content(name), _standard)
    _add(procedures, content("sop_sp4n"), _sop)
    return ServiceStandard.objects.count() + Sop.objects.count()


def _add(parent: Folder, row: dict[str, Any], make) -> None:
    if parent.get_children().filter(slug=row["slug"]).exists():
        return
    page = make(row)
    page.unit = Unit.objects.get(code=row["unit"])
    page.live = False
    parent.add_child(instance=page)
    revision = page.save_revision()
    if row["state"] == StandardState.BERLAKU:
        revision.publish()
        BasePage.objects.filter(pk=page.pk).update(is_public=row["is_public"])


def _standard(row: dict[str, Any]) -> ServiceStandard:
    decree = row["decree"] or {}
    components = {COMPONENTS[key]: as_list(lines) for key, lines in row["components"].items()}
    return ServiceStandard(
        title=row["title"],
        slug=row["slug"],
        layout=row["layout"],
        annex_no=(row["annex"] or "").removeprefix("Lampiran "),
        state=row["state"],
        decree_no=decree.get("number", ""),
        decree_title=decree.get("about", ""),
        decree_position=decree.get("issued_by", ""),
        determined_at_place=decree.get("place", ""),
        determined_on=_day(decree.get("date")),
        effective_on=_day(decree.get("date")),
        sections=[
            ("section", {"heading": f"{section['letter']}. {section['title']}", "text": as_list(section["lines"])})
            for section in row["sections"] or []
        ],
        **components,
    )


def _sop(row: dict[str, Any]) -> Sop:
    header = row["header"]
    sop = Sop(
        title=row["title"],
        slug=row["slug"],
        state=row["state"],
        sop_number=header["number"],
        is_macro=row["kind"] == "MAKRO",
        created_on=_day(header["created_on"]),
        revision_no=header["revision_no"],
        revised_on=_day(header["revised_on"]),
        effective_on=_day(header["effective_on"]),
        approved_by_position=header["approved_by"]["rank"] and "Asisten Deputi Pengaduan Masyarakat",
        approved_by_grade=header["approved_by"]["rank"],
        process_chart=[
            ("stage", {"name": stage["name"], "carried_out_by": stage["by"], "result": stage["result"]})
            for stage in row.get("process_chart", [])
        ],
        legal_basis=as_list(row["legal_basis"]),
        qualification=as_list(row["qualifications"]),
        related=as_list(row["related"]),
        equipment=as_list(row["equipment"]),
        warning=as_list([row["warning"]]),
        recording=as_list([row["recording"]]),
        definitions=as_list(row["description"]),
        parties=as_list(row["parties"]),
        forms=as_list(row["forms"]),
        output=as_list(row["outputs"]),
    )
    sop.actors = [SopActor(name=name, sort_order=order) for order, name in enumerate(row["actors"])]
    sop.steps = [
        SopStep(
            sort_order=order,
            activity=step["activity"],
            actor=step["actor"],
            shape=step["shape"],
            needs=step["requirement"],
            minutes=step["minutes"],
            time_text=step["time_text"],
            output=step["output"],
            note=" · ".join(f"{way['label']} → {way['to']}" for way in step["next"] if way["label"]),
        )
        for order, step in enumerate(row["flow"])
    ]
    return sop


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
