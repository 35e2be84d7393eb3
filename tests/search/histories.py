"""Random histories of an archive under kills: what people do, through the product's own actions, and what goes wrong
meanwhile. The same seed gives the same acts and the same deaths."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction

from dumas_docs.access.scope import as_reader
from dumas_docs.actions.delete_draft import delete_draft
from dumas_docs.actions.inherit_again import inherit_again
from dumas_docs.actions.move_page import move_page
from dumas_docs.actions.set_level import set_level
from dumas_docs.actions.share import share
from dumas_docs.actions.stop_inheriting import stop_inheriting
from dumas_docs.models import Attachment, BasePage, Complaint
from search import indexing, outbox
from search.backends import SearchBackend
from search.backends.elasticsearch.connection import breaker
from tests.search.killing import Child, killed
from tests.search.office import Office

WORDS = ("anggrek", "melati", "kenanga", "seroja", "cempaka", "teratai")
# What the actions refuse is refused to people too, and changes nothing.
REFUSED = (PermissionError, ValueError, LookupError)


class History:
    """One archive and what befalls it; `restart` kills the server and starts it anew."""

    def __init__(self, seed: int, office: Office, engine: SearchBackend, *, restart: Callable[[], None]) -> None:
        self.chance = random.Random(seed)
        self.office, self.engine, self.restart = office, engine, restart
        self.said: list[str] = []
        self.done = self.deaths = self.made = 0

    def run(self, steps: int) -> None:
        acts = (self.create, self.create, self.edit, self.edit, self.move, self.share, self.stop, self.reopen,
                self.reclassify, self.reclassify, self.finish, self.attach, self.delete, self.delete)  # fmt: skip
        mishaps = (self.calm, self.calm, self.killed_after_it, self.killed_after_it, self.away, self.two_workers,
                   self.killed_worker, self.killed_rebuild, self.rebuild_meanwhile)  # fmt: skip
        for _step in range(steps):
            act, mishap = self.chance.choice(acts), self.chance.choice(mishaps)
            self.said.append(f"{mishap.__name__} {act.__name__}")
            mishap(self._once(act))

    def come_to_rest(self) -> None:
        """What `run_office` does in the end: nothing waits any more."""
        breaker.reset()
        outbox.try_again(outbox.given_up().values_list("pk", flat=True))
        outbox.drain()

    def _once(self, act: Callable[[], None]) -> Callable[[], None]:
        # The child draws the same lots as this process would.
        state = self.chance.getstate()

        def again() -> None:
            self.chance.setstate(state)
            try:
                act()
            except REFUSED as refusal:
                self.said.append(f"  refused: {type(refusal).__name__}")
            else:
                self.done += 1

        return again

    # --- What goes wrong ---

    def calm(self, act: Callable[[], None]) -> None:
        act()

    def killed_after_it(self, act: Callable[[], None]) -> None:
        """Who acts dies while his change is being indexed."""
        at, answered = self.chance.randint(1, 5), self.chance.random() < 0.5
        self.deaths += killed(act, at=at, answered=answered)

    def away(self, act: Callable[[], None]) -> None:
        breaker.trip()
        act()
        breaker.reset()

    def two_workers(self, act: Callable[[], None]) -> None:
        self.away(act)
        workers = [Child(outbox.drain), Child(outbox.drain)]
        act()
        for worker in workers:
            assert worker.wait()

    def killed_worker(self, act: Callable[[], None]) -> None:
        self.away(act)
        at, answered = self.chance.randint(1, 5), self.chance.random() < 0.5
        self.deaths += killed(outbox.drain, at=at, answered=answered)

    def killed_rebuild(self, act: Callable[[], None]) -> None:
        """It dies, things happen that nobody works off, and another one goes on."""
        at, answered = self.chance.randint(1, 25), self.chance.random() < 0.5
        self.deaths += killed(self._rebuild, at=at, answered=answered)
        (self.away if self.chance.random() < 0.7 else self.calm)(act)
        if self.chance.random() < 0.7:
            self._rebuild()

    def rebuild_meanwhile(self, act: Callable[[], None]) -> None:
        worker = Child(self._rebuild)
        act()
        self.edit()
        if self.chance.random() < 0.5:
            self.deaths += worker.kill()
        else:
            assert worker.wait()

    def _rebuild(self) -> None:
        indexing.rebuild(self.engine, progress=lambda done: None)

    # --- What people do ---

    def create(self) -> None:
        self.made += 1
        place = self.chance.choice((self.office.archive, self.office.blocked, self.office.other))
        number = f"n{self.chance.randrange(10**9)}"
        with transaction.atomic():
            self.office.case(
                number, level=self.chance.choice((0, 1, 1, 2, 3)), live=self.chance.random() < 0.6,
                parent=BasePage.objects.get(pk=place.pk).specific, chronology=self._words(),
            )  # fmt: skip

    def edit(self) -> None:
        page = self._case()
        page.chronology = self._words()
        with transaction.atomic():
            page.save()

    def attach(self) -> None:
        with transaction.atomic():
            held = list(Attachment.objects.order_by("pk"))
            if held and self.chance.random() < 0.4:
                self.chance.choice(held).delete()
            else:
                self.office.attach(self._case(), name=f"{self._words()}.pdf", text=self._words())

    def finish(self) -> None:
        page = self._case()
        page.live = not page.live
        with transaction.atomic():
            page.save()

    def move(self) -> None:
        to = self.chance.choice((self.office.archive, self.office.blocked, self.office.other))
        self._as_head(move_page, page=self._case(), to=to)

    def share(self) -> None:
        to = self.office.people[self.chance.choice(("stranger", "reader", "auditor"))]
        role = self.chance.choice(("reader", "member", "handler"))
        day = (self.office.now + timedelta(days=9)).date()
        self._as_head(share, page=self._page(), role=role, to=to, ends_on=day)

    def stop(self) -> None:
        self._as_head(stop_inheriting, page=self._page())

    def reopen(self) -> None:
        self._as_head(inherit_again, page=self._page())

    def reclassify(self) -> None:
        page, level = self._case(), self.chance.choice((0, 1, 2, 3))
        set_level(page=page, level=level, by=None, now=self.office.now, reason="Uji.")

    def delete(self) -> None:
        page = self._case()
        if page.live:
            with transaction.atomic():
                page.delete()
        else:
            self._as_head(delete_draft, page=page)

    def _as_head(self, action: Callable[..., Any], **options: Any) -> None:
        head = self.office.people["chief"]
        with as_reader(head):
            action(by=head, now=self.office.now, reason="Uji.", **options)

    def _case(self) -> Complaint:
        ids = list(Complaint.objects.order_by("pk").values_list("pk", flat=True))
        return Complaint.objects.get(pk=self.chance.choice(ids))

    def _page(self) -> BasePage:
        return self.chance.choice((self.office.archive, self.office.blocked, self.office.other, self._case()))

    def _words(self) -> str:
        return " ".join(self.chance.sample(WORDS, 2))
