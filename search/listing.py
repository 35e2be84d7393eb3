"""A whole list of results for taking out: all pages of it, as the person may read them now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from dumas_docs.actions.note_found_list import note_found_list
from dumas_docs.conf import setting
from dumas_docs.enums import Level
from dumas_docs.exports.dates import moment_text
from dumas_docs.exports.found import FoundLine, FoundList, found_csv, found_docx, found_xlsx
from dumas_docs.exports.frame import Frame
from dumas_docs.selectors.sheet_frames import SECRECY

from .addresses import in_words
from .facets import FACETS, STATES
from .finding import Found, find
from .query import SearchQuery
from .sources import TITLED

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


class OnlySecret(ValueError):
    """All that answers, `count` documents, is secret, and no reason was given."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True)
class Taken:
    """The list as a file."""

    name: str
    mime: str
    content: Content


def take_list(query: SearchQuery, *, form: str, reason: str, user: Any, now: datetime) -> Taken:
    """Take out what answers `query` for `user`, at most MOST_LISTED documents, and record it.

    Without a reason only documents below RAHASIA; a list with others says whose copy it is (domain.md §10). It tells
    what it leaves out. In Indonesian, as every document out. Raises KeyError for an unknown form, ListNamesPerson,
    OnlySecret, SearchUnavailable."""
    mime, write = FORMS[form]
    if query.wants_identity:
        raise ListNamesPerson
    everything, total = _all(query, user=user)
    found = [each for each in everything if reason.strip() or each.page.level < Level.RAHASIA]
    secret = len(everything) - len(found)
    if secret and not found:
        raise OnlySecret(secret)
    pages = [each.page for each in found]
    entry = note_found_list(pages=pages, form=form, reason=reason, by=user, now=now)
    level = max((Level(page.level) for page in pages), default=Level.BIASA)
    who = user.get_full_name() or user.get_username()
    copy = f"Salinan untuk {who}, diunduh {moment_text(now)}, catatan akses nomor {entry.number}"
    with override("id"):
        listed = FoundList(
            frame=Frame(
                letterhead=(setting("MINISTRY_NAME"),),
                title="Daftar hasil pencarian",
                author=setting("OFFICE_NAME"),
                secrecy=SECRECY.get(level, ""),
                taken_by=copy if level in SECRECY else "",
            ),
            question="; ".join(filter(None, (query.text, *in_words(query)))),
            taken=f"{moment_text(now)}, oleh {who}, {len(found)} naskah",
            left_out=tuple(_left_out(secret=secret, beyond=total - MOST_LISTED)),
            lines=_lines(found),
        )
    return Taken(f"hasil-pencarian-{timezone.localtime(now):%Y%m%d-%H%M}.{form}", mime, write(listed))


def _left_out(*, secret: int, beyond: int) -> Iterator[str]:
    if secret:
        yield f"{secret} naskah RAHASIA atau di atasnya, karena alasan tidak diisi"
    if beyond > 0:
        yield f"{beyond} naskah berikutnya, karena satu daftar memuat paling banyak {MOST_LISTED}"


def _all(query: SearchQuery, *, user: Any) -> tuple[list[Found], int]:
    """The first MOST_LISTED of them, and how many answer in all."""
    found: list[Found] = []
    for number in range(1, MOST_LISTED // BATCH + 1):
        findings = find(replace(query, page=number, per_page=BATCH), user=user)
        found += findings.found
        if number * BATCH >= findings.total:
            break
    return found, findings.total


def _lines(found: list[Found]) -> list[FoundLine]:
    kinds = FACETS["kind"].labels(())
    return [
        FoundLine(
            number="" if each.hit.kind in TITLED else each.page.title,
            day=each.hit.date,
            kind=kinds.get(each.hit.kind, ""),
            subject=each.page.title if each.hit.kind in TITLED else each.page.subject,
            state=str(STATES.get(each.hit.state, "")),
            unit=each.page.unit.name if each.page.unit else "",
            level=str(Level(each.page.level).label),
        )
        for each in found
    ]
