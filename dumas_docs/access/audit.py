"""Writing and proving the audit trail. Every verb has its sentence; a verb without one is a programming error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dumas_docs.models.audit import AuditEntry, AuditHead, FieldGroup
from dumas_docs.models.base import BasePage

SENTENCES = {
    "naskah.dibuat": _("registered the document"),
    "naskah.dibaca": _("read the document"),
    "naskah.dikutip": _("read an excerpt in the search"),
    "naskah.ditolak": _("was refused the document"),
    "naskah.tingkat": _("changed the security level"),
    "amplop.dilepas": _("lifted the seal of an envelope"),
    "naskah.dipindah": _("moved the document"),
    "naskah.dihapus": _("deleted a draft"),
    "naskah.dikaitkan": _("decided whether two cases belong together"),
    "naskah.riwayat": _("read the history"),
    "naskah.diumumkan": _("made the document public"),
    "naskah.ditarik": _("withdrew the document from the public"),
    "naskah.beralih": _("took a step of the work"),
    "perkara.telaah": _("fixed the result of the review"),
    "perkara.arahan": _("recorded a direction"),
    "perkara.arahan_dipastikan": _("confirmed a direction given by word"),
    "perkara.catatan": _("recorded what was done in the case"),
    "disposisi.diberikan": _("gave a disposition"),
    "disposisi.dilaporkan": _("reported on a disposition"),
    "disposisi.ditutup": _("closed a disposition"),
    "naskah.disamarkan": _("had persons hidden in the document"),
    "identitas.dibuka": _("opened identities"),
    "identitas.diubah": _("changed identities"),
    "identitas.dicari": _("searched for a person"),
    "berkas.ditambah": _("added a file"),
    "berkas.dibaca": _("opened a file"),
    "berkas.dihapus": _("removed a file"),
    "berkas.dinilai": _("judged the evidence"),
    "berkas.identitas": _("said whether the file names persons"),
    "uraian.dibuka": _("said that the words of the complaint name nobody"),
    "uraian.ditutup": _("withheld the words of the complaint from readers without identities"),
    "akses.diberikan": _("gave a role"),
    "akses.dicabut": _("withdrew a role"),
    "akses.ditolak": _("was refused a change of access"),
    "akses.warisan": _("changed the inheritance of access"),
    "ekspor.dibuat": _("exported"),
    "nomor.batal": _("voided a number"),
    "nomor.diberikan": _("gave a number"),
    "naskah.ditandatangani": _("signed the document"),
    "naskah.dikirim": _("sent the document out"),
    "langkah.diputus": _("decided at a step of the chain"),
    "pesan.diterima": _("took in a message"),
    "pesan.ditolak": _("refused a message"),
    "naskah.diubah": _("saved a new version"),
    "naskah.terbit": _("made a version final"),
    "naskah.batal_terbit": _("took back the final version"),
    "naskah.dikunci": _("locked the document"),
    "naskah.dibuka_kunci": _("unlocked the document"),
    "akun.dibuat": _("created an account"),
    "akun.diubah": _("changed an account"),
    "akun.sandi": _("changed the own password"),
    "akun.sandi_luar": _("set a password outside of the application"),
    "akun.tautan_sandi": _("sent a link for a new password"),
    "organisasi.diubah": _("changed the organisation"),
    "organisasi.berlaku": _("carried out a change of the organisation"),
    "organisasi.dimuat": _("brought the organisation in line with its plan"),
    "akun.grup": _("changed a group of accounts"),
    "akun.masuk": _("logged in"),
    "akun.gagal_masuk": _("failed to log in"),
}


@dataclass(frozen=True)
class Event:
    """What is to be recorded about one page."""

    page: BasePage | None = None
    group: FieldGroup | str = ""
    refused: bool = False
    reason: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Waiting:
    """An entry without its place in the chain; `standing` is dropped by Django when its savepoint is rolled back."""

    entry: AuditEntry
    standing: Callable[[], None]


_together: ContextVar[list[_Waiting] | None] = ContextVar("audit_together", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Entries of one act are appended at its end, in their order, with the statements of one; what a savepoint took
    back in between is not. Outside of a transaction, and inside another `together`, it changes nothing."""
    if _together.get() is not None or not connection.in_atomic_block:
        yield
        return
    waiting: list[_Waiting] = []
    token = _together.set(waiting)
    try:
        yield
    except DatabaseError:
        waiting.clear()
        raise
    finally:
        _together.reset(token)
        if waiting and not connection.needs_rollback:
            standing = {function for _savepoints, function, _robust in connection.run_on_commit}
            _append([each.entry for each in waiting if each.standing in standing])


def record(
    *,
    verb: str,
    by: Any = None,
    page: BasePage | None = None,
    group: FieldGroup | str = "",
    refused: bool = False,
    reason: str = "",
    data: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> AuditEntry:
    """Append one entry to the chain, in the caller's transaction. Raises KeyError for a verb without a sentence.

    The end of the chain stays locked until the transaction ends, so take register numbers before recording. The entry
    has its number at once, unless the act records `together`."""
    event = Event(page=page, group=group, refused=refused, reason=reason, data=data or {})
    (entry,) = record_many(verb=verb, by=by, events=[event], at=at)
    return entry


def record_many(*, verb: str, by: Any = None, events: Sequence[Event], at: datetime | None = None) -> list[AuditEntry]:
    """Append one entry for each event, with as few statements as for one. Raises KeyError like `record`."""
    SENTENCES[verb]
    actor = by if by is not None and getattr(by, "pk", None) else None
    moment = (at or timezone.now()).astimezone(UTC)
    entries = [
        AuditEntry(
            at=moment,
            verb=verb,
            actor_id=actor.pk if actor else None,
            actor_name=(actor.get_full_name() or actor.get_username())[:150] if actor else "",
            page_id=event.page.pk if event.page else None,
            page_ref=event.page.title if event.page else "",
            level=event.page.level if event.page else None,
            field_group=event.group,
            refused=event.refused,
            reason=event.reason[:500],
            data=event.data,
        )
        for event in events
    ]
    waiting = _together.get()
    if waiting is None:
        _append(entries)
        return entries
    for entry in entries:
        each = _Waiting(entry, lambda: None)
        transaction.on_commit(each.standing)
        waiting.append(each)
    return entries


@transaction.atomic(savepoint=False)
def _append(entries: Sequence[AuditEntry]) -> None:
    """Give each its number and its hash over the one before it, and write them."""
    if not entries:
        return
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
    for entry in entries:
        entry.number, entry.previous_hash = head.length + 1, head.last_hash
        entry.hash = entry.digest()
        head.length, head.last_hash = entry.number, entry.hash
    AuditEntry.objects.bulk_create(entries)
    head.save(update_fields=["length", "last_hash"])


def record_refusal(*, page: BasePage | None, by: Any, door: str, group: FieldGroup | str = "") -> None:
    """Append that somebody asked for a document that is not his; `page` is None for one that never was there.

    Both are recorded, so that both answers take the same time, and so that it shows when somebody tries numbers."""
    record(verb="naskah.ditolak", by=by, page=page, group=group, refused=True, data={"door": door})


def faults(*, seen: Callable[[], object] = lambda: None) -> list[str]:
    """Walk the whole chain: what is wrong, the first broken entry first, and nothing when it is whole.

    `seen` is called for each entry, for a progress bar."""
    found = []
    expected, previous = 1, ""
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        seen()
        if entry.number != expected:
            found.append(
                gettext("entry %(number)d is missing (next is %(next)d)") % {"number": expected, "next": entry.number}
            )
            expected = entry.number
        elif entry.previous_hash != previous:
            found.append(gettext("entry %(number)d does not follow the one before it") % {"number": entry.number})
        if entry.hash != entry.digest():
            found.append(gettext("entry %(number)d was changed after it was written") % {"number": entry.number})
        expected, previous = expected + 1, entry.hash
    head = AuditHead.objects.filter(pk=1).first()
    length, last_hash = (head.length, head.last_hash) if head else (0, "")
    if (length, last_hash) != (expected - 1, previous):
        found.append(
            gettext("the trail ends at entry %(number)d, but %(written)d were written")
            % {"number": expected - 1, "written": length}
        )
    return found


def history_of(page: BasePage):
    """Entries about one page, newest first; show them to its readers only."""
    return AuditEntry.objects.filter(page_id=page.pk).order_by("-number")
