"""A whole list of results for taking out: all pages of it, as the person may read them now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from dumas_docs.actions.note_found_list import note_found_list
from dumas_docs.conf import setting
from dumas_docs.enums import Level
from dumas_docs.exports.dates import moment_text
from dumas_docs.exports.found import FoundLine, FoundList, found_csv, found_docx, found_xlsx
from dumas_docs.exports.frame import Frame
from dumas_docs.selectors.sheet_frames import SECRECY

from .facets import FACETS, STATES
from .finding import Found, find
from .query import SearchQuery

MOST_LISTED = 5000
BATCH = 250
Content = bytes | Iterable[str]
FORMS: dict[str, tuple[str, Callable[[FoundList], Content]]] = {
    "csv": ("text/csv; charset=utf-8", found_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", found_xlsx),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", found_docx),
}


class ListNamesPerson(ValueError):
    """The answer to a question about a person is shown, never taken out."""


@dataclass(frozen=True)
class Taken:
    """The list as a file."""

    name: str
    mime: str
    content: Content


def take_list(query: SearchQuery, *, form: str, reason: str, user: Any, now: datetime) -> Taken:
    """Take out what answers `query` for `user`, at most MOST_LISTED documents, and record it.

    Without a reason only documents below RAHASIA; a list with others says whose copy it is (domain.md §10). Raises
    KeyError for an unknown form, ListNamesPerson, SearchUnavailable."""
    mime, write = FORMS[form]
    if query.wants_identity:
        raise ListNamesPerson
    found = [each for each in _all(query, user=user) if reason.strip() or each.page.level < Level.RAHASIA]
    pages = [each.page for each in found]
    entry = note_found_list(pages=pages, form=form, reason=reason, by=user, now=now)
    level = max((Level(page.level) for page in pages), default=Level.BIASA)
    who, taken = user.get_full_name() or user.get_username(), f"diunduh {moment_text(now)}"
    listed = FoundList(
        frame=Frame(
            letterhead=(setting("MINISTRY_NAME"),),
            title="Daftar hasil pencarian",
            author=setting("OFFICE_NAME"),
            secrecy=SECRECY.get(level, ""),
            taken_by=f"Salinan untuk {who}, {taken}, catatan akses nomor {entry.number}" if level in SECRECY else "",
        ),
        question=query.text or "-",
        taken=f"{moment_text(now)}, oleh {who}, {len(found)} naskah",
        lines=_lines(found),
    )
    return Taken(f"hasil-pencarian-{timezone.localtime(now):%Y%m%d-%H%M}.{form}", mime, write(listed))


def _all(query: SearchQuery, *, user: Any) -> list[Found]:
    found: list[Found] = []
    for number in range(1, MOST_LISTED // BATCH + 1):
        findings = find(replace(query, page=number, per_page=BATCH), user=user)
        found += findings.found
        if number * BATCH >= findings.total:
            break
    return found


def _lines(found: list[Found]) -> list[FoundLine]:
    kinds = FACETS["kind"].labels(())
    return [
        FoundLine(
            number=each.page.title,
            day=each.hit.date,
            kind=kinds.get(each.hit.kind, ""),
            subject=each.page.subject,
            state=str(STATES.get(each.hit.state, "")),
            unit=each.page.unit.name if each.page.unit else "",
            level=str(Level(each.page.level).label),
        )
        for each in found
    ]
