"""Every door of a URLconf, knocked by every person with every row: a function that returns what it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from django.test import override_settings
from django.urls import clear_url_caches, get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from tests.leaks.compare import difference
from tests.leaks.doors import Door
from tests.leaks.knock import Answer, Visitor, listening
from tests.leaks.people import Person
from tests.leaks.report import Finding, Report
from tests.leaks.rows import Attempt, Row, Template, expand
from tests.leaks.snapshot import Snapshot
from tests.leaks.world import World


def url_names(urlconf: str | None = None) -> Iterator[str]:
    """Every URL name, with its namespaces; unnamed ones by their pattern."""
    yield from _walk(get_resolver(urlconf).url_patterns, ())


def _walk(patterns: Iterable[URLPattern | URLResolver], spaces: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join((*spaces, pattern.name or f"unnamed {pattern.pattern}"))


def attempts(name: str, door: Door, world: World, *, of: Sequence[str] = ()) -> Iterator[Attempt]:
    """All knocks on one door, or those with the rows of some pages."""

    def filled(templates: Iterable[Template]) -> list[dict]:
        return [each for template in templates for each in expand(template, world, of=of)]

    queries, posts = filled(door.queries), list(product(filled(door.posts), filled(door.forms)))
    for kwargs in filled(door.kwargs):
        depth = None if _is_deep(door, kwargs) else 1
        for query in queries[:depth]:
            yield Attempt(name, door.path, kwargs, query)
        for query, form in posts[:depth]:
            yield Attempt(name, door.path, kwargs, query, form)


def _is_deep(door: Door, kwargs: Mapping[str, Any]) -> bool:
    return not door.deep or any(isinstance(row, Row) and row.page in door.deep for row in kwargs.values())


def crawl(
    doors: Mapping[str, Door],
    world: World,
    *,
    people: Iterable[Person] | None = None,
    urlconf: str | None = None,
) -> Report:
    """Knock on `doors` as each of `people`; what is wrong comes back as findings, nothing is raised."""
    report = Report()
    with override_settings(**({"ROOT_URLCONF": urlconf} if urlconf else {})), listening() as listener:
        clear_url_caches()
        people = list(people or world.people.values())
        visitors = [Visitor(person.name, person.user, listener) for person in people]
        before = Snapshot.take()
        for person, visitor in zip(people, visitors, strict=True):
            for name, door in doors.items():
                if door.visited:
                    _knock_on(name, door, person, visitor, world, before, report)
    clear_url_caches()
    return report


def _knock_on(
    name: str, door: Door, person: Person, visitor: Visitor, world: World, before: Snapshot, report: Report
) -> None:
    twins: dict[str, Answer] = {}
    # Methods by which the address leads to another view, which shuts it for everybody: one knock tells all.
    shut: set[str] = set()
    for attempt in attempts(name, door, world, of=person.knocks_with):
        unknown = {row for row in attempt.rows() if not world.knows(person, row)}

        def find(what: str, detail: str, attempt: Attempt = attempt) -> None:
            report.findings.append(Finding(name, person.name, what, detail, str(attempt)))

        def look_at_changes(answer: Answer, attempt: Attempt = attempt, unknown: set = unknown) -> None:
            if unknown and answer.written:
                for change in before.changes():
                    find("refused write changed", change, attempt)

        if attempt.method in shut:
            continue
        answer = visitor.knock(attempt, after=look_at_changes)
        if answer.status == 404 and answer.door != name and not door.path:
            shut.add(attempt.method)
        report.statuses[name, person.name][answer.status] += 1
        if answer.status >= 500:
            find("error", f"{answer.status} {answer.error}")
        asked = world.ledger.found_in(answer.asked)
        for canary in world.ledger.found_in(answer.everything) - asked:
            if person.may(canary.page, canary.verb):
                report.met[canary].add(name)
            elif canary.page in world.secrets:
                find("leak", str(canary))
        if unknown:
            of_twin = attempt.without(unknown)
            if str(of_twin) not in twins:
                twins[str(of_twin)] = visitor.knock(of_twin)
            told = difference(answer, twins[str(of_twin)], unknown)
            if told:
                find("tells that it exists", told)
