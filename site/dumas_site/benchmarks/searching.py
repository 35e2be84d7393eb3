"""One run of benchmark_search on one database: python -m dumas_site.benchmarks.searching DOCUMENTS"""

from __future__ import annotations

import random
import sys

import django


def main(documents: int) -> None:
    """Make a database and an index, fill them, measure, drop them; prints one Run as JSON on the last line."""
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from dumas_docs.access.scope import system_scope
    from search.backends import DATABASE, get_backend
    from search.backends.elasticsearch import indices
    from search.backends.elasticsearch.connection import client

    from .figures import Run
    from .index_size import measure_size
    from .index_speed import measure_change, measure_index
    from .questions_asked import measure_questions
    from .words import Vocabulary, write_texts
    from .world import build

    now = timezone.now()
    original = settings.DATABASES["default"]["NAME"]
    with system_scope("benchmark"):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            indices.drop_all(client())
            world = build(pages=documents, now=now)
            vocabulary = Vocabulary(random.Random(20260312))  # noqa: S311  a seed, not a secret
            write_texts(vocabulary)
            run = Run(connection.vendor, world.pages)
            run.figures += measure_index(get_backend(DATABASE), get_backend())
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            questions = vocabulary.questions(40)
            run.figures += measure_questions(world, questions)
            run.figures += measure_size(world, questions)
            run.figures.append(measure_change(world, get_backend()))
            sys.stdout.write(run.to_json() + "\n")
        finally:
            indices.drop_all(client())
            connection.creation.destroy_test_db(original, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
