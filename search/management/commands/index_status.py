"""manage.py index_status"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.access.scope import system_scope
from search.standing import Standing, standings

LATE_SECONDS = 300


class Command(BaseCommand):
    help = _(
        "How each search engine stands, for monitoring. Exits with 1 when one does not answer or lacks a copy of a "
        "part of its index, a document was given up, or a change waits for too long."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("one JSON object"))
        parser.add_argument(
            "--late", type=int, default=LATE_SECONDS, metavar="SECONDS",
            help=_("a change that waits longer than this is late (%(seconds)d)") % {"seconds": LATE_SECONDS},
        )  # fmt: skip

    def handle(self, *args: Any, late: int, **options: Any) -> None:
        with system_scope("index_status"):
            found = standings(now=timezone.now())
        unsound = [each.engine for each in found if not each.is_sound(limit=late)]
        if options["json"]:
            self.stdout.write(json.dumps({"sound": not unsound, "engines": [asdict(each) for each in found]}))
        else:
            for each in found:
                self.stdout.write(_line(each, late=late))
        if unsound:
            raise CommandError(_("Needs somebody: %s.") % ", ".join(unsound))


def _line(standing: Standing, *, late: int) -> str:
    values = asdict(standing) | {"oldest": standing.oldest_seconds or 0}
    said = [
        _("documents: %(documents)d") % values if standing.answers else _("does not answer"),
        _("wait: %(waiting)d") % values,
    ]
    if standing.missing_copies:
        said.insert(1, _("copies missing: %(missing_copies)d") % values)
    if standing.oldest_seconds is not None:
        said.append(_("the oldest for %(oldest)d s") % values)
    if standing.is_late(limit=late):
        said.append(_("LATE"))
    said.append(_("given up: %(given_up)d") % values)
    return f"{standing.engine}: {'; '.join(said)}"
