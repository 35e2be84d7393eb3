"""manage.py check_search"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from search import indexing
from search.backends import get_backend
from search.models import SearchPending


class Command(BaseCommand):
    help = _("Compare the search index with the archive. Exits with 1 when something differs that was not repaired.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help=_("index what differs anew"))

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        with system_scope("check_search"):
            wrong = list(indexing.differences())
            faults = list(get_backend().faults())
            for page_id, what in wrong:
                self.stdout.write(_("page %(page)d: %(what)s") % {"page": page_id, "what": what})
            for fault in faults:
                self.stdout.write(fault)
            if fix:
                for page_id, _what in wrong:
                    with transaction.atomic():
                        indexing.hold_pages([page_id])
                        indexing.index_pages([page_id])
            waiting = SearchPending.objects.values("page_id").distinct().count()
            stuck = SearchPending.objects.exclude(fault="").values("page_id").distinct().count()
            documents = get_backend().status().documents
        self.stdout.write(
            _("Documents in the index: %(all)d. Differ: %(wrong)d. Wait: %(waiting)d, after a failure: %(stuck)d.")
            % {"all": documents, "wrong": len(wrong), "waiting": waiting, "stuck": stuck}
        )
        if faults or stuck or (wrong and not fix):
            raise CommandError(_("The index is not true: run rebuild_search."))
