"""Documents of a confidential case as people type them: with the names of its persons in every text."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from wagtail.models import Revision

from dumas_docs.models import BasePage, Complaint

TEXTS = {
    "incomingletter": ("subject", "sender", "deliverer", "attachments_note", "addressee", "body"),
    "outgoingletter": ("subject", "attachments_note", "copy_numbers"),
    "assignmentorder": ("subject", "considering", "basis", "task", "place", "reporting"),
    "monitoringreport": ("subject", "analysis", "partner", "conclusion"),
    "review": ("subject", "issue_statement", "analysis", "conclusion", "notice"),
}
ROWS = {
    "recipients": ("name",), "copies": ("name",), "clarified_cases": ("response", "result"),
    "rules_linked": ("relevance",), "past_cases_consulted": ("note",),
}  # fmt: skip


def type_names(page: Any, *, case: BasePage) -> Any:
    """`page` as it was typed: complainant and reported party stand in its texts, rows and blocks."""
    names = " ".join(_names(case))
    for column in TEXTS[page._meta.model_name]:
        setattr(page, column, _with(getattr(page, column), names))
    for relation, columns in ROWS.items():
        for row in getattr(page, relation).all() if hasattr(page, relation) else ():
            for column in columns:
                setattr(row, column, _with(getattr(row, column), names))
    for blocks in ("body", "sections"):
        if page._meta.model_name in ("outgoingletter", "monitoringreport") and hasattr(page, blocks):
            column = page._meta.get_field(blocks)
            typed = _in_blocks(list(getattr(page, blocks).get_prep_value()), names)
            setattr(page, blocks, column.stream_block.to_python(typed))
    return page


def keep_as_typed(page: Any, *, case: BasePage) -> None:
    """An older version from before the case knew anybody: it still holds what was typed."""
    content = deepcopy(page.latest_revision.content)
    names = " ".join(_names(case))
    for column in TEXTS[page._meta.model_name]:
        content[column] = _with(content[column], names)
    Revision.objects.create(
        content_object=page, base_content_type=page.get_base_content_type(), content=content, object_str=page.title
    )
    # The newest version is the one without names.
    page.save_revision()


def _names(case: BasePage) -> list[str]:
    known = Complaint.objects.get(pk=case.pk)
    return [known.complainants.get().full_name.reveal(), known.reported_parties.get().name.reveal()]


def _with(text: str, names: str) -> str:
    return text.replace("</p>", f" <b>{names}</b></p>") if "</p>" in text else f"{text} {names}"


def _in_blocks(raw: Any, names: str) -> Any:
    if isinstance(raw, list):
        return [_in_blocks(item, names) for item in raw]
    if isinstance(raw, dict):
        return {key: value if key in ("id", "type") else _in_blocks(value, names) for key, value in raw.items()}
    return _with(raw, names)
