"""The history of a document as sentences, out of the audit trail (access.md, "Audit")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.access import audit
from dumas_docs.access.roles import ROLES, SHARE
from dumas_docs.enums import EvidenceValidity, Level
from dumas_docs.models import Attachment, AuditEntry, BasePage, FieldGroup, Scan

READS = ("naskah.dibaca", "naskah.dikutip", "berkas.dibaca", "naskah.riwayat")
ICONS = {
    "naskah.dibuat": "plus",
    "naskah.dibaca": "eye",
    "naskah.dikutip": "search",
    "naskah.diubah": "edit",
    "naskah.disamarkan": "eye-off",
    "naskah.terbit": "stamp",
    "naskah.tingkat": "shield",
    "naskah.dipindah": "folder",
    "naskah.riwayat": "history",
    "identitas.dibuka": "key",
    "identitas.diubah": "edit",
    "identitas.dicari": "search",
    "berkas.ditambah": "upload",
    "berkas.dibaca": "paperclip",
    "berkas.dihapus": "trash",
    "berkas.dinilai": "stamp",
    "berkas.identitas": "eye-off",
    "uraian.dibuka": "eye",
    "uraian.ditutup": "eye-off",
    "akses.diberikan": "share",
    "akses.dicabut": "share",
    "akses.warisan": "share",
    "ekspor.dibuat": "download",
    "nomor.batal": "x",
    "pesan.diterima": "inbox",
    "naskah.beralih": "check-circle",
    "perkara.telaah": "check-circle",
    "perkara.arahan": "stamp",
    "perkara.arahan_dipastikan": "stamp",
    "perkara.catatan": "edit",
    "disposisi.diberikan": "share",
    "disposisi.dilaporkan": "check",
    "disposisi.ditutup": "lock",
}


@dataclass(frozen=True)
class Happening:
    """One line of the history."""

    at: datetime
    title: str
    note: str
    icon: str
    refused: bool


def history_for_reader(page: BasePage, *, with_reads: bool = True) -> QuerySet[AuditEntry]:
    """Entries about `page` that the person of the scope may be shown, newest first.

    Refused attempts and everything about grants are for those who may share the page."""
    entries = audit.history_of(page)
    if SHARE not in page.reader_verbs:
        entries = entries.filter(refused=False).exclude(field_group=FieldGroup.AKSES)
    # A link to a case the reader may not know of is not there for him.
    links = dict(entries.filter(verb="naskah.dikaitkan").values_list("pk", "data__other"))
    known = set(BasePage.objects.filter(pk__in=set(links.values())).values_list("pk", flat=True))
    entries = entries.exclude(pk__in=[pk for pk, other in links.items() if other not in known])
    return entries if with_reads else entries.exclude(verb__in=READS)


def as_sentences(
    entries: Iterable[AuditEntry], *, with_identities: bool, without: Callable[[str], str] = str
) -> list[Happening]:
    """Entries in words; names of people and positions are looked up in two queries. `without` takes the persons of the
    case out of reasons: the trail is never changed, and the case may have come to know them later.

    Why identities were opened, what was said of evidence and the fingerprint of a file may name persons:
    `with_identities` tells them."""
    entries = list(entries)
    telling = None if with_identities else _of_open_files(entries)
    users = get_user_model().objects.in_bulk({e.data["user"] for e in entries if e.data.get("user")})
    groups = Group.objects.select_related("position").in_bulk({e.data["group"] for e in entries if e.data.get("group")})
    told = [
        Happening(
            at=entry.at,
            title=f"{_person(entry)} {audit.SENTENCES.get(entry.verb, entry.verb)}",
            note=" · ".join(
                part
                for part in (_detail(entry, users, groups, telling), without(_reason(entry, with_identities)))
                if part
            ),
            icon=ICONS.get(entry.verb, ""),
            refused=entry.refused,
        )
        for entry in entries
    ]
    return list(_refusals_together(told))


def _refusals_together(told: list[Happening]) -> Iterator[Happening]:
    """What was tried in vain again and again on one day is one line, so that it does not push changes away."""
    for (refused, *_same), group in groupby(told, key=_kind_of_line):
        lines = list(group)
        if refused and len(lines) > 1:
            words = _("%(count)d times on this day") % {"count": len(lines)}
            yield replace(lines[0], note=" · ".join(part for part in (lines[0].note, words) if part))
        else:
            yield from lines


def _kind_of_line(line: Happening) -> tuple[bool, str, str, date]:
    return line.refused, line.title, line.note, timezone.localdate(line.at)


def _reason(entry: AuditEntry, with_identities: bool) -> str:
    may_name = entry.field_group == FieldGroup.IDENTITAS or entry.verb == "berkas.dinilai"
    return entry.reason if with_identities or not may_name else ""


def _person(entry: AuditEntry) -> str:
    """The name the person had at the time; who is renamed later is not renamed in the history."""
    return _("The system") if entry.actor_id is None else entry.actor_name


def _of_open_files(entries: list[AuditEntry]) -> set[str]:
    """Fingerprints among `entries` that belong to files which name nobody. Who holds a copy could find it by others."""
    digests = {e.data["sha256"] for e in entries if e.verb.startswith("berkas.") and e.data.get("sha256")}
    return {
        digest
        for model in (Attachment, Scan)
        for digest in model.objects.filter(
            sha256__in=digests, page_id__in={e.page_id for e in entries}, names_person=False
        ).values_list("sha256", flat=True)
    }


def _detail(entry: AuditEntry, users: dict, groups: dict, telling: set[str] | None) -> str:
    data = entry.data
    if entry.verb == "naskah.tingkat":
        return f"{_level(data.get('from'))} → {_level(data.get('to'))}"
    if entry.verb == "naskah.beralih":
        return f"{data.get('from', '')} → {data.get('to', '')}".replace("_", " ")
    if entry.verb == "berkas.dinilai":
        return str(dict(EvidenceValidity.choices).get(data.get("validity"), ""))
    if data.get("sha256"):
        if entry.verb.startswith("berkas.") and telling is not None and data["sha256"] not in telling:
            return ""
        return f"SHA-256 {data['sha256'][:12]}"
    if data.get("number"):
        return str(data["number"])
    if data.get("role") in ROLES:
        principal = _principal(data, users, groups)
        return f"{ROLES[data['role']].label} – {principal}" if principal else str(ROLES[data["role"]].label)
    return ""


def _level(code: str | None) -> str:
    return code.replace("_", " ") if code and code in Level.__members__ else ""


def _principal(data: dict, users: dict, groups: dict) -> str:
    if data.get("user"):
        user = users.get(data["user"])
        return (user.get_full_name() or user.get_username()) if user else ""
    group = groups.get(data.get("group"))
    position = getattr(group, "position", None)
    return str(position or group or "")
