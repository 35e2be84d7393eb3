"""What the page says of a question that was not read as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .query import FIELDS, IDENTITY_FIELDS, LONGEST_TEXT, MOST_PARTS, SearchQuery

OPERATORS = frozenset({"AND", "OR", "NOT"})
PATTERN = re.compile(r"\w[*?]\w|\w\*|\*\w")


def remarks(query: SearchQuery, *, may_ask_identities: bool) -> Iterator[str]:
    """One sentence for each thing its writer may have meant otherwise, told from the question alone."""
    if query.bare_fields:
        fields = ":, ".join(query.bare_fields)
        yield _(
            "There is nothing behind %(fields)s: yet. Write what you look for right behind the colon, several words in "
            "quotation marks."
        ) % {"fields": fields}  # fmt: skip
    if query.unread_years:
        yield _(
            "“%(text)s” is no year and was looked for as a word. Write a year with four digits, as in tahun:2026."
        ) % {"text": ", ".join(query.unread_years)}  # fmt: skip
    if query.unknown_fields:
        yield _(
            "%(fields)s: is no filter of this box and was looked for as a word. This box knows %(known)s; other "
            "filters stand beside the results."
        ) % {
            "fields": ":, ".join(query.unknown_fields),
            "known": ", ".join(_offered(may_ask_identities)),
        }
    if OPERATORS.intersection(query.words):
        yield _(
            "AND, OR and NOT were looked for as words. All words of a question must occur anyway; a minus right before "
            "a word leaves out what mentions it."
        )
    if any(PATTERN.search(text) for text in (*query.words, *query.phrases, *query.without)):
        yield _("* and ? stand for nothing here. Write whole words: other forms of them are found as well.")
    if query.wants_identity and not may_ask_identities:
        yield _("%(fields)s: looks for persons. You may not see their names, so nothing is found by it.") % {
            "fields": ":, ".join(_person_fields(query))
        }
    if query.shortened:
        yield too_long()


def too_long() -> str:
    """What is said of a question that was cut."""
    return _(
        "The question was too long; only its beginning was used: at most %(parts)s words and %(characters)s characters."
    ) % {"parts": MOST_PARTS, "characters": LONGEST_TEXT}


def _offered(may_ask_identities: bool) -> list[str]:
    # Each filter as it is first named: "no:" says again what "nomor:" says.
    named = {name: typed for typed, name in reversed(FIELDS.items())}
    return [typed for name, typed in reversed(named.items()) if may_ask_identities or name not in IDENTITY_FIELDS]


def _person_fields(query: SearchQuery) -> Iterator[str]:
    return (typed for typed, name in FIELDS.items() if name in IDENTITY_FIELDS and getattr(query, name))
