"""One run of benchmark_work on one database: python -m dumas_site.benchmarks.work CASES CHAINS"""

from __future__ import annotations

import sys

import django


def main(cases: int, chains: int) -> None:
    """Make a database, fill it, measure, drop it; prints one Run as JSON on the last line."""
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from dumas_docs.access.scope import system_scope

    from .desk import measure_board, measure_recompute, measure_steps, measure_tasks
    from .figures import Run
    from .letters_out import measure_export
    from .numbers import measure_numbers
    from .office_world import build_office
    from .running_chains import build_chains

    now = timezone.now()
    original = settings.DATABASES["default"]["NAME"]
    with system_scope("benchmark"):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            world = build_office(cases=cases, clocks=chains, now=now)
            waiting = build_chains(world, chains=chains)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            run = Run(connection.vendor, cases + chains)
            run.figures.append(measure_tasks(world, waiting=waiting))
            run.figures.append(measure_steps(world, waiting=waiting))
            run.figures.append(measure_board(world))
            run.figures.append(measure_recompute(world))
            run.figures.append(measure_export(world))
            run.figures += measure_numbers(world)
            sys.stdout.write(run.to_json() + "\n")
        finally:
            connection.creation.destroy_test_db(original, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
