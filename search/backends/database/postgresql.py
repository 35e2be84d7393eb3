"""Full text on PostgreSQL: the generated column `vector` of SearchDocument with its GIN index."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery as TsQuery
from django.contrib.postgres.search import SearchRank, SearchVectorExact, SearchVectorField
from django.db.models import Expression as DjangoExpression
from django.db.models import Q
from modelsearch.backends.database.postgres.postgres import PostgresSearchQueryCompiler
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import SearchQuery as Expression

from search.beginnings import Beginning
from search.models import SearchDocument

# Terms are stemmed already, so the dictionary must leave them alone.
CONFIGURATION = "simple"
# Weights of the labels D, C, B, A: files, text, (none), number and subject.
WEIGHTS = [0.1, 0.3, 0.3, 1.0]


class Vector(DjangoExpression):
    """The column `vector`, which the model does not know: only PostgreSQL has it."""

    output_field = SearchVectorField()
    # SearchDocument is always the first table of these queries; inside another question it has another name.
    alias = SearchDocument._meta.db_table

    def relabeled_clone(self, change_map):
        clone = self.copy()
        clone.alias = change_map.get(self.alias, self.alias)
        return clone

    def as_sql(self, compiler, connection):
        return f"{compiler.quote_name_unless_alias(self.alias)}.vector", []


def matching(expression: Expression) -> Q:
    """Documents that match."""
    return Q(SearchVectorExact(Vector(), _compiled(expression)))


def beginning(wanted: Beginning) -> Q:
    """Documents with a word that begins so."""
    lexemes = [Lexeme(each, prefix=True) for each in wanted.prefixes] + [Lexeme(each) for each in wanted.roots]
    return Q(SearchVectorExact(Vector(), TsQuery(reduce(or_, lexemes), search_type="raw", config=CONFIGURATION)))


def relevance(expression: Expression) -> SearchRank:
    """How often and where the words stand in the document; knows nothing of other documents."""
    return SearchRank(Vector(), _compiled(expression), weights=WEIGHTS)


def _compiled(expression: Expression) -> TsQuery:
    compiler = PostgresSearchQueryCompiler(SearchDocument.objects.all(), expression)
    return compiler.build_tsquery(expression, config=CONFIGURATION)
