"""One run on one database, in a process of its own: python -m dumas_site.benchmarks.run PAGES [MAILS]"""

from __future__ import annotations

import sys
from pathlib import Path

import django


def main(pages: int, mails: Path | None) -> None:
    """Make a database, fill it, measure, drop it; prints one Run as JSON on the last line."""
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from dumas_docs.access.scope import system_scope

    from .figures import Run
    from .mails import measure_mails
    from .reads import measure_listing, measure_reads
    from .world import build
    from .writes import measure_writes

    now = timezone.now()
    original = settings.DATABASES["default"]["NAME"]
    with system_scope("benchmark"):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            world = build(pages=pages, now=now)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            run = Run(connection.vendor, world.pages)
            run.figures += measure_reads(world)
            run.figures.append(measure_listing(world, now=now))
            run.figures += measure_writes(world, now=now)
            run.figures += measure_mails(mails, world, now=now)
            sys.stdout.write(run.to_json() + "\n")
        finally:
            connection.creation.destroy_test_db(original, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
