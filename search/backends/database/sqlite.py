"""Full text on SQLite: the FTS5 table `dumas_search_fulltext` over SearchDocument, kept by triggers."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from modelsearch.backends.database.sqlite.query import Lexeme, MatchExpression, SearchQueryExpression
from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchQueryCompiler
from modelsearch.query import SearchQuery as Expression

from search.beginnings import Beginning
from search.models import FullText, SearchDocument

COLUMNS = ["title_terms", "body_terms", "file_terms"]


class Match(MatchExpression):
    """modelsearch's MATCH, on our own table."""

    template = f"{FullText._meta.db_table} MATCH %s"


def matching(expression: Expression) -> Q:
    """Documents that match."""
    return Q(pk__in=_rows(expression, COLUMNS))


def beginning(wanted: Beginning) -> Q:
    """Documents with a word that begins so."""
    lexemes = [Lexeme(each, prefix=True) for each in wanted.prefixes] + [Lexeme(each) for each in wanted.roots]
    match = Match(COLUMNS, SearchQueryExpression(reduce(or_, lexemes)))
    return Q(pk__in=FullText.objects.filter(match).values("pk"))


def relevance(expression: Expression) -> Case:
    """Found whole in number or subject, then in number, subject or text, then with the files.

    Not bm25: it weighs words by how rare they are in all rows, so the order would tell what hidden documents hold."""
    return Case(
        When(pk__in=_rows(expression, COLUMNS[:1]), then=Value(2)),
        When(pk__in=_rows(expression, COLUMNS[:2]), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )


def _rows(expression: Expression, columns: list[str]) -> QuerySet:
    compiled = SQLiteSearchQueryCompiler(SearchDocument.objects.all(), expression).build_search_query(expression)
    return FullText.objects.filter(Match(columns, compiled)).values("pk")
