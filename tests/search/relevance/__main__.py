"""Prints nDCG@10 of every group of questions, both engines side by side.

.venv/bin/python -m tests.search.relevance              # with a private Elasticsearch, or the one in ELASTICSEARCH_URL
.venv/bin/python -m tests.search.relevance --questions  # and each question that is not answered best
"""

import argparse
import os
from contextlib import nullcontext

import django
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases

from tests.services.elasticsearch import private_server


def main() -> None:
    """Make the archive in a throw-away database, ask both engines, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.search.relevance")
    parser.add_argument("--questions", action="store_true", help="each question not answered best")
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dumas_site.settings.test")
    django.setup()
    url = os.environ.get("ELASTICSEARCH_URL", "")
    with nullcontext() if url else private_server() as server:
        before = setup_databases(verbosity=0, interactive=False)
        try:
            _compare(url or server.url, each_question=wanted.questions)
        finally:
            teardown_databases(before, verbosity=0)


def _compare(url: str, *, each_question: bool) -> None:
    from tests.search.cluster import settings_for

    from .asking import DATABASE, ELASTICSEARCH, answers, filled_office
    from .measure import by_group, judged, scores

    texts = [each.text for each in judged()]
    with override_settings(DUMAS_SEARCH=settings_for(url, "relevance")), filled_office() as office:
        shown = {engine: answers(office, texts, engine=engine) for engine in (ELASTICSEARCH, DATABASE)}
    found = {engine: scores(shown[engine].__getitem__) for engine in shown}
    ours, database = by_group(found[ELASTICSEARCH]), by_group(found[DATABASE])
    print(f"{'nDCG@10':24}{'Elasticsearch':>15}{'database':>12}")
    for group in ours:
        print(f"{group or 'all questions':24}{ours[group]:15.3f}{database[group]:12.3f}")
    for text in texts if each_question else ():
        score, first = found[ELASTICSEARCH][text], shown[ELASTICSEARCH][text][:5]
        if score < 1:
            print(f"{score:.2f}  {text}: {', '.join(first)}")


if __name__ == "__main__":
    main()
