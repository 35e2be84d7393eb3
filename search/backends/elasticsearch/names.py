"""Names of indices and aliases: prefix-family-… for the documents, prefix-reach for long lists of ids."""

from __future__ import annotations

from search.conf import setting

from .entries import FAMILIES


def prefix() -> str:
    """What all names of this installation begin with."""
    return setting("ELASTICSEARCH")["prefix"]


def read_alias(family: str) -> str:
    """The one complete index of a family."""
    return f"{prefix()}-{family}-read"


def write_alias(family: str) -> str:
    """Every index of a family that must hear of changes: while one is rebuilt, both."""
    return f"{prefix()}-{family}-write"


def read_aliases() -> str:
    """All families, as one address."""
    return ",".join(read_alias(family) for family in FAMILIES)


def reach_index() -> str:
    """Where lists of ids are kept that are too long for a question."""
    return f"{prefix()}-reach"
