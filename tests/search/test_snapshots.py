"""A snapshot taken while documents are saved, and restored days later by the lines of operations.md: check_index names
what changed since and mends it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import BadRequestError

from dumas_docs.actions.set_level import set_level
from dumas_docs.models import Complaint
from search import indexing, outbox
from search.backends import SearchUnavailable, get_backend
from search.backends.elasticsearch.connection import breaker, client
from search.finding import find
from search.models import SearchPending
from search.query import parse
from tests.search.cluster import bring_in_line
from tests.search.office import EVERYWHERE
from tests.services.elasticsearch import Server, open_folder, own, private_server
from tests.services.machine import Missing, server_account

pytestmark = [pytest.mark.cluster, pytest.mark.slow]
BACKEND, PREFIX = "search.backends.elasticsearch.ElasticsearchBackend", "cuplikan"
OPERATIONS = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
SECTION = OPERATIONS.partition("**Snapshots are not needed**")[2].partition("\n## ")[0]
LINES = re.findall(r"^    (PUT|GET|DELETE|POST) +(/\S+)(?: +(\{.*\}))?$", SECTION, re.MULTILINE)
NAMED_FOLDER = "/srv/snapshots/dumas"
# So slow that documents are saved before a snapshot of this small office is through.
SLOW = "8kb"


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that the server may write to."""
    folder = Path(tempfile.mkdtemp(prefix="dumas-snapshots-", dir=open_folder()))
    own(folder, server_account())
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(shared, settings) -> Iterator[Server]:
    if not os.environ.get("ELASTICSEARCH_URL"):
        pytest.skip("MISSING: Elasticsearch (make test, or set ELASTICSEARCH_URL)")
    try:
        # As a server is by itself: nobody deletes indices by a pattern.
        with private_server({"path.repo": str(shared), "action.destructive_requires_name": "true"}) as running:
            told = {"hosts": [running.url], "prefix": PREFIX, "replicas": 0, "timeout_seconds": 20.0}
            settings.DUMAS_SEARCH = {"BACKEND": BACKEND, "ELASTICSEARCH": told}
            breaker.reset()
            yield running
    except Missing as missing:
        pytest.skip(f"MISSING: Elasticsearch ({missing})")
    finally:
        breaker.reset()


def lines(*, folder: Path) -> list[tuple[str, str, Any]]:
    """The requests of operations.md in their order, with this test's folder and prefix."""
    told = [(method, path, body.replace(NAMED_FOLDER, str(folder))) for method, path, body in LINES]
    ours = [(method, *(part.replace("dumas-*", f"{PREFIX}-*") for part in parts)) for method, *parts in told]
    return [(method, path, json.loads(body) if body else None) for method, path, body in ours]


def sent(method: str, path: str, body: Any = None) -> Any:
    headers = {"accept": "application/json", "content-type": "application/json"}
    return client().options(request_timeout=120).perform_request(method, path, headers=headers, body=body).body


def checked(**options: Any) -> tuple[bool, dict[int, str]]:
    """Whether check_index ended well, and what it said of which page."""
    output = io.StringIO()
    try:
        call_command("check_index", stdout=output, **options)
    except CommandError:
        well = False
    else:
        well = True
    said = re.findall(r"^\D*(\d+): (\D+)$", output.getvalue(), re.MULTILINE)
    return well, {int(page): what for page, what in said}


def found(office, text: str = EVERYWHERE) -> tuple[set[int], int, bool]:
    findings = find(parse(text), user=office.people["reader"])
    return {each.page.pk for each in findings.found}, findings.total, findings.is_stand_in


def save(page: Any, word: str) -> None:
    Complaint.objects.filter(pk=page.pk).update(category=word)
    outbox.queue(page.pk)
    outbox.drain()
    assert not SearchPending.objects.exists()


def test_a_snapshot_taken_while_people_save_is_restored_and_what_changed_since_is_mended(office, server, shared):
    bring_in_line(get_backend())
    named, take, ask_names, take_away, restore = lines(folder=shared)
    named[2]["settings"]["max_snapshot_bytes_per_sec"] = SLOW
    sent(*named)
    method, path, body = take
    sent(method, path.replace("=true", "=false"), body)
    with pytest.raises(SearchUnavailable):
        indexing.rebuild(get_backend(), progress=lambda done: None)
    saved = 0
    while client().snapshot.status(repository="dumas")["snapshots"]:
        saved += 1
        save(office.pages["ordinary"], f"kata{saved}")
    assert saved > 1, "people saved while it was taken"
    (taken,) = client().snapshot.get(repository="dumas", snapshot="*")["snapshots"]
    assert taken["state"] == "SUCCESS" and len(taken["indices"]) == 5
    assert set(checked()[1]) == set(), "saving went on"

    office.case("later")
    gone, closed, changed = office.pages["elsewhere"].pk, office.pages["restricted"], office.pages["ordinary"]
    set_level(page=closed, level=2, by=None, now=office.now)
    Complaint.objects.get(pk=gone).delete()
    save(changed, "seroja")
    # The letter follows its case.
    expected = office.ids("ordinary", "standard", "later")
    assert found(office) == (expected, len(expected), False)
    # A rebuild gives the indices other names, which are not in the snapshot.
    call_command("rebuild_index", engine="elasticsearch", stdout=io.StringIO())

    names = ",".join(each["index"] for each in sent(*ask_names))
    with pytest.raises(BadRequestError):
        sent("DELETE", f"/{PREFIX}-*")
    sent(take_away[0], take_away[1].replace("NAMES", names))
    assert found(office) == (expected, len(expected), True), "without an index the database answers"
    breaker.reset()
    assert sent(*restore)["snapshot"]["shards"]["failed"] == 0
    breaker.reset()
    shown, _total, stands_in = found(office)
    assert not stands_in and shown <= expected and closed.pk not in shown, "the database decides what is shown"
    is_true, said = checked()
    assert not is_true and said == {
        gone: "naskahnya sudah tidak ada",
        office.pages["later"].pk: "belum ada dalam indeks",
        **dict.fromkeys(office.ids("restricted", "letter", "ordinary"), "tidak mutakhir"),
    }
    assert checked(fix=True)[0] and checked() == (True, {})
    assert found(office) == (expected, len(expected), False)
    assert found(office, "seroja")[0] == {changed.pk} and found(office, f"kata{saved}")[0] == set()
