"""What of a document may be searched. Only what is named here enters an index; identities are named nowhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from dumas_docs.access.choosers import reference_fields
from dumas_docs.enums import Level
from dumas_docs.models import (
    AssignmentOrder,
    Attachment,
    BasePage,
    Complaint,
    FinancialAccountability,
    IncomingLetter,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
    Review,
    Scan,
    ServiceStandard,
    Sop,
)
from dumas_docs.models.intake import RECEIPT_NOTE
from dumas_docs.models.wordings import WORDS, ClearedWording, wording_of

# Raise it when the same document gives other content, so that the next check finds every older row.
CONTENT_VERSION = 10


@dataclass(frozen=True)
class Source:
    """Where the searchable parts of one type stand. `children` maps a relation to its text fields."""

    text: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    # Numbers of the sender: content, unlike the document's own numbers.
    foreign_numbers: tuple[str, ...] = ()
    children: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Where institutions are named, one on each line: own fields, or "relation.field" of a relation in `children`.
    institutions: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    titled: bool = False


SOURCES: dict[type[BasePage], Source] = {
    Complaint: Source(
        text=("substance_summary", "chronology", "legal_refs", "category", "letter_date_note", "outcome_text"),
        numbers=("agenda_no",),
        foreign_numbers=("external_id",),
        children={
            "locations": ("regency", "province", "country"), "reported_parties": ("institution",),
            "directions": ("given_by", "text"),
        },
        institutions=("reported_parties.institution",),
        # The day of the register, as in every list: a letter of last year may have come in now.
        date=("agenda_date",),
    ),
    Review: Source(
        text=(
            "issue_statement", "assumptions", "findings", "analysis", "conclusion", "recommendation", "notice",
        ),
        # Rows about other cases are not searched: who reads the review may not know of those.
        children={"rules_linked": ("name", "relevance")},
        date=("approved_at",),
    ),
    IncomingLetter: Source(
        text=("sender", "addressee", "attachments_note", "body"),
        foreign_numbers=("sender_no",),
        institutions=("sender", "addressee"),
        date=("received_at",),
    ),
    OutgoingLetter: Source(
        text=("body", "signatory_position", "attachments_note"),
        numbers=("number",),
        children={"recipients": ("name", "place")},
        institutions=("recipients.name",),
        date=("date", "signed_at"),
    ),
    AssignmentOrder: Source(
        text=("considering", "basis", "task", "place", "reporting", "funded_by"),
        numbers=("number",),
        children={"assignees": ("name", "employee_no", "position_title"), "copies": ("name", "place")},
        date=("starts_on",),
    ),
    MonitoringActivity: Source(
        text=(
            "aim", "partner", "mechanism", "expected_result", "relation_prospect", "institutions", "locus",
            "facilities", "funded_by", "agreements",
        ),
        # Rows of the matrix name other cases: who reads the plan may not know of those.
        children={"team": ("competence",), "directions": ("given_by", "text")},
        institutions=("partner", "institutions"),
        date=("starts_on",),
    ),
    FinancialAccountability: Source(
        text=("charged_to", "note"),
        children={"expenses": ("text", "proof")},
        date=("submitted_at",),
    ),
    MonitoringReport: Source(
        text=(
            "direction_text", "partner", "institutions", "locus", "team", "implementation", "agreements", "analysis",
            "conclusion", "recommendation", "sections", "routed_to",
        ),
        children={"clarified_cases": ("letter_ref", "institution", "response", "clarified", "result")},
        institutions=("partner", "institutions", "clarified_cases.institution"),
        date=("starts_on",),
    ),
    ServiceStandard: Source(
        text=(
            "decree_title", "decree_position", *ServiceStandard.DELIVERY, *ServiceStandard.MANUFACTURING, "sections",
        ),
        foreign_numbers=("decree_no", "annex_no"),
        date=("effective_on", "determined_on"),
        titled=True,
    ),
    Sop: Source(
        text=(
            "legal_basis", "qualification", "related", "equipment", "warning", "recording", "definitions", "parties",
            "forms", "output", "approved_by_position", "approved_by_name", "process_chart",
        ),
        foreign_numbers=("sop_number",),
        children={"steps": ("activity", "actor", "needs", "output", "note")},
        date=("effective_on", "created_on"),
        titled=True,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class FileContent:
    """A file of the document, or a text that is withheld like one; `text` has form feeds between pages.

    One that names persons has no `name` here, and only who holds `identity` on its page may find or meet its text."""

    name: str
    text: str = ""
    names_person: bool = False


@dataclass(frozen=True)
class Placing:
    """The columns of a page that decide who may meet it, for engines that cannot ask the database."""

    acl_folder_id: int | None = None
    acl_item_id: int | None = None
    level: int = 0
    live: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Content:
    """One document as every engine indexes it. For top secret and sealed ones only numbers, type, date and state."""

    page_id: int
    kind: str
    numbers: tuple[str, ...]
    placing: Placing = Placing()
    # A letter in a closed envelope: only the database knows its number.
    is_sealed: bool = False
    foreign_numbers: tuple[str, ...] = ()
    subject: str = ""
    body: str = ""
    files: tuple[FileContent, ...] = ()
    date: date | None = None
    year: int | None = None
    state: str = ""
    channel: str = ""
    issues: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes whenever anything of the content does."""
        told = json.dumps([CONTENT_VERSION, asdict(self)], default=str, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def contents_of(page_ids: Iterable[int]) -> Iterator[Content]:
    """Content of the searchable pages among `page_ids`, a fixed number of queries for each type among them."""
    ids = list(page_ids)
    files = _files_of(ids)
    cleared = _cleared(ids)
    types = set(BasePage.objects.filter(pk__in=ids).order_by().values_list("content_type_id", flat=True).distinct())
    for model, source in SOURCES.items():
        if ContentType.objects.get_for_model(model).pk not in types:
            continue
        relations = [*source.children, *(["issue_codes"] if model is Complaint else [])]
        for page in model.objects.filter(pk__in=ids).select_related("unit").prefetch_related(*relations):
            held = model is Complaint and (page.pk, wording_of(page)) not in cleared
            yield _content(page, source, files.get(page.pk, ()), withheld=WORDS if held else ())


def _content(page: Any, source: Source, files: tuple[FileContent, ...], *, withheld: tuple[str, ...]) -> Content:
    """Texts in `withheld` are searched as a file that names persons is."""
    day = _day(page, source)
    bare = Content(
        page_id=page.pk,
        placing=_placing(page),
        is_sealed=getattr(page, "is_sealed", False),
        kind=type(page)._meta.model_name,
        numbers=(page.title, *_values(page, source.numbers)) if not source.titled else (),
        date=day,
        year=day.year if day else None,
        state=page.state,
    )
    if page.level >= Level.SANGAT_RAHASIA or bare.is_sealed:
        return bare
    children = {name: _rows_for_all(getattr(page, name).all()) for name in source.children}
    lines = [_text(page, name) for name in source.text if name not in withheld]
    if withheld:
        files = (FileContent("", _words(page), names_person=True), *files)
    lines += [", ".join(_values(row, source.children[name])) for name, rows in children.items() for row in rows]
    return Content(
        **{
            **bare.__dict__,
            "foreign_numbers": _values(page, source.foreign_numbers),
            "subject": _clean(page.title if source.titled else page.subject),
            "body": _clean("\n".join(dict.fromkeys(line for line in lines if line))),
            "files": files,
            "channel": getattr(page, "channel", ""),
            "issues": tuple(sorted(issue.code for issue in page.issue_codes.all()))
            if "channel" in page.__dict__
            else (),
            "provinces": _distinct(row.province for row in children.get("locations", ())),
            "institutions": _distinct(_institutions(page, source, children)),
        }
    )


def _placing(page: Any) -> Placing:
    return Placing(
        acl_folder_id=page.acl_folder_id,
        acl_item_id=page.acl_item_id,
        level=int(page.level),
        live=page.live,
        unit=page.unit.code if page.unit else "",
    )


def withheld_words(cases: QuerySet[Complaint]) -> dict[int, str]:
    """By page id the words of senders that are for readers with `identity` alone. Two queries."""
    found = list(cases.only(*WORDS))
    cleared = _cleared([case.pk for case in found])
    return {case.pk: _words(case) for case in found if (case.pk, wording_of(case)) not in cleared}


def _cleared(ids: list[int]) -> set[tuple[int, str]]:
    return set(ClearedWording.objects.filter(page_id__in=ids).values_list("page_id", "digest"))


def _words(case: Complaint) -> str:
    return _clean("\n".join(dict.fromkeys(text for name in WORDS if (text := getattr(case, name)))))


def _institutions(page: Any, source: Source, children: dict[str, list[Any]]) -> Iterator[str]:
    for place in source.institutions:
        relation, _dot, name = place.rpartition(".")
        for row in children[relation] if relation else (page,):
            yield from getattr(row, name).splitlines()


def _rows_for_all(rows: Iterable[Any]) -> list[Any]:
    """Rows that name no other document: who reads this one may not know of those."""
    found = list(rows)
    references = [field.attname for field in reference_fields(type(found[0])).values()] if found else []
    return [row for row in found if not any(getattr(row, name) for name in references)]


def searched_files(page_ids: Iterable[int]) -> QuerySet[Attachment]:
    """The files of these pages whose text is searched. A receipt says again what the case says, the same for all."""
    return Attachment.objects.filter(page_id__in=page_ids).exclude(note=RECEIPT_NOTE)


def _files_of(ids: list[int]) -> dict[int, tuple[FileContent, ...]]:
    found: dict[int, tuple[FileContent, ...]] = {}
    rows = searched_files(ids).values_list("page_id", "title", "names_person", "text")
    for page_id, name, names_person, text in rows.order_by("pk"):
        file = FileContent("" if names_person else name, _clean(text), names_person)
        found[page_id] = (*found.get(page_id, ()), file)
    images = Scan.objects.filter(page_id__in=ids, names_person=False).order_by("pk")
    for page_id, name in images.values_list("page_id", "title"):
        found[page_id] = (*found.get(page_id, ()), FileContent(name))
    return found


def _text(page: Any, name: str) -> str:
    column = page._meta.get_field(name)
    value = column.value_from_object(page)
    if hasattr(column, "get_searchable_content"):
        return "\n".join(str(part) for part in column.get_searchable_content(value))
    return str(value or "")


def _values(row: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(value) for name in names if (value := getattr(row, name)))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value.strip().replace("|", " ") for value in values if value.strip()}))


def _day(page: Any, source: Source) -> date | None:
    for name in (*source.date, "first_published_at", "latest_revision_created_at"):
        value = getattr(page, name)
        if value:
            return timezone.localtime(value).date() if isinstance(value, datetime) else value
    return None


def _clean(text: str) -> str:
    return text.replace("\x00", " ")
