"""Persons in the words beside documents: remarks, dispositions, directions, records of a case, comments of steps.

What is never changed (steps of life cycles, the audit trail) is kept as it was and shown without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from wagtail.models import Comment, CommentReply, PageLogEntry

from dumas_docs.intake.known_persons import KnownPersons
from dumas_docs.models import (
    Attachment,
    BasePage,
    ComplainantNotice,
    Complaint,
    CompletionRequest,
    Direction,
    Disposition,
    DispositionRecipient,
    InstitutionReply,
    InterventionRecord,
    ProgressInquiry,
)
from workflows.models import StepState

# Each with the way to its document, and the columns that hold words.
WORDS: tuple[tuple[type[Any], str, tuple[str, ...]], ...] = (
    (Attachment, "page_id", ("text",)),
    (Comment, "page_id", ("text",)),
    (CommentReply, "comment__page_id", ("text",)),
    (Disposition, "page_id", ("note",)),
    (DispositionRecipient, "page_id", ("report",)),
    (Direction, "page_id", ("text", "channel")),
    (StepState, "subject_id", ("comment",)),
    (Complaint, "pk", ("outcome_text",)),
    (CompletionRequest, "page_id", ("message", "answer_note")),
    (ComplainantNotice, "page_id", ("text",)),
    (ProgressInquiry, "page_id", ("question", "answer")),
    (InstitutionReply, "page_id", ("summary",)),
    (InterventionRecord, "page_id", ("action",)),
)


def hide_beside(documents: Sequence[BasePage], persons: KnownPersons) -> dict[int, list[str]]:
    """Put marks in place of `persons` in the words beside `documents`; tells by id of a document what changed there.

    One query for each table, and one for each row that named somebody."""
    ids = [document.pk for document in documents]
    changed: dict[int, list[str]] = defaultdict(list)
    for model, way, columns in WORDS:
        for pk, page_id, *texts in model.objects.filter(**{f"{way}__in": ids}).values_list("pk", way, *columns):
            hidden = {
                column: after
                for column, text in zip(columns, texts, strict=True)
                if text and (after := persons.without(text)) != text
            }
            if hidden:
                model.objects.filter(pk=pk).update(**_fitting(model, hidden))
                changed[page_id].append(model._meta.model_name)
    for entry in PageLogEntry.objects.filter(page_id__in=ids, action__startswith="wagtail.workflow."):
        comment = entry.data.get("comment") or ""
        if comment and (after := persons.without(comment)) != comment:
            PageLogEntry.objects.filter(pk=entry.pk).update(data={**entry.data, "comment": after})
            changed[entry.page_id].append("pagelogentry")
    return dict(changed)


def _fitting(model: type[Any], hidden: dict[str, str]) -> dict[str, str]:
    """A mark may be longer than the name it stands for."""
    return {column: text[: model._meta.get_field(column).max_length] for column, text in hidden.items()}
