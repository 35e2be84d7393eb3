"""The last part of the address of pages that bear a name instead of a number."""

from __future__ import annotations

from django.utils.crypto import get_random_string
from django.utils.text import slugify

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def own_slug(title: str, *, kind: str) -> str:
    """A slug of its own for every page: were a free one looked for, it would tell which names hidden pages have."""
    return f"{slugify(title)[:60] or kind}-{get_random_string(6, LETTERS)}"
