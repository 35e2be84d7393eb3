"""manage.py check_index"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from search import indexing
from search.backends import DocumentRefused, SearchBackend, SearchUnavailable, kept_engines
from search.models import SearchPending


class Command(BaseCommand):
    help = _("Compare each search index with the archive. Exits with 1 when something differs that was not repaired.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help=_("index what differs anew"))

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        untrue, silent, needs_rebuild = [], [], fix
        with system_scope("check_index"):
            for engine in kept_engines().values():
                try:
                    is_true, is_sound = self._check(engine, fix=fix)
                    needs_rebuild |= not is_sound
                except SearchUnavailable:
                    silent.append(str(engine.name))
                    continue
                if not is_true:
                    untrue.append(str(engine.name))
        if silent:
            self.stdout.write(_("%(engine)s does not answer.") % {"engine": ", ".join(silent)})
        if untrue:
            said = (
                _("Not true: %(engines)s. Run rebuild_index.")
                if needs_rebuild
                else _("Not true: %(engines)s. Run check_index --fix.")
            )
            raise CommandError(said % {"engines": ", ".join(untrue)})
        if silent:
            raise CommandError(
                _("Not compared: %(engines)s. Try again when it answers.") % {"engines": ", ".join(silent)}
            )

    def _check(self, engine: SearchBackend, *, fix: bool) -> tuple[bool, bool]:
        """Whether all documents are as the archive has them, and whether the index itself is sound."""
        wrong = list(indexing.differences(engine))
        faults = list(engine.faults())
        for page_id, what in wrong:
            self.stdout.write(_("page %(page)d: %(what)s") % {"page": page_id, "what": what})
        for fault in faults:
            self.stdout.write(fault)
        rows = SearchPending.objects.filter(engine=engine.code)
        if fix:
            failed = rows.exclude(fault="").values_list("page_id", flat=True)
            for page_id in sorted({page_id for page_id, _what in wrong} | set(failed)):
                self._mend(engine, page_id)
        stuck = rows.exclude(fault="").values("page_id").distinct().count()
        words = _("%(engine)s: documents: %(all)d. Differ: %(wrong)d. Wait: %(waiting)d, after a failure: %(stuck)d.")
        self.stdout.write(
            words
            % {
                "engine": engine.name, "all": engine.status().documents, "wrong": len(wrong),
                "waiting": rows.values("page_id").distinct().count(), "stuck": stuck,
            }
        )  # fmt: skip
        return not (faults or stuck or (wrong and not fix)), not faults

    def _mend(self, engine: SearchBackend, page_id: int) -> None:
        """Index one page anew, with which what waits for it is done."""
        try:
            with transaction.atomic():
                indexing.hold_pages([page_id])
                heard = indexing.heard_of(engine, [page_id])
                indexing.index_pages(engine, [page_id])
                SearchPending.objects.filter(pk__in=heard).delete()
        except DocumentRefused as error:
            self.stdout.write(_("page %(page)d: %(what)s") % {"page": page_id, "what": error})
