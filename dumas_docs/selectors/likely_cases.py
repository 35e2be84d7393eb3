"""Which cases are likely about the same matter. Finds across the whole archive: callers show only what may be known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dumas_docs.access.roles import IDENTITY, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.conf import setting
from dumas_docs.enums import Classification
from dumas_docs.intake.facts import MatterText
from dumas_docs.intake.likeness import LIKELY, REASONS, Fingerprint, Likeness, compare, fingerprint, likeness_of
from dumas_docs.models import Attachment, Complaint, MatterTrace, ProposedRelation, RelationKind, Scan

MAX_CANDIDATES = 20
MAX_FOUND = 5
# The same file proves more than any other sign, yet a circular or a law may lie with many cases.
FILE_WEIGHT = 0.85
FILE_IN_MANY = 10
NO_CASE = -1
# The number of the case itself, quoted by who asks about it.
OWN = "own"
# What these signs say is a fact about a person, not about a matter.
PERSONAL_SIGNS = frozenset({"sender", "name"})
FILE_REASON = _("The same file lies with the other case.")


@dataclass(frozen=True, kw_only=True)
class LikelyCase:
    """A case and why it looks like the same matter."""

    complaint: Complaint
    kind: RelationKind
    likeness: Likeness

    def reasons(self) -> list[str]:
        """The signs in words, in the active language."""
        return reasons_in_words(self.likeness.signs, percent=self.likeness.percent)


def reasons_in_words(signs: Sequence[str], *, percent: int) -> list[str]:
    """What the signs of a likeness mean, in the active language."""
    words = {**REASONS, "file": FILE_REASON}
    return [str(words[sign]) % {"percent": percent} for sign in signs if sign in words]


def fingerprints(matter: MatterText) -> list[Fingerprint]:
    """The matter's keyed hashes under every secret in use, the newest first; only the first is stored."""
    return [
        fingerprint(
            secret=hashlib.blake2b(secret.encode(), digest_size=32, person=b"dumas matter").digest(),
            subject=matter.subject,
            text=matter.text,
            attached_texts=matter.attached_texts,
            mentions=matter.mentions,
            sender_email=matter.sender_email,
            complainant_name=matter.complainant_name,
            own_numbers=matter.own_numbers,
        )
        for secret in setting("IDENTITY_KEYS")
    ]


def traces_of(print_: Fingerprint) -> list[tuple[str, str]]:
    """(kind, value) rows that keep a fingerprint; `fingerprint_of` reads them back."""
    rows: list[tuple[str, int | None]] = [
        (f"text{number}", key) for number, text in enumerate(print_.texts) for key in text
    ]
    rows += [("subject", print_.subject), ("sender", print_.sender)]
    rows += [("name", key) for key in print_.names] + [("number", key) for key in print_.numbers]
    rows += [(OWN, key) for key in print_.own]
    return [(kind, _stored(key)) for kind, key in dict.fromkeys(rows) if key is not None]


def fingerprint_of(rows: Iterable[tuple[str, str]]) -> Fingerprint:
    """The fingerprint that was stored as these rows."""
    kept: dict[str, list[int]] = {}
    for kind, value in rows:
        kept.setdefault(kind, []).append(int(value, 16) - 2**63)
    texts = [tuple(sorted(kept[kind])) for kind in sorted(kept) if kind.startswith("text")]
    return Fingerprint(
        texts=tuple(texts),
        subject=next(iter(kept.get("subject", [])), None),
        sender=next(iter(kept.get("sender", [])), None),
        names=tuple(kept.get("name", [])),
        numbers=tuple(kept.get("number", [])),
        own=tuple(kept.get(OWN, [])),
    )


def find_likely_cases(
    *,
    prints: Sequence[Fingerprint],
    now: datetime,
    file_digests: Sequence[str] = (),
    classification: str = Classification.PENGADUAN,
    exclude_id: int | None = None,
) -> list[LikelyCase]:
    """Cases of the last DUPLICATE_DAYS that may be the same matter, the likeliest first.

    Reads every case whatever its level: what is shown of it is the caller's duty."""
    with bookkeeping():
        since = now - timedelta(days=setting("DUPLICATE_DAYS"))
        same_file = _cases_with_files(file_digests)
        keys = {_stored(key) for print_ in prints for key in print_.query_keys()}
        found = (
            MatterTrace.objects.filter(value__in=keys, complaint__received_at__gte=since)
            .exclude(complaint_id=exclude_id or NO_CASE)
            .values("complaint_id")
            .annotate(common=Count("pk"))
            .order_by("-common", "-complaint_id")[:MAX_CANDIDATES]
        )
        # Whoever quotes the number of a case means that one, however old it is and however many are more alike.
        quoted = MatterTrace.objects.filter(kind=OWN, value__in=keys).values_list("complaint_id", flat=True)
        ids = {row["complaint_id"] for row in found} | same_file | set(quoted[:MAX_CANDIDATES])
        ids.discard(exclude_id or NO_CASE)
        if not ids:
            return []
        kept: dict[int, list[tuple[str, str]]] = {}
        for pk, kind, value in MatterTrace.objects.filter(complaint_id__in=ids).values_list(
            "complaint_id", "kind", "value"
        ):
            kept.setdefault(pk, []).append((kind, value))
        scored = {
            pk: _with_file(_best(prints, fingerprint_of(kept.get(pk, ()))), has_file=pk in same_file) for pk in ids
        }
        likely = sorted((pk for pk in ids if scored[pk].is_possible), key=lambda pk: (-scored[pk].score, -pk))
        cases = Complaint.objects.in_bulk(likely[:MAX_FOUND])
    return [
        LikelyCase(complaint=cases[pk], kind=_kind(scored[pk], classification), likeness=scored[pk])
        for pk in likely[:MAX_FOUND]
        if pk in cases
    ]


@dataclass(frozen=True, kw_only=True)
class KnownProposal:
    """As much of a proposed relation as one person may know; `signs` are empty for who may not read both cases."""

    kind: RelationKind
    score: float
    signs: tuple[str, ...]


def known_of(proposal: ProposedRelation, *, here: frozenset[str], other: frozenset[str]) -> KnownProposal | None:
    """What somebody with the verbs `here` and on the `other` case may know of a proposal; None when it is nothing.

    Who may not open identities of both cases is told what the matter alone shows: a proposal that stands on a name
    would tell him who complained."""
    if READ not in other:
        return None
    signs, kind = tuple(proposal.signs), RelationKind(proposal.kind)
    if IDENTITY not in here & other and PERSONAL_SIGNS & set(signs):
        signs = tuple(sign for sign in signs if sign not in PERSONAL_SIGNS)
        bare = _with_file(likeness_of(signs, percent=proposal.percent), has_file="file" in signs)
        if not bare.is_possible:
            return None
        classification = (
            Classification.PERMINTAAN_INFORMASI if kind == RelationKind.LANJUTAN else Classification.PENGADUAN
        )
        kind, score = _kind(bare, classification), bare.score
    else:
        score = proposal.score
    return KnownProposal(kind=kind, score=score, signs=signs if READ in here else ())


def strictest_of(likely: Sequence[LikelyCase], *, is_desk: bool) -> Complaint | None:
    """Of the cases a new one duplicates or continues, the one as strict as which it has to start; None without any.

    With `is_desk` somebody watches what becomes of the words he typed: what rests on a name alone does not count, or
    the level would tell him that this person complained."""
    same = [
        found.complaint
        for found in likely
        if found.kind != RelationKind.TERKAIT and (not is_desk or _of_matter(found.likeness).is_possible)
    ]
    return max(same, key=lambda case: (case.level, not case.inherits), default=None)


def _of_matter(likeness: Likeness) -> Likeness:
    """What the matter alone shows of a likeness."""
    signs = tuple(sign for sign in likeness.signs if sign not in PERSONAL_SIGNS)
    return _with_file(likeness_of(signs, percent=likeness.percent), has_file="file" in signs)


def _best(prints: Sequence[Fingerprint], known: Fingerprint) -> Likeness:
    return max((compare(new=print_, known=known) for print_ in prints), key=lambda likeness: likeness.score)


def _with_file(likeness: Likeness, *, has_file: bool) -> Likeness:
    if not has_file:
        return likeness
    score = round(1 - (1 - likeness.score) * (1 - FILE_WEIGHT), 3)
    return replace(likeness, score=score, signs=("file", *likeness.signs))


def _kind(likeness: Likeness, classification: str) -> RelationKind:
    if classification == Classification.PERMINTAAN_INFORMASI or OWN in likeness.signs:
        return RelationKind.LANJUTAN
    same = likeness.score >= LIKELY and {"text", "file", "subject"} & set(likeness.signs)
    return RelationKind.DUPLIKAT if same else RelationKind.TERKAIT


def _cases_with_files(digests: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for digest in set(digests):
        holders: set[int] = set()
        for model in (Attachment, Scan):
            holders |= set(
                model.objects.filter(sha256=digest, page__complaint__isnull=False).values_list("page_id", flat=True)[
                    : FILE_IN_MANY + 1
                ]
            )
        if len(holders) <= FILE_IN_MANY:
            found |= holders
    return found


def _stored(key: int) -> str:
    return f"{key + 2**63:016x}"
