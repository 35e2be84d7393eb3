"""People who search and save all the time, in processes of their own, and what became of each request."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client

from dumas_docs.models import Complaint
from search import outbox
from tests.search.killing import Child

CLUSTER, DATABASE, WRONG, ERROR = "cluster", "database", "wrong", "error"
SEARCH, SAVE = "search", "save"
REST_SECONDS = {SEARCH: 0.05, SAVE: 0.3, "drain": 1.0}


@dataclass(frozen=True)
class Request:
    """One request: when it began (monotonic), what it was, how long it took, who answered, and what went wrong."""

    at: float
    kind: str
    seconds: float
    outcome: str
    word: str = ""


class Load:
    """Persons who ask `questions`, somebody who saves `pages`, and the worker of the outbox.

    A total is wrong where the person was told another one, by the same engine, before anything happened."""

    def __init__(self, folder: Path, persons: list[Any], questions: list[str], pages: list[int]) -> None:
        self.folder, self.persons, self.questions, self.pages = folder, persons, questions, pages
        self.expected: dict[tuple[str, Any, str], int] = {}

    def learn(self, engine: str) -> None:
        """Note what the engine that answers now tells each person."""
        for person in self.persons:
            for text in self.questions:
                told = _ask(_signed_in(person), text)
                assert told["findings"].engine_code == engine, "another engine answered"
                self.expected[engine, person.pk, text] = told["findings"].total

    @contextmanager
    def running(self, *, askers: int = 2) -> Iterator[None]:
        """Let them work until the block ends."""
        acts = [lambda seed=seed: self._work(f"asker-{seed}", SEARCH, self._asking(seed)) for seed in range(askers)]
        acts += [lambda: self._work("writer", SAVE, self._saving), lambda: self._work("worker", "drain", _draining)]
        children = [Child(act) for act in acts]
        try:
            yield
        finally:
            self._stop.touch()
            for child in children:
                child.wait()

    def requests(self) -> list[Request]:
        """All that was asked and saved until now."""
        texts = [path.read_text() for path in self.folder.glob("*.jsonl")]
        lines = [line for text in texts for line in text[: text.rfind("\n") + 1].splitlines()]
        return sorted((Request(*json.loads(line)) for line in lines), key=lambda request: request.at)

    @property
    def _stop(self) -> Path:
        return self.folder / "stop"

    def _work(self, name: str, kind: str, act: Callable[[], tuple[str, str]]) -> None:
        with (self.folder / f"{name}.jsonl").open("w", buffering=1) as kept:
            while not self._stop.exists():
                start = time.monotonic()
                try:
                    outcome, word = act()
                except Exception as error:  # noqa: BLE001  whatever a person would have met is a figure
                    outcome, word = ERROR, f"{type(error).__name__}: {error}"[:200]
                kept.write(json.dumps([start, kind, time.monotonic() - start, outcome, word]) + "\n")
                time.sleep(REST_SECONDS[kind])

    def _asking(self, seed: int) -> Callable[[], tuple[str, str]]:
        chance = random.Random(seed)
        browsers = {person.pk: _signed_in(person) for person in self.persons}

        def ask() -> tuple[str, str]:
            pk, text = chance.choice(list(browsers)), chance.choice(self.questions)
            findings = _ask(browsers[pk], text)["findings"]
            if findings.total != self.expected[findings.engine_code, pk, text]:
                return WRONG, f"{findings.engine_code} {text}: {findings.total}"
            return (DATABASE if findings.is_stand_in else CLUSTER), ""

        return ask

    def _saving(self) -> tuple[str, str]:
        word = f"disimpan{time.monotonic_ns()}"
        page = Complaint.objects.get(pk=random.choice(self.pages))
        page.chronology = f"{page.chronology} {word}"
        with transaction.atomic():
            page.save()
        return CLUSTER, f"{page.pk} {word}"


def _draining() -> tuple[str, str]:
    outbox.drain()
    return CLUSTER, ""


def _signed_in(person: Any) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def _ask(browser: Client, text: str) -> Any:
    response = browser.get("/cari/", {"q": text})
    if response.status_code != 200:
        raise RuntimeError(f"the page answered {response.status_code}")
    return response.context
