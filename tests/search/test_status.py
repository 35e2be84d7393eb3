"""manage.py index_status: what monitoring is told, and when it is told to wake somebody."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from search import outbox, standing
from search.backends import SearchUnavailable, get_backend
from search.models import SearchPending


def told(*arguments: str) -> tuple[bool, list[dict]]:
    output = io.StringIO()
    try:
        call_command("index_status", "--json", *arguments, stdout=output)
        passed = True
    except CommandError as error:
        assert error.returncode == 1
        passed = False
    answer = json.loads(output.getvalue())
    assert answer["sound"] is passed
    return passed, answer["engines"]


def queued(seconds: int, **values) -> SearchPending:
    row = SearchPending.objects.create(page_id=1, **values)
    SearchPending.objects.filter(pk=row.pk).update(queued_at=timezone.now() - timedelta(seconds=seconds))
    return row


def test_a_true_index_is_sound_and_what_waits_or_was_given_up_is_told(office):
    outbox.drain()
    sound = {
        "engine": "database", "answers": True, "documents": len(office.pages), "missing_copies": 0, "waiting": 0,
        "oldest_seconds": None, "given_up": 0,
    }  # fmt: skip
    assert told() == (True, [sound])
    queued(200)
    queued(30)
    passed, (engine,) = told()
    assert passed and engine["waiting"] == 2 and 200 <= engine["oldest_seconds"] < 260
    assert not told("--late", "100")[0]
    SearchPending.objects.all().delete()
    queued(10_000, attempts=outbox.MOST_ATTEMPTS, fault="ValueError")
    assert told() == (False, [{**sound, "given_up": 1}])
    assert standing.seconds_behind("database", now=timezone.now()) is None, "what was given up does not wait"
    output = io.StringIO()
    with pytest.raises(CommandError):
        call_command("index_status", stdout=output)
    assert output.getvalue() == f"database: naskah: {len(office.pages)}; menunggu: 0; gagal: 1\n"


def test_an_engine_that_does_not_answer_is_told(db, monkeypatch):
    def away(self):
        raise SearchUnavailable("away")

    monkeypatch.setattr(type(get_backend()), "status", away)
    passed, (engine,) = told()
    assert not passed and (engine["answers"], engine["documents"]) == (False, None)
    output = io.StringIO()
    with pytest.raises(CommandError):
        call_command("index_status", stdout=output)
    assert output.getvalue().startswith("database: tidak menjawab")
