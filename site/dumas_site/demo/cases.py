"""What officials did with the demo's mails after intake: assigned, classified, linked, answered."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from dumas_docs import events
from dumas_docs.actions.assign_handler import assign_handler
from dumas_docs.actions.case_clocks import follow_case
from dumas_docs.actions.clear_wording import clear_wording
from dumas_docs.actions.set_level import set_level
from dumas_docs.enums import ComplaintState, ContactMedium, Level, Outcome
from dumas_docs.models import ComplainantNotice, Complaint, IssueCode, ReceivedMail, RelatedCase, RelationKind
from dumas_docs.models.wordings import wording_of

from .children import write_children
from .reading import MAIL, content

HOW_IT_ENDED: dict[str, tuple[Outcome, str]] = {
    ComplaintState.SELESAI: (Outcome.DIJELASKAN, "Instansi yang berwenang telah memberi penjelasan."),
    ComplaintState.DIARSIPKAN: (Outcome.DIJELASKAN, "Surat dicatat dan tidak memerlukan tindak lanjut."),
    ComplaintState.DICABUT: (Outcome.DICABUT, "Pengadu mencabut pengaduannya secara tertulis."),
}


def work_on_cases(*, now: datetime) -> None:
    """Bring every case of the sample mails to where cases.json says it is; what is already there stays."""
    persons = {user.username: user for user in get_user_model().objects.all()}
    cases = {row["file"]: _case_of(row["file"]) for row in content("cases")["cases"]}
    for row in content("cases")["cases"]:
        case = cases[row["file"]]
        # Intake leaves one version; a second one says that somebody has worked on the case, this demo or its user.
        if case is None or case.revisions.count() > 1:
            continue
        with transaction.atomic():
            _work_on(case, row, persons=persons, now=now)
            _link(case, cases.get(row["related_file"]))
    write_children(cases, persons=persons, now=now)


def _work_on(case: Complaint, row: dict[str, Any], *, persons: dict[str, Any], now: datetime) -> None:
    head = persons["asdep"]
    _classify(case, row, head=head, now=now)
    if row["handler"]:
        assign_handler(case=case, to=persons[row["handler"]], by=head, now=now, reason="Pembagian tugas.")
    if row.get("looked_through"):
        stored = Complaint.objects.get(pk=case.pk)
        clear_wording(case=stored, wording=wording_of(stored), names_nobody=True, by=head, now=now)
    state = row.get("state") or (ComplaintState.DITELAAH if row["handler"] else case.state)
    Complaint.objects.filter(pk=case.pk).update(state=state)
    if state in HOW_IT_ENDED:
        _end(case, state, now=now)
    follow_case(case_id=case.pk, now=now)
    events.content_changed.send(sender=Complaint, page_id=case.pk)


def _end(case: Complaint, state: str, *, now: datetime) -> None:
    """No case ends without outcome, and without its complainant being told."""
    outcome, words = HOW_IT_ENDED[state]
    Complaint.objects.filter(pk=case.pk).update(
        outcome=outcome, outcome_text=words, resolved_at=None if state == ComplaintState.DIARSIPKAN else now
    )
    ComplainantNotice.objects.create(
        page=case, medium=ContactMedium.EMAIL, told_on=timezone.localtime(now).date(), text=words, recorded_at=now
    )


def _case_of(file_name: str) -> Complaint | None:
    digest = hashlib.sha256((MAIL / file_name).read_bytes()).hexdigest()
    received = ReceivedMail.objects.filter(digest=digest).first()
    return received.complaint if received else None


def _classify(case: Complaint, row: dict[str, Any], *, head: Any, now: datetime) -> None:
    case.issue_codes.set(IssueCode.objects.filter(code__in=row["issue_codes"]))
    case.classification = row["classification"]
    case.save()
    case.save_revision(user=head).publish(skip_permission_checks=True)
    level = Level[row["level"]]
    # What the complainant asked to keep secret stays so; thanks and proposals may become ordinary.
    if level > case.level or level == Level.BIASA:
        set_level(page=case, level=level, by=head, now=now, reason="Hasil telaah awal.")


def _link(case: Complaint, earlier: Complaint | None) -> None:
    if earlier is not None and not RelatedCase.objects.filter(complaint=case, other=earlier).exists():
        RelatedCase.objects.create(complaint=case, other=earlier, kind=RelationKind.LANJUTAN)
