"""Pages of the world: the open part, the secret folder with one page of every type, and what refers to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dumas_docs.access import pointers
from dumas_docs.actions.clear_wording import keep_cleared
from dumas_docs.enums import (
    Anonymity,
    Channel,
    LeaderRank,
    LetterSeal,
    Level,
    MonitoringBasis,
    MonitoringMode,
    MonitoringPurpose,
    Outcome,
)
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    CaseLocation,
    ClarifiedCase,
    ComplainantIdentity,
    Complaint,
    CompletenessCheck,
    ConsultedCase,
    Folder,
    FolderPurpose,
    IncomingLetter,
    LinkedRule,
    MonitoringReport,
    OrderAssignee,
    OrderCopy,
    OutgoingLetter,
    Recipient,
    RegisterEntry,
    RelatedCase,
    ReportedParty,
    Review,
    ServiceStandard,
    Sop,
    SopActor,
    SopStep,
)
from tests.leaks import monitoring, people
from tests.leaks.canaries import ABSENT_TEXT
from tests.leaks.rows import Row
from tests.leaks.typed_names import keep_as_typed, type_names

if TYPE_CHECKING:
    from tests.leaks.world import World

DAY = date(2026, 3, 2)
BOOK = FolderPurpose.BUKU
# The case whose words nobody has looked through for names.
UNREAD = "case"
COMPONENTS = dict.fromkeys(ServiceStandard.DELIVERY + ServiceStandard.MANUFACTURING, "<p>-</p>")


def build_open_part(world: World) -> None:
    """A unit folder, a folder the sibling editor heads, and one elsewhere; nothing in it is confidential to him."""
    home = BasePage.objects.get(depth=2)
    _add(
        world,
        "unit",
        home,
        Folder(title="Unit Uji", slug="unit-uji", unit=world.units["unit-uji"], purpose=FolderPurpose.UNIT),
    )
    _add(world, "open", world.pages["unit"], Folder(title="Buku Terbuka", slug="pengaduan", purpose=BOOK))
    _add(
        world,
        "elsewhere",
        home,
        Folder(title="Unit Lain", slug="unit-lain", unit=world.units["unit-lain"], purpose=FolderPurpose.UNIT),
    )
    elsewhere = Folder(title="Buku Lain", slug="pengaduan", purpose=BOOK)
    _add(world, "elsewhere_book", world.pages["elsewhere"], elsewhere)
    _add(world, "elsewhere_case", world.pages["elsewhere"], _complaint(world, "elsewhere_case", level=Level.BIASA))
    _add(world, "open_case", world.pages["open"], _complaint(world, "open_case"))
    _add(world, "open_letter", world.pages["open"], _incoming(world, "open_letter"))
    standard = ServiceStandard(title="Standar Terbuka", slug="standar-terbuka", **COMPONENTS)
    _add(world, "open_standard", world.pages["open"], standard)


def build_secret_part(world: World) -> None:
    """The secret folder and one page of every type in it, each field with a canary of its own."""
    world.secrets = set(people.CONFIDENTIAL)
    vault = Folder(
        title=world.plant("folder title", "vault", "see"),
        slug="lemari-7",
        purpose=BOOK,
        register="surat-masuk",
        level=Level.TERBATAS,
        description=world.plant("folder description", "vault"),
    )
    _add(world, "vault", world.pages["unit"], vault)
    _add(world, "case", vault, _complaint(world, "case"))
    _add(world, "case_secret", vault, _complaint(world, "case_secret", level=Level.RAHASIA))
    _add(world, "case_top", vault, _complaint(world, "case_top", level=Level.SANGAT_RAHASIA))
    _add(world, "window", vault, _incoming(world, "window"))
    _add(world, "sealed", vault, _sealed(world))
    _add(world, "standard", vault, _standard(world), live=False)
    _add(world, "sop", vault, _sop(world), live=False)
    case = world.pages["case"]
    in_case = {"letter": _incoming(world, "letter"), "outgoing": _outgoing(world), "order": _order(world)}
    for name, page in {**in_case, "report": _report(world), "review": _review(world)}.items():
        _add(world, name, case, type_names(page, case=case))
        keep_as_typed(page, case=case)
    monitoring.build_monitoring(world, _add)
    _add(world, people.BLOCKED, world.pages["open"], _complaint(world, people.BLOCKED))
    blocked = world.pages[people.BLOCKED]
    BasePage.objects.filter(pk=blocked.pk).update(inherits=False)
    blocked.inherits = False
    pointers.rebuild(blocked)
    entry = RegisterEntry.objects.filter(register__code="surat-masuk").first()
    assert entry is not None
    entry.register.entries.create(
        number=999_001, text="SM-2026-735999", issued_at=world.now, void_at=world.now,
        void_reason=world.plant("reason of a void number", "vault", "add"),
    )  # fmt: skip


def refer_from_open_part(world: World) -> None:
    """References to confidential cases from pages that others may read and edit."""
    case, secret = world.pages["case"], world.pages["case_secret"]
    open_case = Complaint.objects.get(pk=world.pages["open_case"].pk)
    open_case.related_cases.add(
        RelatedCase(other=case, note=world.plant("note on a link", "case", "see")),
        RelatedCase(other=world.pages["case_top"], note=world.plant("note on a link", "case_top", "see")),
    )
    open_case.save_revision().publish(skip_permission_checks=True)
    report = _plain_report("Laporan Terbuka")
    report.clarified_cases = [
        ClarifiedCase(
            complaint=secret, letter_ref=world.plant("matrix row in an open report", "case_secret", "see"),
            institution=world.plant("institution in an open report", "case_secret", "see"),
            result=world.plant("result in an open report", "case_secret", "see"),
        )
    ]  # fmt: skip
    _add(world, "open_report", world.pages["open"], report)
    monitoring.build_open_monitoring(world, _add)
    world.pages["open_case"] = open_case


def note_rows(world: World) -> None:
    """Ids, numbers, addresses and texts: rows to knock with, and canaries where the page is confidential."""
    for name, page in world.pages.items():
        world.row("page", page.pk, name)
        path = page.get_url().lstrip("/")
        absent = f"{path.rstrip('/').rpartition('/')[0]}/{ABSENT_TEXT.lower()}/"
        world.rows.setdefault("path", []).append(Row(path, name, "see", absent))
        world.rows.setdefault("link", []).append(
            Row(f"http://localhost/{path}", name, "see", f"http://localhost/{absent}")
        )
        if name in world.secrets and page.register_code:
            world.ledger.note(page.title, "number", name)
            absent_number = f"{page.title[:-3]}{int(page.title[-3:]) + 800}"
            world.rows.setdefault("text", []).append(Row(page.title, name, "see", absent_number))
    asked = {"subject": "read", "standard title": "see", "file name": "read", "complainant full_name": "identity"}
    for canary in world.ledger:
        if canary.kind in asked and canary.page in ("case", "case_secret", "case_top", "standard", "blocked"):
            world.rows["text"].append(Row(canary.needle, canary.page, asked[canary.kind], ABSENT_TEXT))
        if canary.kind in ("complainant full_name", "reported name") and canary.page in (
            "case",
            "case_secret",
            "blocked",
        ):
            field = "pengadu" if canary.kind.startswith("complainant") else "terlapor"
            for kind, before in (("person", f"{field}:"), ("name", "")):
                world.rows.setdefault(kind, []).append(
                    Row(before + canary.needle, canary.page, "identity", before + ABSENT_TEXT)
                )


def _add(world: World, name: str, parent: BasePage, page: Any, *, live: bool = True) -> None:
    page.live = live
    parent.add_child(instance=page)
    page.save_revision()
    if isinstance(page, Complaint) and name != UNREAD:
        keep_cleared(page, by=None, now=world.now)
    world.pages[name] = page
    # A parent keeps its number of children in memory.
    parent.refresh_from_db()


def _complaint(world: World, name: str, *, level: Level = Level.TERBATAS) -> Complaint:
    def plant(kind: str, verb: str = "read") -> str:
        return world.plant(kind, name, verb)

    words = "identity" if name == UNREAD else "read"
    case = Complaint(
        level=level, subject=plant("subject"), agenda_no=plant("agenda number"), agenda_date=DAY, received_at=world.now,
        letter_date_note=plant("date note"), channel=Channel.EMAIL_DUMAS, external_id=plant("external id"),
        category=plant("category"), anonymity=Anonymity.RAHASIA, substance_summary=plant("summary", words),
        chronology=plant("chronology", words), legal_refs=plant("rules", words), outcome_text=plant("outcome"),
        outcome=Outcome.DIJELASKAN, resolved_at=world.now,
    )  # fmt: skip
    case.tracking_code = plant("tracking code")
    case.locations = [CaseLocation(regency=plant("location"), province="Jawa Tengah")]
    sealed = ("full_name", "address", "occupation", "id_number", "phone", "email", "represented_by")
    case.complainants = [
        ComplainantIdentity(**{column: plant(f"complainant {column}", "identity") for column in sealed})
    ]
    accused = ("name", "employee_no", "address", "position")
    case.reported_parties = [
        ReportedParty(
            institution=plant("institution"), **{column: plant(f"reported {column}", "identity") for column in accused}
        )
    ]
    return case


def build_checks(world: World) -> None:
    """What was found missing in each case."""
    for name, page in world.pages.items():
        if isinstance(page, Complaint):
            CompletenessCheck.objects.create(
                complaint=page, checked_at=world.now, missing=[world.plant("missing evidence", name)]
            )


def _incoming(world: World, name: str) -> IncomingLetter:
    return IncomingLetter(
        subject=world.plant("subject", name), received_at=world.now, sender=world.plant("sender", name),
        sender_no=world.plant("sender number", name), addressee=world.plant("addressee", name),
        attachments_note=world.plant("attachments note", name), deliverer=world.plant("deliverer", name),
        body=world.plant("letter body", name),
    )  # fmt: skip


def _sealed(world: World) -> IncomingLetter:
    return IncomingLetter(
        received_at=world.now, sender=world.plant("sender", "sealed"), addressee=world.plant("addressee", "sealed"),
        seal=LetterSeal.AMPLOP_TERTUTUP_SANGAT_RAHASIA, deliverer=world.plant("deliverer", "sealed"),
    )  # fmt: skip


def _outgoing(world: World) -> OutgoingLetter:
    letter = OutgoingLetter(
        subject=world.plant("subject", "outgoing"), number=world.plant("letter number", "outgoing"),
        body=[("paragraph", f"<p>{world.plant('letter paragraph', 'outgoing')}</p>"),
              ("numbered", [world.plant("numbered item", "outgoing")])],
        signatory_position="Asdep", copy_numbers=world.plant("copy numbers", "outgoing"),
    )  # fmt: skip
    letter.recipients = [Recipient(name=world.plant("recipient", "outgoing"), sort_order=0)]
    return letter


def _order(world: World) -> AssignmentOrder:
    order = AssignmentOrder(
        subject=world.plant("subject", "order"), considering=f"<p>{world.plant('considering', 'order')}</p>",
        basis=f"<p>{world.plant('basis', 'order')}</p>", task=f"<p>{world.plant('task', 'order')}</p>",
        place=world.plant("place", "order"), starts_on=DAY, ends_on=DAY + timedelta(days=2),
        leader_rank=LeaderRank.KABID_KE_BAWAH, reporting=world.plant("report line", "order"),
    )  # fmt: skip
    order.copies = [OrderCopy(name=world.plant("copy", "order"), sort_order=0)]
    order.assignees = [OrderAssignee(name=world.plant("assignee", "order"), position_title="Analis", is_leader=True)]
    return order


def _plain_report(subject: str) -> MonitoringReport:
    return MonitoringReport(
        subject=subject, basis=MonitoringBasis.DATABASE, mode=MonitoringMode.LANGSUNG,
        purpose=MonitoringPurpose.KLARIFIKASI, leader_rank=LeaderRank.KABID_KE_BAWAH, direction_text="Disposisi",
        partner="Inspektur", institutions="Dinas", starts_on=DAY, ends_on=DAY, team="Kabid", implementation="<p>-</p>",
        analysis="<p>-</p>", conclusion="<p>-</p>", recommendation="<p>-</p>", routed_to="Asdep",
    )  # fmt: skip


def _report(world: World) -> MonitoringReport:
    report = _plain_report(world.plant("subject", "report"))
    report.analysis = f"<p>{world.plant('analysis', 'report')}</p>"
    report.partner = world.plant("partner", "report")
    report.team = world.plant("team", "report")
    report.sections = [("section", {"heading": world.plant("section heading", "report"), "text": "<p>-</p>"})]
    report.clarified_cases = [
        ClarifiedCase(
            letter_ref=world.plant("letter reference", "report"), institution="Dinas",
            response=world.plant("response", "report"), result=world.plant("result", "report"),
        )
    ]  # fmt: skip
    return report


def _review(world: World) -> Review:
    review = Review(
        subject=world.plant("subject", "review"), advice="ARSIP", result="TIDAK_MEMENUHI_SYARAT",
        notice=world.plant("notice in a review", "review"), notice_medium="EMAIL", outcome=Outcome.DIJELASKAN,
        archive_reason="TIDAK_RELEVAN",
        **{part: f"<p>{world.plant(f'{part} of a review', 'review')}</p>" for part in (
            "issue_statement", "findings", "analysis", "conclusion", "recommendation",
        )},
    )  # fmt: skip
    review.rules_linked = [LinkedRule(name=world.plant("rule", "review"), relevance="-", sort_order=0)]
    review.past_cases_consulted = [
        ConsultedCase(
            complaint=world.pages["case_top"], note=world.plant("note on a case consulted", "case_top", "see")
        )
    ]
    return review


def _standard(world: World) -> ServiceStandard:
    title = world.plant("standard title", "standard", "see")
    return ServiceStandard(
        title=title, slug=title.lower(), level=Level.TERBATAS, subject=world.plant("subject", "standard"),
        **{**COMPONENTS, "requirements": f"<p>{world.plant('requirements', 'standard')}</p>"},
        decree_title=world.plant("decree title", "standard"),
        sections=[("section", {"heading": world.plant("old section", "standard"), "text": "<p>-</p>"})],
    )  # fmt: skip


def _sop(world: World) -> Sop:
    title = world.plant("SOP title", "sop", "see")
    sop = Sop(
        title=title, slug=title.lower(), level=Level.TERBATAS, subject=world.plant("subject", "sop"),
        legal_basis=f"<p>{world.plant('legal basis', 'sop')}</p>", qualification="<p>-</p>",
        approved_by_name=world.plant("approver name", "sop"), approved_by_grade=world.plant("approver rank", "sop"),
        approved_by_employee_no=world.plant("approver number", "sop"),
    )  # fmt: skip
    stage = {"name": world.plant("process stage", "sop"), "carried_out_by": "", "result": ""}
    sop.process_chart = [("stage", stage)]
    sop.actors = [SopActor(name=world.plant("SOP actor", "sop"))]
    sop.steps = [SopStep(activity=world.plant("SOP step", "sop"), actor="Analis")]
    return sop
