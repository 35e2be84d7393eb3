"""Elasticsearch as search engine (elasticsearch-dsl). Nothing outside this folder imports its libraries."""

from .backend import ElasticsearchBackend

__all__ = ["ElasticsearchBackend"]
