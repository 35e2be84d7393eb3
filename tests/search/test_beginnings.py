"""Half-typed words as terms of the index."""

from __future__ import annotations

import pytest

from search.beginnings import Beginning, beginning_of
from search.query import parse
from search.terms import WITHHELD, term

# Words of the office; each must be found from its sixth letter on until it is whole.
WORDS = (
    "pengaduan", "penyelenggaraan", "pelayanan", "ditindaklanjuti", "menyampaikan", "permasalahan", "dilakukan",
    "peraturan", "pertanahan", "terlapor", "kementerian", "sertifikat", "pemerintah", "bersama", "subbagian",
)  # fmt: skip


def finds(typed: str, word: str) -> bool:
    beginning = beginning_of(typed)
    return term(word) in beginning.roots or term(word).startswith(beginning.prefixes or ("?",))


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found_while_it_is_typed(word):
    missed = [word[:length] for length in range(7, len(word) + 1) if not finds(word[:length], word)]
    assert len(missed) <= 1, missed
    assert finds(word, word)


def test_a_number_is_found_by_its_beginning_in_any_spelling():
    for typed in ("DM-2026-00", "dm2026/00", "DM.2026.00"):
        assert beginning_of(typed) == Beginning(("dm202600",)), typed
    assert not beginning_of("1") and not beginning_of("12")


@pytest.mark.parametrize("typed", ["", "d", "di", "--", "*", "a:b", "non-yudisial", "\u202e"])
def test_too_little_begins_nothing(typed):
    assert not beginning_of(typed)


def test_what_names_persons_stands_apart():
    withheld = beginning_of("sumar").withheld
    assert all(each.startswith(WITHHELD) for each in (*withheld.prefixes, *withheld.roots))


def test_only_the_last_plain_word_may_be_half_a_word():
    assert parse("tanah ulay", unfinished=True).unfinished == "ulay"
    assert parse("tanah ulay", unfinished=True).before_unfinished.words == ("tanah",)
    for text in ("tanah ulay", 'tanah "ulay"', "tanah -ulay", "tanah nomor:12", "tanah dan"):
        query = parse(text, unfinished=text != "tanah ulay")
        assert query.unfinished == "", text
