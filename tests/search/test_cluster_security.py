"""Production settings against a real server with security on: TLS, and somebody who may only what operations.md says.

The server's own store of API keys needs filters of analysis that the distribution for tests has not: whoever is let in
is a user of its file here, with the rights that a key would have; only wrong keys are keys."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dumas_site.settings.base import search_engine
from search import indexing
from search.backends import SearchUnavailable, get_backend
from search.backends.elasticsearch.connection import breaker
from search.finding import find
from search.query import parse
from tests.search.cluster import bring_in_line
from tests.search.office import EVERYWHERE
from tests.services.certificates import authority
from tests.services.elasticsearch import private_server
from tests.services.machine import Missing

pytestmark = pytest.mark.cluster
PREFIX, USER = "aman", "dumas"
# As docs/operations.md names them.
ROLES = f"""
pencarian:
  indices:
    - names: ["{PREFIX}-*"]
      privileges: ["read", "write", "manage"]
"""


@dataclass(frozen=True)
class Secured:
    """A server with security on, and what production is told of it."""

    url: str
    password: str
    ca: Path
    other_ca: Path

    def environment(self, *, password: str | None = None, **changes: str) -> dict[str, str]:
        return {
            "ELASTICSEARCH_URL": self.url.replace("://", f"://{USER}:{password or self.password}@"),
            "ELASTICSEARCH_CA": str(self.ca), "ELASTICSEARCH_PREFIX": PREFIX,
        } | changes  # fmt: skip


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
        "http.key": key, "http.crt": certificate, "roles.yml": ROLES.encode(),
        "users": f"{USER}:{closed(password)}\n".encode(), "users_roles": f"pencarian:{USER}\n".encode(),
    }  # fmt: skip
    try:
        with private_server(settings, files=files) as server:
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


def test_these_rights_are_enough_and_without_them_the_database_stands_in(office, secured, settings):
    told(settings, secured.environment())
    engine = get_backend()
    bring_in_line(engine)
    indexing.rebuild(engine, progress=lambda done: None)
    assert list(indexing.differences(engine)) == [] == list(engine.faults())
    reader = office.people["reader"]
    findings = find(parse(EVERYWHERE), user=reader)
    expected = office.ids("ordinary", "restricted", "letter", "standard")
    assert not findings.is_stand_in and {found.page.pk for found in findings.found} == expected
    wrong_key = {"ELASTICSEARCH_API_KEY": base64.b64encode(b"tidak:benar").decode()}
    for what, changes in {
        "wrong key": {"ELASTICSEARCH_URL": secured.url, **wrong_key},
        "no key": {"ELASTICSEARCH_URL": secured.url},
        "wrong password": {"password": "tidak-benar"},
        "wrong authority": {"ELASTICSEARCH_CA": str(secured.other_ca)},
        "no such file": {"ELASTICSEARCH_CA": str(secured.ca.with_name("tidak-ada.crt"))},
        "without TLS": {"ELASTICSEARCH_URL": secured.url.replace("https:", "http:"), "ELASTICSEARCH_CA": ""},
        "others' indices": {"ELASTICSEARCH_PREFIX": "orang-lain"},
        "never filled": {"ELASTICSEARCH_PREFIX": f"{PREFIX}-kosong"},
    }.items():
        told(settings, secured.environment(**changes))
        with pytest.raises(SearchUnavailable):
            get_backend().search(parse(EVERYWHERE), user=reader)
        breaker.reset()
        findings = find(parse(EVERYWHERE), user=reader)
        assert findings.is_stand_in and {found.page.pk for found in findings.found} == expected, what
        breaker.reset()
        if what != "never filled":
            with pytest.raises(SearchUnavailable):
                get_backend().write([])
        breaker.reset()
