"""The contract between the product and an engine.

An engine receives whole questions (`SearchQuery`) together with the person who asks, and documents ready to be indexed
(`Content`). It filters by person inside the question: hits, total and facet counts alike. What it answers is still only
a proposal: `search.finding` shows nothing before the database has agreed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.functional import Promise

if TYPE_CHECKING:
    from search.content import Content
    from search.query import SearchQuery

# Values of a facet that are counted and offered, the most frequent.
MOST_VALUES = 200
# A case is similar that shares so many of the telling words of another, and never only one.
SHARE_OF_SIMILAR, LEAST_SHARED = 0.25, 2


class SearchUnavailable(RuntimeError):
    """The engine cannot answer now. Shown as such; never as an empty list."""


class DocumentRefused(RuntimeError):
    """The engine will never take these documents as they are: page id → kind of fault, without any content."""

    def __init__(self, faults: Mapping[int, str]) -> None:
        super().__init__(", ".join(sorted(set(faults.values()))))
        self.faults = faults


class Place(Enum):
    """Where something was found."""

    SUBJECT = "subject"
    BODY = "body"
    FILE = "file"
    FILE_NAME = "file_name"


@dataclass(frozen=True)
class Snippet:
    """A piece of text around what was found: (text, is it a match) in order. Plain text; escape it when showing it."""

    place: Place
    pieces: tuple[tuple[str, bool], ...]
    file_id: int | None = None
    file_name: str = ""
    page_number: int | None = None


@dataclass(frozen=True)
class Hit:
    """One document found, for a reader of its content."""

    page_id: int
    kind: str
    state: str = ""
    date: date | None = None
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet with the number of documents the person may read; counted without the facet's own choice."""

    value: str
    count: int


@dataclass(frozen=True)
class SearchResults:
    """One page of hits, the total, and facet values by facet code (see search.facets), largest first.

    `near` are documents that do not answer the whole question but come near to it; never counted, in no facet."""

    engine: str | Promise
    hits: Sequence[Hit] = ()
    total: int = 0
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    near: Sequence[Hit] = ()


@dataclass(frozen=True)
class Status:
    """For operators: how many documents the engine holds, and how many copies of its parts no node holds now."""

    engine: str | Promise
    documents: int
    missing_copies: int = 0


class SearchBackend(ABC):
    """One engine. Stateless; made anew wherever it is needed."""

    # How the outbox and the operator call it.
    code: ClassVar[str]
    name: ClassVar[str | Promise]
    # Whether its writes belong to the database transaction they are made in.
    transactional: ClassVar[bool] = False

    @abstractmethod
    def search(self, query: SearchQuery, *, user: Any) -> SearchResults:
        """Answer `query` for `user` (None or anonymous: the public). Raises SearchUnavailable."""

    @abstractmethod
    def matches(self, query: SearchQuery, *, user: Any, most: int) -> list[int]:
        """Ids of what answers `query` for `user`, at most `most`, the newest first. Raises SearchUnavailable."""

    @abstractmethod
    def best(self, query: SearchQuery, *, user: Any, most: int) -> list[int] | None:
        """Ids of all that answers `query` for `user`, best first; None where that is more than `most`.

        Raises SearchUnavailable."""

    @abstractmethod
    def similar(self, query: SearchQuery, *, user: Any, but: int | None, most: int) -> list[int]:
        """Ids of the complaints nearest to the words of `query` that `user` may read, without `but`, best first.

        Raises SearchUnavailable."""

    @abstractmethod
    def write(self, contents: Iterable[Content]) -> int:
        """Bring rows up to date; unchanged ones are left alone. Returns how many were written.

        Call it while the pages are held. Raises SearchUnavailable, DocumentRefused."""

    @abstractmethod
    def remove(self, page_ids: Iterable[int]) -> None:
        """Forget documents; ids it never knew are no error. Raises SearchUnavailable."""

    @abstractmethod
    def fingerprints(self) -> Iterator[tuple[int, str]]:
        """(page id, Content.fingerprint) of all rows, for comparing the index with the archive."""

    def keeps(self, content: Content) -> bool:
        """Whether the engine holds such a document at all."""
        return True

    @abstractmethod
    def faults(self) -> Iterator[str]:
        """What is wrong inside the engine itself, one line each; nothing when it is sound."""

    @abstractmethod
    def rebuild(
        self, page_ids: Iterable[int], *, read: Callable[[list[int]], list[Content]], progress: Callable[[int], None]
    ) -> None:
        """Make the index anew for `page_ids`, and only for them.

        `read` gives the content of a batch, holds its pages until the transaction around it ends and takes them for
        done with that transaction; `progress` gets the number of pages done since the last call."""

    @abstractmethod
    def status(self) -> Status:
        """What the engine holds. Raises SearchUnavailable."""
