"""Two monitorings from proposal to account: by a division, and by the Asdep herself, whose order others sign (S0 B)."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import Page

from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.actions.file_document import file_document
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Complaint,
    FinancialAccountability,
    MonitoredCase,
    MonitoringActivity,
    MonitoringReport,
    TeamMember,
)
from tests.exports.reading_docx import body_texts
from tests.journeys.desk import Desks, write
from workflows.engine.sync import sync_chains
from workflows.models import Position, Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LETTER = "T-7/Kemensetneg/D-4/Dumas/DM.01.01/10/2026"
PLAN = {
    "aim": "Memastikan surat penerusan ditindaklanjuti.",
    "partner": "Inspektur Daerah Kabupaten Rekaan",
    "mechanism": "Rapat klarifikasi di kantor inspektorat.",
    "expected_result": "Tanggapan tertulis dan jadwal penyelesaian.",
    "relation_prospect": "Narahubung tetap di inspektorat.",
    "institutions": "Inspektorat Daerah Kabupaten Rekaan",
    "locus": "Kabupaten Rekaan",
    "funded_by": "DIPA Deputi tahun 2026",
}
CHOICES = {"basis": "DATABASE", "mode": "LANGSUNG", "purpose": "KLARIFIKASI"}
FIT = "Menguasai pokok perkara dan memimpin rapat."


@pytest.fixture
def case(office) -> Complaint:
    """A case whose letter was forwarded and is not answered yet."""
    now, today = timezone.now(), timezone.localdate()
    folder = ensure_year_folder(unit=Unit.objects.get(code="asdep-dumas"), register="pengaduan", year=today.year)
    case = Complaint(
        subject="Pungutan di pasar", received_at=now, channel="EMAIL_DUMAS", agenda_no="9", agenda_date=today,
        substance_summary="Inti.", chronology="Urutan.", state="DITERUSKAN",
    )  # fmt: skip
    file_document(page=case, parent=BasePage.objects.get(pk=folder.pk), by=office["asdep"], now=now)
    Complaint.objects.get(pk=case.pk).get_latest_revision().publish()
    return Complaint.objects.get(pk=case.pk)


def book() -> BasePage:
    folder = ensure_year_folder(
        unit=Unit.objects.get(code="asdep-dumas"), register="pemantauan", year=timezone.localdate().year
    )
    return BasePage.objects.get(pk=folder.pk)


def propose(desks: Desks, username: str, case: Complaint, *team: str) -> MonitoringActivity:
    """The proposal with its six contents, written in Wagtail's editor; the first of the team coordinates."""
    day = timezone.localdate()
    window = desks.editor(username, book(), "monitoringactivity")
    window.locator("form [name=subject]").fill("Pemantauan tindak lanjut pungutan pasar")
    for name, text in (PLAN | {"starts_on": str(day), "ends_on": str(day + timedelta(days=2))}).items():
        window.locator(f"form [name={name}]").fill(text)
    for name, code in CHOICES.items():
        window.locator(f"form [name={name}]").select_option(code)
    add = window.locator("#id_monitored_cases-ADD")
    for _again in range(20):
        # On a busy machine the first click may come before the editor's tabs listen.
        window.get_by_role("tab", name="Matriks kasus").click()
        if add.is_visible():
            break
        window.wait_for_timeout(500)
    add.click()
    choose_page(window, "monitored_cases-0-complaint", case.title)
    for name, text in (("letter_ref", LETTER), ("institution", "Inspektorat Daerah"), ("to_clarify", "Dasar tarif.")):
        window.locator(f"[name=monitored_cases-0-{name}]").fill(text)
    window.get_by_role("tab", name="Tim").click()
    for at, member in enumerate(team):
        window.locator("#id_team-ADD").click()
        window.locator(f"[name=team-{at}-person]").select_option(str(desks.office[member].pk))
        window.locator(f"[name=team-{at}-competence]").fill(FIT)
    window.locator("[name=team-0-is_coordinator]").check()
    desks.save(username, "Simpan sebagai konsep")
    plan = MonitoringActivity.objects.get()
    assert (plan.starts_on, plan.ends_on) == (day, day + timedelta(days=2))
    return plan


def choose_page(window: Page, field: str, title: str) -> None:
    """Choose a document in Wagtail's chooser by its number."""
    window.locator(f"#id_{field}-chooser [data-chooser-action-choose]").first.click()
    dialog = window.locator(".modal-dialog")
    dialog.get_by_role("textbox").first.fill(title)
    dialog.get_by_role("link", name=title, exact=True).click()
    dialog.wait_for(state="detached")


def planned(office: dict[str, Any], case: Complaint, by: str, *team: str) -> MonitoringActivity:
    """The same proposal, as somebody wrote it before."""
    day = timezone.localdate()
    plan = MonitoringActivity(
        subject="Rapat koordinasi tindak lanjut", starts_on=day, ends_on=day, **(PLAN | CHOICES),
    )  # fmt: skip
    plan.monitored_cases = [
        MonitoredCase(complaint=case, letter_ref=LETTER, institution="Inspektorat Daerah", to_clarify="Dasar tarif.")
    ]
    plan.team = [
        TeamMember(person=office[name], is_coordinator=at == 0, competence=FIT, sort_order=at)
        for at, name in enumerate(team)
    ]
    file_document(page=plan, parent=book(), by=office[by], now=timezone.now())
    return MonitoringActivity.objects.get(pk=plan.pk)


def direct(desks: Desks, username: str, activity: MonitoringActivity, position: str) -> None:
    desks.form(
        username, f"/naskah/{activity.pk}/arahan/", position=str(Position.objects.get(code=position).pk),
        mode="TERTULIS", channel="Lembar arahan", text="Laksanakan sesuai matriks.",
    )  # fmt: skip


def begin(desks: Desks, username: str, activity: MonitoringActivity, paper: str) -> Page:
    """Press the button of the monitoring that drafts a paper; it opens in the editor."""
    window = desks.open(username, activity.url)
    with window.expect_navigation():
        window.locator(f"form[action$='/pemantauan/{paper}/'] button").click()
    assert "/penyuntingan/" in window.url
    return window


def sheet(desks: Desks, username: str, page: Any, code: str = "") -> list[str]:
    """The text of the docx one gets."""
    answer = desks.at(username).request.get(f"/naskah/{page.pk}/unduh/" + (f"?lembar={code}" if code else ""))
    assert answer.status == 200
    return body_texts(answer.body())


def issue(desks: Desks, order: AssignmentOrder, signer: str) -> None:
    """Signature, number, dispatch."""
    desks.sign(signer, order)
    desks.number("agendaris", order)
    desks.dispatch("agendaris", order)


def now_of(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def material() -> dict[str, Any]:
    document, target = Document(), BytesIO()
    document.add_paragraph("Matriks klarifikasi.")
    document.save(target)
    return {"name": "bahan.docx", "mimeType": "application/octet-stream", "buffer": target.getvalue()}


def test_a_division_monitors(office, case, browser_page):
    sync_chains()
    desks = Desks(office, browser_page)
    activity = propose(desks, "kabid", case, "kabid", "analis1")
    memorandum = " ".join(sheet(desks, "kabid", activity, "usulan"))
    for text in (*list(PLAN.values())[:5], LETTER):
        assert text in memorandum, text

    direct(desks, "asdep", activity, "asdep-dumas")
    desks.step("kabid", activity, "SIAPKAN")
    begin(desks, "kabid", activity, "surat-perintah")
    order = AssignmentOrder.objects.get()
    desks.hand_in("kabid", order)
    issue(desks, order, "asdep")
    desks.initial("ppk", order)
    who = (office["asdep"].get_full_name(), "Asisten Deputi Pengaduan Masyarakat")
    said, printed = desks.text("analis1", order.url), sheet(desks, "analis1", order)
    for words in (*who, now_of(order).number):
        assert words in said, words
        assert any(words in line for line in printed), words
    assert now_of(activity).state == "SIAP"

    desks.form("analis1", f"/naskah/{activity.pk}/berkas/", files=material())
    for name in ("KOORDINASIKAN", "LAKSANAKAN", "ANALISIS"):
        desks.step("analis1", activity, name)

    window = begin(desks, "kabid", activity, "laporan")
    window.get_by_role("tab", name="Hasil").click()
    for name in ("implementation", "analysis", "conclusion", "recommendation"):
        write(window, name, "Inspektorat memeriksa dan berjanji menjawab.")
    desks.save("kabid", "Simpan konsep")
    report = MonitoringReport.objects.get()
    desks.hand_in("kabid", report)
    desks.initial("asdep", report)
    assert now_of(activity).state == "LAPORAN_DISAMPAIKAN"

    window = begin(desks, "kabid", activity, "spj")
    window.locator("#id_expenses-ADD").click()
    for name, text in (("text", "Tiket kereta"), ("amount", "1240000"), ("proof", "Kuitansi 12")):
        window.locator(f"[name=expenses-0-{name}]").fill(text)
    desks.save("kabid", "Simpan konsep")
    account = FinancialAccountability.objects.get()
    desks.hand_in("kabid", account)
    assert account.title in desks.text("bpp", "/tugas/")
    desks.initial("bpp", account)
    desks.initial("ppk", account)
    assert (now_of(account).state, now_of(activity).state) == ("DITERIMA", "SELESAI")


def test_the_asdep_monitors_and_the_ppk_signs_after_the_deputy(office, case, browser_page):
    sync_chains()
    desks = Desks(office, browser_page)
    activity = planned(office, case, "asdep", "asdep", "kasubid1")
    direct(desks, "deputi", activity, "deputi-d4")
    desks.step("asdep", activity, "SIAPKAN")
    begin(desks, "asdep", activity, "surat-perintah")
    order = AssignmentOrder.objects.get()
    desks.hand_in("asdep", order)
    assert order.title not in desks.text("ppk", "/tugas/")
    desks.initial("deputi", order)
    issue(desks, order, "ppk")
    said, printed = desks.text("asdep", order.url), sheet(desks, "asdep", order)
    for words in (office["ppk"].get_full_name(), Position.objects.get(code="ppk-d4").title, now_of(order).number):
        assert words in said, words
        assert any(words in line for line in printed), words
    assert now_of(activity).state == "SIAP"
