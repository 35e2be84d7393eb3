"""manage.py rebuild_search"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dumas_docs.access.scope import system_scope
from search import indexing, outbox
from search.backends import get_backend


class Command(BaseCommand):
    help = _("Index all documents anew, or with --pending only those that wait. Safe to interrupt and to run again.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pending", action="store_true", help=_("only what changed and is not indexed yet"))

    def handle(self, *args: Any, pending: bool, **options: Any) -> None:
        with system_scope("rebuild_search"):
            if pending:
                self.stdout.write(_("Documents brought up to date: %(count)d.") % {"count": outbox.drain()})
                return
            total = indexing.searchable_pages().count()
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            with Progress(*columns, disable=not self.stdout.isatty()) as bar:
                task = bar.add_task("rebuild_search", total=total)
                indexing.rebuild(progress=lambda done: bar.advance(task, done))
            self.stdout.write(_("Documents in the index: %(count)d.") % {"count": get_backend().status().documents})
