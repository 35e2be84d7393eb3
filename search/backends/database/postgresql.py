"""Full text on PostgreSQL: the generated column `vector` of SearchDocument with its GIN index."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery as TsQuery
from django.contrib.postgres.search import SearchRank, SearchVectorExact, SearchVectorField
from django.db.models import Expression as DjangoExpression
from django.db.models import Q
from modelsearch.backends.database.postgres.postgres import PostgresSearchQueryCompiler
from modelsearch.query import SearchQuery as Expression

from search.models import SearchDocument

# Terms are stemmed already, so the dictionary must leave them alone.
CONFIGURATION = "simple"
# Weights of the labels D, C, B, A: files, text, (none), number and subject.
WEIGHTS = [0.1, 0.3, 0.3, 1.0]


class Vector(DjangoExpression):
    """The column `vector`, which the model does not know: only PostgreSQL has it."""

    output_field = SearchVectorField()

    def as_sql(self, compiler, connection):
        # SearchDocument is always the first table of these queries, so its alias is its name.
        return f'"{SearchDocument._meta.db_table}"."vector"', []


def matching(expression: Expression) -> Q:
    """Documents that match."""
    return Q(SearchVectorExact(Vector(), _compiled(expression)))


def relevance(expression: Expression) -> SearchRank:
    """How often and where the words stand in the document; knows nothing of other documents."""
    return SearchRank(Vector(), _compiled(expression), weights=WEIGHTS)


def _compiled(expression: Expression) -> TsQuery:
    compiler = PostgresSearchQueryCompiler(SearchDocument.objects.all(), expression)
    return compiler.build_tsquery(expression, config=CONFIGURATION)
