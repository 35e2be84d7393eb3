"""Prove that every file of the archive is there, unchanged, and that nothing else lies in the store."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from dumas_docs.selectors.file_store import damaged_files, strange_files, unknown_files

HOURS = 24


class Command(BaseCommand):
    """Exit code 1 when something is wrong, also when --fix has removed what nobody knows: somebody should know."""

    help = _("Compare the file store with the database: files nobody knows, files gone, files changed.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help=_("remove files that no document knows"))
        parser.add_argument(
            "--hours", type=int, default=HOURS, help=_("leave files alone that are younger than this (24 hours)")
        )

    def handle(self, *args: Any, fix: bool, hours: int, **options: Any) -> None:
        with system_scope("check_files"):
            before = timezone.now() - timedelta(hours=max(hours, 1))
            unknown, strange = unknown_files(before=before), strange_files(before=before)
            damaged = list(damaged_files())
        for name in unknown:
            if fix:
                default_storage.delete(name)
            self.stderr.write((_("removed, as no document knows it: %s") if fix else _("no document knows: %s")) % name)
        for name in strange:
            self.stderr.write(_("not in a folder of the archive, look who put it there: %s") % name)
        for name, number, is_there in damaged:
            told = _("changed since it came in: %(name)s of %(number)s")
            if not is_there:
                told = _("gone: %(name)s of %(number)s")
            self.stderr.write(told % {"name": name, "number": number})
        if unknown or strange or damaged:
            raise SystemExit(1)
        self.stdout.write(_("The file store is whole."))
