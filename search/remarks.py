"""What the page says of a question that was not read as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .facets import FACETS
from .query import FIELDS, IDENTITY_FIELDS, LONGEST_TEXT, MOST_PARTS, SearchQuery

OPERATORS = frozenset({"AND", "OR", "NOT"})
# What stands beside the results, typed as if it were a filter of the box.
OTHER_FILTERS = re.compile(rf"(?<![-\w])({'|'.join(facet.parameter for facet in FACETS.values())}):")
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
    if unknown := [name for name in OTHER_FILTERS.findall(query.text.casefold()) if name not in FIELDS]:
        yield _(
            "%(fields)s: is no filter of this box and was looked for as a word. This box knows %(known)s; other "
            "filters stand beside the results."
        ) % {
            "fields": ":, ".join(dict.fromkeys(unknown)),
            "known": ", ".join(_offered(may_ask_identities=may_ask_identities)),
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


def _offered(*, may_ask_identities: bool) -> list[str]:
    named: dict[str, str] = {}
    for typed, name in FIELDS.items():
        # The first name of each: "no:" says again what "nomor:" says.
        named.setdefault(name, typed)
    return [typed for name, typed in named.items() if may_ask_identities or name not in IDENTITY_FIELDS]


def _person_fields(query: SearchQuery) -> Iterator[str]:
    return (
        typed
        for typed in _offered(may_ask_identities=True)
        if FIELDS[typed] in IDENTITY_FIELDS and getattr(query, FIELDS[typed])
    )
