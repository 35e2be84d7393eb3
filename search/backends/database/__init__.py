"""The engine that every installation has: full text of SQLite (FTS5) and PostgreSQL (tsvector)."""

from .backend import DatabaseBackend

__all__ = ["DatabaseBackend"]
