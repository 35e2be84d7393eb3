"""A whole list of results for taking out: all pages of it, as the person may read them now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import override

from dumas_docs.access.roles import READ
from dumas_docs.access.selectors import visible_to
from dumas_docs.actions.note_found_list import note_found_list
from dumas_docs.conf import setting
from dumas_docs.enums import Level
from dumas_docs.exports.dates import moment_text
from dumas_docs.exports.found import FoundLine, FoundList, found_csv, found_docx, found_xlsx
from dumas_docs.exports.frame import Frame
from dumas_docs.models import BasePage
from dumas_docs.selectors.sheet_frames import SECRECY

from .addresses import in_words
from .facets import FACETS, STATES, below_secret
from .finding import reach
from .models import SearchDocument
from .query import SearchQuery
from .sources import TITLED

MOST_LISTED = 5000
BATCH = 250
Content = bytes | Iterable[str]
# What is searched of a document, and its page.
Line = tuple[SearchDocument, BasePage]
FORMS: dict[str, tuple[str, Callable[[FoundList], Content]]] = {
    "csv": ("text/csv; charset=utf-8", found_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", found_xlsx),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", found_docx),
}


class ListNamesPerson(ValueError):
    """The answer to a question about a person is shown, never taken out."""


class OnlySecret(ValueError):
    """Nothing of what answers may be listed without a reason."""


@dataclass(frozen=True)
class Taken:
    """The list as a file."""

    name: str
    mime: str
    content: Content


def take_list(query: SearchQuery, *, form: str, reason: str, user: Any, now: datetime) -> Taken:
    """Take out what answers `query` for `user`, at most MOST_LISTED documents, and record it.

    Without a reason only documents below RAHASIA; a list with others says whose copy it is (domain.md §10). It tells
    what it leaves out; where more than MOST_LISTED answer, it holds the newest. In Indonesian, as every document out.
    Raises KeyError for an unknown form, ListNamesPerson, OnlySecret, SearchUnavailable."""
    mime, write = FORMS[form]
    if query.names_person:
        raise ListNamesPerson
    lines, total = _answering(query if reason.strip() else below_secret(query), user=user)
    # The engine may not have heard yet of what has just become secret.
    found = [(row, page) for row, page in lines if reason.strip() or page.level < Level.RAHASIA]
    if not found and not reason.strip():
        raise OnlySecret
    pages = [page for _row, page in found]
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
            left_out=tuple(_left_out(without_secret=not reason.strip(), beyond=total - MOST_LISTED)),
            lines=_lines(found),
        )
    return Taken(f"hasil-pencarian-{timezone.localtime(now):%Y%m%d-%H%M}.{form}", mime, write(listed))


def _left_out(*, without_secret: bool, beyond: int) -> Iterator[str]:
    # Not how many: a copy without a mark goes further than to who may know that.
    if without_secret:
        yield "naskah RAHASIA atau di atasnya, karena alasan tidak diisi"
    if beyond > 0:
        yield f"{beyond} naskah berikutnya, karena satu daftar memuat paling banyak {MOST_LISTED}"


def _answering(query: SearchQuery, *, user: Any) -> tuple[list[Line], int]:
    """What answers, at most MOST_LISTED in the order of one engine, and how many there are in all."""
    reached = reach(query, user=user, most=MOST_LISTED)
    ids, total = reached.ids, len(reached.ids)
    if reached.rows is not None:
        ordered = reached.rows.order_by(F("date").desc(nulls_last=True), "-pk")
        ids, total = list(ordered.values_list("pk", flat=True)[:MOST_LISTED]), reached.rows.count()
    lines: list[Line] = []
    for at in range(0, len(ids), BATCH):
        some = ids[at : at + BATCH]
        pages = {page.pk: page for page in visible_to(user, READ).filter(pk__in=some).select_related("unit")}
        rows = SearchDocument.objects.in_bulk(some)
        lines += [(rows[pk], pages[pk]) for pk in some if pk in pages and pk in rows]
    return lines, total


def _lines(found: list[Line]) -> list[FoundLine]:
    kinds = FACETS["kind"].labels(())
    return [
        FoundLine(
            number="" if row.kind in TITLED else page.title,
            day=row.date,
            kind=kinds.get(row.kind, ""),
            subject=page.title if row.kind in TITLED else page.subject,
            state=str(STATES.get(row.state, "")),
            unit=page.unit.name if page.unit else "",
            level=str(Level(page.level).label),
        )
        for row, page in found
    ]
