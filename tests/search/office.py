"""A small office for search tests: one case of every kind of confidentiality, and people of every kind of right."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from dumas_docs.access import grants, pointers
from dumas_docs.actions.clear_wording import keep_cleared
from dumas_docs.enums import Level
from dumas_docs.models import (
    Attachment,
    BasePage,
    Cause,
    ComplainantIdentity,
    Complaint,
    Folder,
    IncomingLetter,
    IssueCode,
    ReportedParty,
    ServiceStandard,
)
from workflows.models import Unit

# A word that every document's content holds, so that only rights decide who finds which.
EVERYWHERE = "gandaria"


class Office:
    """People and documents by short names. Set up in the system's scope."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.people: dict[str, Any] = {}
        self.pages: dict[str, Any] = {}
        self.unit = Unit.objects.create(code="asdep-dumas", name="Asisten Deputi Pengaduan", letter_code="D-4")
        home = BasePage.objects.get(depth=2)
        self.archive = home.add_child(instance=Folder(title="Arsip", slug="arsip", unit=self.unit))
        self.blocked = self.archive.add_child(instance=Folder(title="Tertutup", slug="tertutup"))
        self.other = home.add_child(instance=Folder(title="Biro", slug="biro", unit=self.unit))
        self.block(self.blocked)

    # --- People ---

    def person(self, name: str, role: str = "", on: Any = None, **options: Any) -> Any:
        """A person, with a role on a page (the archive) where one is named."""
        if name not in self.people:
            self.people[name] = get_user_model().objects.create_user(username=name, password="x")
        if role:
            self.give(name, role, on or self.archive, **options)
        return self.people[name]

    def give(self, name: str, role: str, page: Any, **options: Any) -> Any:
        # These people hold no position: only what has a last day counts.
        options.setdefault("ends_on", (self.now + timedelta(days=30)).date())
        return grants.give(
            page=page, role=role, to=self.people[name], cause=Cause.BERBAGI, now=self.now, **options
        )  # fmt: skip

    def staff(self) -> None:
        """One person for every way of seeing."""
        yesterday = (self.now - timedelta(days=1)).date()
        for name in ("reader", "member", "registrar", "handler", "editor", "head", "auditor"):
            self.person(name, name)
        self.person("former", "head", ends_on=yesterday)
        self.person("stranger")
        self.person("named", "reader", on=self.pages["top_secret"])
        self.give("named", "reader", self.pages["blocked"])

    # --- Documents ---

    def case(
        self, name: str, *, level: Level = Level.TERBATAS, parent: Any = None, day: date | None = None, **values: Any
    ) -> Complaint:
        """`day`: when it came in and was registered."""
        day = day or date(2026, 3, 2)
        given = {
            "subject": f"Perihal {EVERYWHERE}",
            "agenda_no": f"AG-{len(self.pages) + 1:04}/2026",
            "agenda_date": day,
            "received_at": datetime.combine(day, time(8), UTC),
            "channel": "EMAIL_DUMAS",
            "substance_summary": f"Isi {EVERYWHERE} perkara.",
            "chronology": f"Kronologi {name}.",
            "level": level,
        } | values
        issues = given.pop("issues", ())
        page = (parent or self.archive).add_child(instance=Complaint(**given))
        if issues:
            page.issue_codes = IssueCode.objects.filter(code__in=issues)
            page.save()
        keep_cleared(page, by=None, now=self.now)
        self.pages[name] = page
        return page

    def documents(self) -> None:
        """Every kind of confidentiality once."""
        self.case("ordinary", level=Level.BIASA)
        BasePage.objects.filter(pk=self.pages["ordinary"].pk).update(level=Level.BIASA)
        self.case("restricted")
        self.case("secret", level=Level.RAHASIA)
        self.case("top_secret", level=Level.SANGAT_RAHASIA)
        self.case("blocked", parent=self.blocked)
        self.case("draft", live=False)
        self.case("elsewhere", parent=self.other)
        self.pages["letter"] = self.pages["restricted"].add_child(
            instance=IncomingLetter(
                subject=f"Jawaban {EVERYWHERE}", received_at=self.now, sender="Kantor Pertanahan",
                sender_no="B-235/D-4/HM.02/06/2025", addressee="Asdep", body=f"Menjawab {EVERYWHERE}.",
            )
        )  # fmt: skip
        self.pages["sealed"] = self.archive.add_child(
            instance=IncomingLetter(
                received_at=self.now, sender="Amplop zaitun", addressee="Menteri", seal="AMPLOP_TERTUTUP_PRIBADI",
                attachments_note=EVERYWHERE,
            )
        )  # fmt: skip
        self.pages["standard"] = self.archive.add_child(
            instance=ServiceStandard(title=f"Standar {EVERYWHERE}", slug="standar", requirements="<p>Identitas</p>")
        )
        BasePage.objects.filter(pk=self.pages["standard"].pk).update(is_public=True)

    def attach(self, page: Any, *, name: str, text: str, names_person: bool = False) -> Attachment:
        return Attachment.objects.create(
            page_id=page.pk, title=name, text=text, mime="application/pdf", sha256="0" * 64, received_at=self.now,
            file="berkas/x.pdf", names_person=names_person,
        )  # fmt: skip

    def identify(self, page: Complaint, **values: Any) -> ComplainantIdentity:
        return ComplainantIdentity.objects.create(complaint=page, **values)

    def report(self, page: Complaint, **values: Any) -> ReportedParty:
        return ReportedParty.objects.create(complaint=page, **values)

    # --- Changes ---

    def block(self, page: Any, *, inherits: bool = False) -> None:
        BasePage.objects.filter(pk=page.pk).update(inherits=inherits)
        pointers.rebuild(BasePage.objects.get(pk=page.pk))

    def ids(self, *names: str) -> set[int]:
        return {self.pages[name].pk for name in names}
