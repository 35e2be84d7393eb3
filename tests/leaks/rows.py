"""What doors are knocked with: rows of the world, and twins of them that never existed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

if TYPE_CHECKING:
    from tests.leaks.world import World

ABSENT_ID = 987_654
# Versions, files and the like with which those knock who do not knock with all.
MOST_OF_A_PAGE = 2


@dataclass(frozen=True)
class Row:
    """A row by its id (or a text, or a path), the page whose rights decide, and the verb that lets one know of it.

    `home` is the page in whose address the row stands, where it is another one."""

    value: Any
    page: str
    verb: str = "see"
    absent: Any = ABSENT_ID
    home: str = ""

    def twin(self) -> Row:
        return replace(self, value=self.absent)


@dataclass(frozen=True)
class Of:
    """In a template: every row of a kind."""

    kind: str
    only: tuple[str, ...] = ()

    def rows(self, world: World, *, of: Sequence[str]) -> list[Row]:
        found = [row for row in world.rows.get(self.kind, []) if not self.only or row.page in self.only]
        if not of:
            return found
        mine = [[row for row in found if row.page == page][:MOST_OF_A_PAGE] for page in of]
        return list(chain.from_iterable(mine)) or found[:1]


@dataclass(frozen=True)
class Own:
    """In a template beside `Of`: the page of that row, and a page in the open part (cross-object)."""

    of: str


@dataclass(frozen=True)
class Upload:
    """A file in a form; opened anew for each knock."""

    name: str
    content: bytes


Template = Mapping[str, Any]


def expand(template: Template, world: World, *, of: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Every filling of a template of `Of`, `Own` and plain values, with the rows of all pages or of some."""
    many = {name: value.rows(world, of=of) for name, value in template.items() if isinstance(value, Of)}
    plain = {name: value for name, value in template.items() if not isinstance(value, (Of, Own))}
    owners = {name: value.of for name, value in template.items() if isinstance(value, Own)}
    for values in product(*many.values()):
        filled = {**plain, **dict(zip(many, values, strict=True))}
        for name, of in owners.items():
            row = filled[of]
            places = {page_row.page: page_row for page_row in world.rows["page"]}
            yield {**filled, name: places[row.home or row.page]}
            yield {**filled, name: places["open_letter"]}
        if not owners:
            yield filled


@dataclass(frozen=True)
class Attempt:
    """One knock on one door."""

    door: str
    path: str = ""
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] | None = None

    @property
    def method(self) -> str:
        return "GET" if self.form is None else "POST"

    def rows(self) -> list[Row]:
        values = [*self.kwargs.values(), *self.query.values(), *(self.form or {}).values()]
        return [row for value in values for row in (value if isinstance(value, list) else [value]) if _is_row(row)]

    def without(self, unknown: set[Row]) -> Attempt:
        """The same knock with the rows of `unknown` replaced by ones that never existed."""
        return replace(
            self,
            kwargs=_replaced(self.kwargs, unknown),
            query=_replaced(self.query, unknown),
            form=None if self.form is None else _replaced(self.form, unknown),
        )

    def __str__(self) -> str:
        said = [
            f"{name}={plain(value)}"
            for part in (self.kwargs, self.query, self.form or {})
            for name, value in part.items()
        ]
        return f"{self.method} {self.door} {' '.join(said)}".strip()


def plain(value: Any) -> Any:
    """A value as it goes over the wire."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Upload):
        return SimpleUploadedFile(value.name, value.content)
    return value.value if isinstance(value, Row) else value


def _is_row(value: Any) -> bool:
    return isinstance(value, Row)


def _replaced(values: Mapping[str, Any], unknown: set[Row]) -> dict[str, Any]:
    def one(value: Any) -> Any:
        if isinstance(value, list):
            return [one(each) for each in value]
        return value.twin() if isinstance(value, Row) and value in unknown else value

    return {name: one(value) for name, value in values.items()}
