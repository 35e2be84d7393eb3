"""manage.py rebuild_index"""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dumas_docs.access.scope import system_scope
from search import indexing, outbox
from search.backends import SearchBackend, SearchUnavailable, kept_engines

# How long a rebuild waits in all for an engine that does not answer, and how long at a time.
PATIENCE_SECONDS, WAIT_SECONDS = 60, 5


class Command(BaseCommand):
    help = _("Index all documents anew, or with --pending only those that wait. Safe to interrupt and to run again.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pending", action="store_true", help=_("only what changed and is not indexed yet"))
        parser.add_argument("--engine", choices=sorted(kept_engines()), help=_("only this engine"))

    def handle(self, *args: Any, pending: bool, engine: str | None = None, **options: Any) -> None:
        with system_scope("rebuild_index"):
            if pending:
                self.stdout.write(_("Documents brought up to date: %(count)d.") % {"count": outbox.drain()})
                return
            for code, kept in kept_engines().items():
                if engine in (None, code):
                    self._rebuild(kept)

    def _rebuild(self, engine: SearchBackend) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, disable=not self.stdout.isatty()) as bar:
            task = bar.add_task(str(engine.name), total=indexing.searchable_pages().count())
            waited = 0.0
            while True:
                try:
                    indexing.rebuild(engine, progress=lambda done: bar.advance(task, done))
                    break
                except SearchUnavailable as error:
                    if waited >= PATIENCE_SECONDS:
                        words = _("%(engine)s does not answer. Run it again; it goes on where it was.")
                        raise CommandError(words % {"engine": engine.name}) from error
                # A cluster that has lost a node, or is choosing another leader, answers again in a moment.
                time.sleep(WAIT_SECONDS)
                waited += WAIT_SECONDS
                bar.reset(task)
        outbox.drain()
        words = _("%(engine)s: documents in the index: %(count)d.")
        self.stdout.write(words % {"engine": engine.name, "count": engine.status().documents})
