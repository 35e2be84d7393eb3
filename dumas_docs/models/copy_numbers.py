"""Copy numbers of secret letters: on page 1, also for a single copy (domain.md §8; F13)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dumas_docs.enums import Level

SINGLE = "Salinan tunggal"
OPEN = "...................."


def copy_line(letter: Any) -> str:
    """The line on page 1: as it was numbered, or a single copy; dotted where several get it and none was numbered."""
    if not letter.copy_numbers and letter.recipients.count() == 1:
        return SINGLE
    return f"Salinan nomor: {letter.copy_numbers or OPEN}"


def lacks_copy_numbers(letter: Any) -> str:
    """What a secret letter to several lacks before it is handed in, in words; else empty."""
    if letter.level < Level.RAHASIA or letter.copy_numbers.strip() or letter.recipients.count() < 2:
        return ""
    return _(
        "A secret letter to several, copies included, bears copy numbers as on its distribution list. Enter them; the "
        "field stands under “Annexes and filing”."
    )
