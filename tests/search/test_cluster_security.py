"""Production settings against a real server with security on: TLS, and a key that may only what operations.md says."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import logging
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.views.debug import ExceptionReporter
from elasticsearch import AuthorizationException, Elasticsearch

from dumas_docs.models import Complaint
from dumas_site.settings.base import search_engine
from search import indexing, outbox
from search.backends import SearchUnavailable, get_backend
from search.backends.elasticsearch.connection import breaker
from search.finding import find
from search.models import SearchPending
from search.query import parse
from tests.search.cluster import bring_in_line
from tests.search.office import EVERYWHERE
from tests.services.certificates import authority
from tests.services.elasticsearch_keys import private_server_with_keys
from tests.services.machine import Missing

pytestmark = pytest.mark.cluster
PREFIX, MAKER = "aman", "kepala"
OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"
NAMED = re.search(r"POST /_security/api_key\n\s+(\{.*\})\n", OPERATIONS.read_text())
assert NAMED
REQUEST = json.loads(NAMED[1].replace('"dumas-*"', f'"{PREFIX}-*"'))
RIGHTS = ["read", "write", "manage"]


@dataclass
class Secured:
    """A server with security on, what production is told of it, and who makes its keys."""

    url: str
    password: str
    ca: Path
    other_ca: Path
    made: list[dict[str, str]] = field(default_factory=list)

    def environment(self, key: str = "", **changes: str) -> dict[str, str]:
        return {
            "ELASTICSEARCH_URL": self.url, "ELASTICSEARCH_API_KEY": key, "ELASTICSEARCH_CA": str(self.ca),
            "ELASTICSEARCH_PREFIX": PREFIX,
        } | changes  # fmt: skip

    @property
    def with_password(self) -> str:
        return self.url.replace("://", f"://{MAKER}:{self.password}@")

    @property
    def maker(self) -> Elasticsearch:
        return Elasticsearch(self.url, basic_auth=(MAKER, self.password), ca_certs=str(self.ca), request_timeout=60)

    def key(self, rights: list[str] | None = None) -> str:
        """A new one: as operations.md has it made, or with these rights on the indices instead."""
        wanted = json.loads(json.dumps(REQUEST))
        for role in wanted["role_descriptors"].values():
            role["indices"][0]["privileges"] = rights or role["indices"][0]["privileges"]
        self.made.append(dict(self.maker.security.create_api_key(**wanted)))
        return self.made[-1]["encoded"]

    def revoke_last(self) -> None:
        self.maker.security.invalidate_api_key(ids=[self.made[-1]["id"]])

    def let_last_expire(self) -> None:
        self.maker.security.update_api_key(id=self.made[-1]["id"], expiration="1s")
        mine = Elasticsearch(self.url, api_key=self.made[-1]["encoded"], ca_certs=str(self.ca), request_timeout=60)
        end = time.monotonic() + 60
        while mine.options(ignore_status=401).security.authenticate().meta.status != 401:
            assert time.monotonic() < end, "the key does not expire"
            time.sleep(0.1)


@pytest.fixture(scope="module")
def secured(tmp_path_factory) -> Iterator[Secured]:
    if not os.environ.get("ELASTICSEARCH_URL"):
        pytest.skip("MISSING: Elasticsearch (make test, or set ELASTICSEARCH_URL)")
    own, password = authority(), secrets.token_urlsafe(16)
    key, certificate = own.for_loopback()
    folder = tmp_path_factory.mktemp("certificates")
    for name, content in (("ca.crt", own.certificate), ("other.crt", authority().certificate)):
        (folder / name).write_bytes(content)
    settings = {
        "xpack.security.enabled": "true",
        "xpack.security.http.ssl.enabled": "true",
        "xpack.security.http.ssl.key": "http.key",
        "xpack.security.http.ssl.certificate": "http.crt",
    }
    files = {
        "http.key": key, "http.crt": certificate, "users": f"{MAKER}:{closed(password)}\n".encode(),
        "users_roles": f"superuser:{MAKER}\n".encode(),
    }  # fmt: skip
    try:
        with private_server_with_keys(settings, files=files) as server:
            yield Secured(server.url, password, folder / "ca.crt", folder / "other.crt")
    except Missing as missing:
        pytest.skip(f"MISSING: Elasticsearch ({missing})")


def closed(password: str) -> str:
    """A password as the server's file of users keeps it."""
    salt, rounds = secrets.token_bytes(32), 10_000
    hashed = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds, 32)
    return f"{{PBKDF2}}{rounds}${base64.b64encode(salt).decode()}${base64.b64encode(hashed).decode()}"


def told(settings, environment: dict[str, str]) -> None:
    """Set the search as production does."""
    settings.DUMAS_SEARCH = search_engine(environment)
    settings.DUMAS_SEARCH["ELASTICSEARCH"]["timeout_seconds"] = 20.0
    breaker.reset()


@contextmanager
def refused() -> Iterator[None]:
    """The cluster does not answer to this; nobody rests after it."""
    breaker.reset()
    with pytest.raises(SearchUnavailable):
        yield
    breaker.reset()


def is_true(engine) -> bool:
    return list(indexing.differences(engine)) == [] == list(engine.faults())


@pytest.fixture
def filled(office, secured, settings):
    """The office, indexed and rebuilt with a key as operations.md has it made. Gives (office, the key)."""
    key = secured.key()
    told(settings, secured.environment(key))
    engine = get_backend()
    bring_in_line(engine)
    yield office, key
    breaker.reset()


READABLE = ("ordinary", "restricted", "letter", "standard")


def test_a_key_with_these_rights_is_enough_and_with_any_other_access_the_database_stands_in(filled, secured, settings):
    office, _key = filled
    engine, reader = get_backend(), office.people["reader"]
    indexing.rebuild(engine, progress=lambda done: None)
    assert is_true(engine)
    expected = office.ids(*READABLE)
    findings = find(parse(EVERYWHERE), user=reader)
    assert not findings.is_stand_in and {found.page.pk for found in findings.found} == expected
    wrong_key = base64.b64encode(b"tidak:benar").decode()
    for what, environment in {
        "wrong key": secured.environment(wrong_key),
        "no key": secured.environment(),
        "wrong password": secured.environment(ELASTICSEARCH_URL=secured.with_password.replace("@", "x@")),
        "wrong authority": secured.environment(secured.key(), ELASTICSEARCH_CA=str(secured.other_ca)),
        "no such file": secured.environment(secured.key(), ELASTICSEARCH_CA=str(secured.ca.with_name("tidak-ada.crt"))),
        "without TLS": secured.environment(
            secured.key(), ELASTICSEARCH_URL=secured.url.replace("https:", "http:"), ELASTICSEARCH_CA=""
        ),
        "others' indices": secured.environment(secured.key(), ELASTICSEARCH_PREFIX="orang-lain"),
        "never filled": secured.environment(secured.key(), ELASTICSEARCH_PREFIX=f"{PREFIX}-kosong"),
    }.items():
        told(settings, environment)
        with refused():
            get_backend().search(parse(EVERYWHERE), user=reader)
        findings = find(parse(EVERYWHERE), user=reader)
        assert findings.is_stand_in and {found.page.pk for found in findings.found} == expected, what
        if what != "never filled":
            with refused():
                get_backend().write([])
    told(settings, secured.environment(ELASTICSEARCH_URL=secured.with_password))
    assert not find(parse(EVERYWHERE), user=reader).is_stand_in, "a user and password in the address do as well"


def test_each_right_of_the_key_is_needed_and_it_has_no_other(filled, secured, settings):
    office, key = filled
    assert [role["indices"][0]["privileges"] for role in REQUEST["role_descriptors"].values()] == [RIGHTS]
    reader = office.people["reader"]
    needing = {
        "read": lambda: get_backend().search(parse(EVERYWHERE), user=reader),
        "write": lambda: get_backend().remove([office.pages["ordinary"].pk]),
        "manage": lambda: indexing.rebuild(get_backend(), progress=lambda done: None),
    }
    for right, deed in needing.items():
        told(settings, secured.environment(secured.key([other for other in RIGHTS if other != right])))
        with refused():
            deed()
    assert needing.keys() == set(RIGHTS)
    secured.maker.indices.create(index="orang-lain-1")
    holder = Elasticsearch(secured.url, api_key=key, ca_certs=str(secured.ca), request_timeout=60)
    assert holder.count(index=f"{PREFIX}-*")["count"] >= len(READABLE)
    for what, foreign in {
        "others' indices": lambda: holder.search(index="orang-lain-1"),
        "a new name": lambda: holder.indices.create(index="orang-lain-2"),
        "the store of keys": lambda: holder.search(index=".security-7"),
        "another key": lambda: holder.security.create_api_key(name="lain"),
        "the cluster": lambda: holder.cluster.health(),
        "the nodes": lambda: holder.nodes.info(),
    }.items():
        with pytest.raises(AuthorizationException):
            foreign()
            pytest.fail(what)


@pytest.mark.parametrize("end", [Secured.revoke_last, Secured.let_last_expire])
def test_a_key_that_was_revoked_or_has_expired_loses_nothing_and_is_said(filled, secured, settings, client, end):
    office, _key = filled
    reader, page = office.people["reader"], office.pages["restricted"]
    assert not find(parse(EVERYWHERE), user=reader).is_stand_in
    end(secured)
    Complaint.objects.filter(pk=page.pk).update(category="anggrek")
    outbox.queue(page.pk)
    breaker.reset()
    outbox.drain()
    assert list(SearchPending.objects.values_list("page_id", "engine", "attempts")) == [(page.pk, "elasticsearch", 0)]
    breaker.reset()
    client.force_login(reader)
    answer = client.get(reverse("dumas_search"), {"q": "anggrek"})
    body = answer.content.decode()
    assert "tidak menjawab; menunggu: 1" in printed("index_status")
    assert "Mesin pencari sedang tidak menjawab" in body and page.title in body
    told(settings, secured.environment(secured.key()))
    outbox.drain()
    assert not SearchPending.objects.exists() and is_true(get_backend())
    findings = find(parse("anggrek"), user=reader)
    assert not findings.is_stand_in and {found.page.pk for found in findings.found} == {page.pk}


def test_no_log_report_or_list_of_settings_tells_the_key(filled, secured, settings, caplog):
    office, key = filled
    revoked = secured.made[-1]
    caplog.set_level(logging.DEBUG)
    told_of = [printed("diffsettings"), printed("check", deploy=True), repr(django_settings.DUMAS_SEARCH)]
    assert "aman" in told_of[0], "the settings of the search are in the list"
    find(parse(EVERYWHERE), user=office.people["reader"])
    told_of += [printed("index_status"), printed("index_status", json=True)]
    secured.revoke_last()
    told_of += [printed("index_status"), report_of_a_refusal(office)]
    breaker.reset()
    outbox.queue(office.pages["ordinary"].pk)
    outbox.drain()
    assert "takes no documents" in caplog.text
    breaker.reset()
    told(settings, secured.environment(ELASTICSEARCH_URL=secured.with_password.replace("@", "x@")))
    told_of += [printed("diffsettings"), report_of_a_refusal(office)]
    told_of += [caplog.text, *SearchPending.objects.values_list("fault", flat=True)]
    assert "AuthenticationException" in caplog.text
    for text in told_of:
        for secret in (key, revoked["api_key"], secured.password):
            assert secret not in text, text[max(0, text.index(secret) - 300) :][:400]


def report_of_a_refusal(office) -> str:
    """What Django would tell an administrator of a fault: with every variable of every frame."""
    breaker.reset()
    try:
        get_backend().search(parse(EVERYWHERE), user=office.people["reader"])
    except SearchUnavailable:
        report = ExceptionReporter(None, *sys.exc_info())
        return report.get_traceback_text() + report.get_traceback_html()
    raise AssertionError("the cluster answered")


def printed(command: str, **options) -> str:
    output = io.StringIO()
    try:
        call_command(command, stdout=output, stderr=output, **options)
    except CommandError as error:
        output.write(str(error))
    return output.getvalue()
