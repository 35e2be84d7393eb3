"""What a question costs: raw and unfiltered over HTTP, the same for persons who see few, some and many, the whole page,
and the database engine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from django.test import Client
from elasticsearch_dsl import Q

from dumas_docs.access.scope import person_scope
from search.backends import DATABASE, get_backend
from search.backends.elasticsearch.backend import Asked
from search.backends.elasticsearch.connection import client
from search.query import SearchQuery, parse

from .figures import Figure
from .stock_search import asking_stock, stock_backend
from .words import all_contents
from .world import World

ROUNDS = 3


def measure_questions(world: World, questions: list[str]) -> list[Figure]:
    """Each question in turn, ways beside each other in the same round, so that a busy moment hits all alike."""
    with stock_backend(all_contents(), url=os.environ["ELASTICSEARCH_URL"]) as stock:
        return _measured(world, questions, stock)


def _measured(world: World, questions: list[str], stock: Any) -> list[Figure]:
    asked = [parse(text) for text in questions]
    persons = {"few": world.few, "12 %": world.some, "60 %": world.many}
    ways: dict[str, Callable[[SearchQuery], Any]] = {"raw Elasticsearch, unfiltered": _raw(world.many)}
    for label, person in persons.items():
        ways[f"filtered Elasticsearch, {label}"] = _filtered(person)
    for label, person in persons.items():
        ways[f"whole page, {label}"] = _page(person)
    for label, person in persons.items():
        ways[f"database engine, {label}"] = _through(DATABASE, person)
    for label, person in persons.items():
        ways[f"Wagtail's stock Elasticsearch, filtered in Python, {label}"] = asking_stock(stock, person)
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS + 1):
        for query in asked:
            for name, ask in ways.items():
                start = time.perf_counter()
                ask(query)
                if number:  # the first round warms up
                    spent[name].append((time.perf_counter() - start) * 1000)
    raw = _at(spent["raw Elasticsearch, unfiltered"], 0.5)
    return [_figure(name, times, raw) for name, times in spent.items()]


def _figure(name: str, times: list[float], raw: float) -> Figure:
    figure = Figure(name, p50=_at(times, 0.5), p95=_at(times, 0.95), queries=0)
    if name.startswith("filtered"):
        figure.goal, figure.beside, figure.ratio = "≤ 1.2 × raw", "raw", _at(times, 0.5) / raw
    if name.startswith("whole page"):
        figure.goal, figure.beside = "≤ raw + 25 ms", f"raw + {_at(times, 0.5) - raw:.0f} ms"
    return figure


def _raw(person: Any) -> Callable[[SearchQuery], Any]:
    """The same words in the same fields, counts and order, without the person."""

    def ask(query: SearchQuery) -> None:
        question = _question(query, person)
        question.filters, question.identified = [Q("match_all")], Q("match_all")
        question.page().using(client()).execute()

    return ask


def _filtered(person: Any) -> Callable[[SearchQuery], Any]:
    return lambda query: _question(query, person).page().using(client()).execute()


def _question(query: SearchQuery, person: Any) -> Asked:
    with person_scope(person):
        return Asked(query, user=person)


def _through(path: str, person: Any) -> Callable[[SearchQuery], Any]:
    def ask(query: SearchQuery) -> None:
        with person_scope(person):
            get_backend(path).search(query, user=person)

    return ask


def _page(person: Any) -> Callable[[SearchQuery], Any]:
    browser = Client()
    browser.force_login(person)

    def ask(query: SearchQuery) -> None:
        if browser.get("/cari/", {"q": query.text}).status_code != 200:
            raise RuntimeError("the search page did not answer")

    return ask


def _at(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
