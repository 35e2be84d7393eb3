"""What of a document may be searched. Only what is named here and in `sources` enters an index."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from dumas_docs.enums import LetterSeal, Level
from dumas_docs.models import Attachment, BasePage, Complaint, IncomingLetter, Scan
from dumas_docs.models.intake import RECEIPT_NOTE
from dumas_docs.models.wordings import WORDS, ClearedWording, wording_of

from .bare_rows import bare_rows, children_for_all
from .sources import SOURCES, Source

# Raise it when the same document gives other content, so that the next check finds every older row.
CONTENT_VERSION = 11


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
        # By hand: dataclasses.asdict copies every value, which takes longer than reading the document.
        told = vars(self) | {"placing": vars(self.placing), "files": [vars(file) for file in self.files]}
        return hashlib.sha256(_encoder.encode([CONTENT_VERSION, told]).encode()).hexdigest()


_encoder = json.JSONEncoder(default=str, sort_keys=True)
# Of every type, beside what its source names.
COLUMNS = (
    "pk", "title", "subject", "state", "level", "live", "acl_folder_id", "acl_item_id", "unit__code",
    "first_published_at", "latest_revision_created_at",
)  # fmt: skip


def contents_of(page_ids: Iterable[int]) -> Iterator[Content]:
    """Content of the searchable pages among `page_ids`, a fixed number of queries for each type among them."""
    ids = list(page_ids)
    files = _files_of(ids)
    by_type: dict[int, list[int]] = defaultdict(list)
    for pk, type_id in BasePage.objects.filter(pk__in=ids).order_by().values_list("pk", "content_type_id"):
        by_type[type_id].append(pk)
    for model, source in SOURCES.items():
        if not (mine := by_type.get(ContentType.objects.get_for_model(model).pk)):
            continue
        children = {name: children_for_all(model, mine, name, _columns_of(source, name)) for name in source.children}
        issues, cleared = (_issues_of(mine), _cleared(mine)) if model is Complaint else ({}, set())
        for page in bare_rows(model, mine, _columns(model)):
            held = model is Complaint and (page.pk, wording_of(page)) not in cleared
            yield _content(
                model, page,
                {name: rows.get(page.pk, []) for name, rows in children.items()},
                issues=tuple(sorted(issues.get(page.pk, ()))),
                files=files.get(page.pk, ()),
                withheld=WORDS if held else (),
            )  # fmt: skip


def _columns(model: type[BasePage]) -> tuple[str, ...]:
    source = SOURCES[model]
    own = [name for name in source.institutions if "." not in name]
    further = [name for name in ("seal", "channel") if any(each.name == name for each in model._meta.fields)]
    named = (*COLUMNS, *source.text, *source.numbers, *source.foreign_numbers, *own, *source.date, *further)
    return tuple(dict.fromkeys(named))


def _columns_of(source: Source, relation: str) -> tuple[str, ...]:
    named = [place.rpartition(".")[2] for place in source.institutions if place.startswith(f"{relation}.")]
    return tuple(dict.fromkeys((*source.children[relation], *named)))


def _issues_of(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Complaint.issue_codes.through.objects.filter(complaint_id__in=ids)
    for page_id, code in rows.values_list("complaint_id", "issuecode__code"):
        found[page_id].append(code)
    return found


def _content(
    model: type[BasePage], page: Any, children: dict[str, list[Any]], *, issues: tuple[str, ...],
    files: tuple[FileContent, ...], withheld: tuple[str, ...],
) -> Content:  # fmt: skip
    """Texts in `withheld` are searched as a file that names persons is."""
    source = SOURCES[model]
    day = _day(page, source)
    always = {
        "page_id": page.pk,
        "placing": _placing(page),
        "is_sealed": model is IncomingLetter and page.seal != LetterSeal.TERBUKA,
        "kind": model._meta.model_name,
        "numbers": (page.title, *_values(page, source.numbers)) if not source.titled else (),
        "date": day,
        "year": day.year if day else None,
        "state": page.state,
    }
    if page.level >= Level.SANGAT_RAHASIA or always["is_sealed"]:
        return Content(**always)
    lines = [_text(model, page, name) for name in source.text if name not in withheld]
    if withheld:
        files = (FileContent("", _words(page), names_person=True), *files)
    lines += [", ".join(_values(row, source.children[name])) for name, rows in children.items() for row in rows]
    return Content(
        **always,
        foreign_numbers=_values(page, source.foreign_numbers),
        subject=_clean(page.title if source.titled else page.subject),
        body=_clean("\n".join(dict.fromkeys(line for line in lines if line))),
        files=files,
        channel=getattr(page, "channel", ""),
        issues=issues,
        provinces=_distinct(row.province for row in children.get("locations", ())),
        institutions=_distinct(_institutions(page, source, children)),
    )


def _placing(page: Any) -> Placing:
    return Placing(
        acl_folder_id=page.acl_folder_id,
        acl_item_id=page.acl_item_id,
        level=int(page.level),
        live=page.live,
        unit=page.unit_code or "",
    )


def withheld_words(cases: QuerySet[Complaint]) -> dict[int, str]:
    """By page id the words of senders that are for readers with `identity` alone. Two queries."""
    found: list[Any] = [SimpleNamespace(**row) for row in cases.values("pk", *WORDS)]
    cleared = _cleared([case.pk for case in found]) if found else set()
    return {case.pk: _words(case) for case in found if (case.pk, wording_of(case)) not in cleared}


def _cleared(ids: list[int]) -> set[tuple[int, str]]:
    return set(ClearedWording.objects.filter(page_id__in=ids).values_list("page_id", "digest"))


def _words(case: Any) -> str:
    return _clean("\n".join(dict.fromkeys(text for name in WORDS if (text := getattr(case, name)))))


def _institutions(page: Any, source: Source, children: dict[str, list[Any]]) -> Iterator[str]:
    for place in source.institutions:
        relation, _dot, name = place.rpartition(".")
        for row in children[relation] if relation else (page,):
            yield from getattr(row, name).splitlines()


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


def _text(model: type[BasePage], page: Any, name: str) -> str:
    value = getattr(page, name)
    column: Any = model._meta.get_field(name)
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
