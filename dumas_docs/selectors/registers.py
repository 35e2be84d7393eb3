"""The register book: every number of a unit's register and year, used or void, as far as a reader may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dumas_docs.access.roles import ADD, APPROVE, DISPOSE
from dumas_docs.enums import OutgoingType
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Complaint,
    FinancialAccountability,
    Folder,
    FolderPurpose,
    IncomingLetter,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
    Register,
    RegisterEntry,
    Review,
)
from dumas_docs.models.registers import ORDER, outgoing_registers

# Who fills a register, answers for what is in it, or keeps it; a member or reader of the unit does none of these.
BOOK_VERBS = frozenset({ADD, APPROVE, DISPOSE})
BOOK_PURPOSES = (FolderPurpose.UNIT, FolderPurpose.BUKU, FolderPurpose.TAHUN)

NUMBERED = (
    Complaint, IncomingLetter, OutgoingLetter, AssignmentOrder, MonitoringActivity, MonitoringReport,
    FinancialAccountability, Review,
)  # fmt: skip


# The book of letters that go out holds a register for each kind, and the one of their drafts.
OUTGOING_BOOK = "surat-keluar"
DRAFTS = (OutgoingLetter, AssignmentOrder)


def register_name(code: str) -> str:
    """A register by what is numbered in it, as the office says it."""
    kind, is_secret = outgoing_registers().get(code, ("", False))
    if kind:
        name = AssignmentOrder._meta.verbose_name if kind == ORDER else OutgoingType(kind).label
        return capfirst(_("%(kind)s, secret") % {"kind": name} if is_secret else str(name))
    names = {model.register_code: str(model._meta.verbose_name) for model in NUMBERED}
    names[OUTGOING_BOOK] = str(OutgoingLetter._meta.verbose_name)
    for model in DRAFTS:
        names[model.register_code] = _("draft: %(kind)s") % {"kind": model._meta.verbose_name}
    return capfirst(names.get(code, code))


@dataclass(frozen=True)
class BookLine:
    """One number. Without `page` it is a document the reader may not know of, unless it is void and deleted."""

    entry: RegisterEntry
    page: BasePage | None

    @property
    def is_restricted(self) -> bool:
        return self.page is None and self.entry.document_id is not None


def may_read_book(folder: Folder) -> bool:
    """Whether the person of the scope may open the register book of `folder`."""
    return folder.purpose in BOOK_PURPOSES and folder.unit_id is not None and bool(BOOK_VERBS & folder.reader_verbs)


def registers_of(folder: Folder) -> QuerySet[Register]:
    """Registers whose numbers belong to `folder`: of its unit, and of its register and year where it has them."""
    found = Register.objects.filter(unit_id=folder.unit_id)
    if folder.purpose != FolderPurpose.UNIT:
        found = found.filter(code__in=_codes_of(folder.register))
    if folder.purpose == FolderPurpose.TAHUN:
        found = found.filter(year=folder.year or 0)
    return found.order_by("-year", "code")


def _codes_of(book: str) -> set[str]:
    if book != OUTGOING_BOOK:
        return {book}
    return {*outgoing_registers(), *(model.register_code for model in DRAFTS)}


def entries_of(register: Register) -> QuerySet[RegisterEntry]:
    """Numbers of one register in their order."""
    return register.entries.select_related("void_by").order_by("number")


def book_lines(entries: Sequence[RegisterEntry]) -> list[BookLine]:
    """The entries with their documents, where the person of the scope may know of them; one query."""
    ids = [entry.document_id for entry in entries if entry.document_id]
    pages = {page.pk: page for page in BasePage.objects.filter(pk__in=ids).select_related("unit").specific()}
    return [BookLine(entry, pages.get(entry.document_id or 0)) for entry in entries]


def void_entry_of(page: BasePage) -> RegisterEntry | None:
    """The number of a document that was made void, the latest one of several; or None."""
    if not getattr(page.specific_class, "register_code", ""):
        return None
    void = RegisterEntry.objects.filter(document_id=page.pk, void_at__isnull=False).select_related("void_by")
    return void.order_by("-void_at", "-pk").first()


def numbers_per_year(folders: Sequence[Folder]) -> dict[tuple[str, int, int], int]:
    """How many numbers were given, by (book, unit, year) of the year folders; one query."""
    asked = Q(pk__in=[])
    for folder in folders:
        asked |= Q(code__in=_codes_of(folder.register), unit_id=folder.unit_id, year=folder.year)
    found = Register.objects.filter(asked).values_list("code", "unit_id", "year", "last_number")
    counts: dict[tuple[str, int, int], int] = defaultdict(int)
    for code, unit, year, count in found:
        book = code if code not in _codes_of(OUTGOING_BOOK) else OUTGOING_BOOK
        counts[book, unit, year] += count
    return counts
