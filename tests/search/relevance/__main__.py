"""Prints nDCG@10 and the first page's hits by group of questions: our engines and Wagtail's stock backend side by side.

.venv/bin/python -m tests.search.relevance              # with a private Elasticsearch, or the one in ELASTICSEARCH_URL
.venv/bin/python -m tests.search.relevance --questions  # and each question that is not answered best
"""

import argparse
import os
import sys
from contextlib import nullcontext
from pathlib import Path

import django
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases

from tests.services import thesaurus
from tests.services.elasticsearch import private_server

SITE = Path(__file__).parents[3] / "site"


def main() -> None:
    """Make the archive in a throw-away database, ask both engines, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.search.relevance")
    parser.add_argument("--questions", action="store_true", help="each question not answered best")
    parser.add_argument("--keep", action="store_true", help="keep the empty database in DUMAS_TEST_DIR")
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dumas_site.settings.test")
    sys.path.insert(0, str(SITE))
    django.setup()
    url = os.environ.get("ELASTICSEARCH_URL", "")
    with nullcontext() if url else private_server() as server:
        before = setup_databases(verbosity=0, interactive=False, keepdb=wanted.keep, serialized_aliases=set())
        try:
            _compare(url or server.url, each_question=wanted.questions)
        finally:
            teardown_databases(before, verbosity=0, keepdb=wanted.keep)


def _compare(url: str, *, each_question: bool) -> None:
    from tests.search.cluster import settings_for

    from .asking import DATABASE, ELASTICSEARCH, answers, filled_office
    from .measure import APART, by_group, judged, on_first_page, scores
    from .stock import stock_answers

    texts = [each.text for each in judged()]
    told = {**settings_for(url, "relevance"), "THESAURUS": thesaurus.ensure()}
    with override_settings(DUMAS_SEARCH=told), filled_office() as office:
        shown = {
            "Elasticsearch": answers(office, texts, engine=ELASTICSEARCH),
            "database": answers(office, texts, engine=DATABASE),
            "stock": stock_answers(office, texts, url=url),
        }
    found = {engine: scores(shown[engine].__getitem__) for engine in shown}
    means = {engine: by_group(found[engine]) for engine in shown}
    order = [*(group for group in means["database"] if group not in APART), *APART]
    _table("nDCG@10", list(means), [(group, [f"{mean[group]:.3f}" for mean in means.values()]) for group in order])
    met = {engine: on_first_page(shown[engine].__getitem__) for engine in shown}
    counts = [(group, ["{} of {}".format(*of[group]) for of in met.values()]) for group in order if group]
    print()
    _table("sought on first page", list(met), counts)
    for text in texts if each_question else ():
        score, first = found["Elasticsearch"][text], shown["Elasticsearch"][text][:5]
        if score < 1:
            print(f"{score:.2f}  {text}: {', '.join(first)}")


def _table(title: str, engines: list[str], rows: list[tuple[str, list[str]]]) -> None:
    for name, cells in [(title, engines), *rows]:
        print(f"{name or 'all questions':24}" + "".join(f"{cell:>15}" for cell in cells))


if __name__ == "__main__":
    main()
