"""A run that is killed, cut off from the database or out of disk space loses nothing and doubles nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from tests.intake.letters import raw_mail

RUN = Path(__file__).with_name("run.py")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


# Only so that the database is made; the tests look at a copy, from processes of their own.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="session")
def template(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """A copy of the migrated test database: the path of a file, or the name on the server."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            path = tmp_path_factory.mktemp("template") / "db.sqlite3"
            connection.ensure_connection()
            with closing(sqlite3.connect(path)) as copy:
                connection.connection.backup(copy)
            yield str(path)
            return
        name = connection.settings_dict["NAME"]
        connection.close()
        _on_server(f'CREATE DATABASE "{name}_asal" TEMPLATE "{name}"')
    yield f"{name}_asal"
    with django_db_blocker.unblock():
        _on_server(f'DROP DATABASE "{name}_asal" WITH (FORCE)')


@pytest.fixture
def machine(template, tmp_path) -> Iterator[dict[str, str]]:
    """The environment of other processes: a database and folders of their own, with the office set up."""
    environment = {**os.environ, "DUMAS_TEST_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "dumas_site.settings.test"}
    if connection.vendor == "sqlite":
        copyfile(template, tmp_path / "db.sqlite3")
        environment.pop("DATABASE_URL", None)
    else:
        name = f"{template}_{uuid.uuid4().hex[:8]}"
        _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        environment["DATABASE_URL"] = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    founded = python(environment, "found")
    assert founded.returncode == 0, founded.stderr
    yield environment
    if connection.vendor != "sqlite":
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(statement)


def python(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(RUN), *arguments], env=environment, capture_output=True, text=True, timeout=180
    )


@pytest.fixture
def run(machine) -> Callable[..., subprocess.CompletedProcess[str]]:
    return lambda *arguments: python(machine, *arguments)


@pytest.fixture
def state(run) -> Callable[[], dict]:
    return lambda: json.loads(run("state").stdout)


@pytest.fixture
def inbox(tmp_path) -> Path:
    """Three mails with files, one of them damaged, and an empty one."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number, subject in enumerate(("Jalan rusak", "Air kotor", "Pungutan sekolah"), start=1):
        raw = raw_mail(
            f"Kepada Bapak Presiden. Pada 3 Maret 2026 terjadi hal ke-{number} di desa kami dan kami dirugikan.\n\n"
            "Hormat saya,\nSumarni Wulandari",
            subject=subject,
            headers={"X-Urut": str(number)},
            files={"foto.png": PNG + bytes([number]), "surat.docx": b"PK\x03\x04rusak" + bytes([number])},
        )
        (folder / f"{number}.eml").write_bytes(raw.replace(b"<satu@", f"<nomor{number}@".encode()))
    (folder / "4.eml").write_bytes(b"")
    return folder


def assert_whole(found: dict, *, cases: int) -> None:
    assert len(found["cases"]) == cases == found["whole"]
    assert [case[-6:] for case in found["cases"]] == [f"{number:06}" for number in range(1, cases + 1)]
    assert found["last"] in ({}, {"agenda": cases, "pengaduan": cases})
    assert len(found["numbers"]) == 2 * cases
    assert found["lost"] == []
    assert found["faults"] == []


def test_killed_at_every_step_each_mail_counts_once(run, state, inbox):
    # What stands after each kill; before a run goes on it settles the files of the one before, the first such call.
    for point, cases in (("file:2", 0), ("row:1", 0), ("before-commit:2", 0), ("after-commit:2", 1), ("file:1", 1)):
        killed = run(point, "receive_mail", str(inbox))
        assert killed.returncode == -9, (point, killed.stdout, killed.stderr)
        assert_whole(state(), cases=cases)
    assert run("quarantine:6", "receive_mail", str(inbox)).returncode == -9
    finished = run("whole", "receive_mail", str(inbox))
    assert finished.returncode == 1, finished.stderr
    found = state()
    assert_whole(found, cases=3)
    assert found["mails"] == 4
    assert found["orphans"] == []
    assert found["promises"] == 0
    assert len(found["quarantine"]) == 2 * 4
    again = run("whole", "receive_mail", str(inbox), "--json")
    assert [json.loads(line)["status"] for line in again.stdout.splitlines()] == ["SUDAH_TERCATAT"] * 3 + ["DITOLAK"]
    assert state() == found


def test_two_receivers_on_one_folder_register_each_mail_once(machine, state, inbox):
    command = [sys.executable, str(RUN), "whole", "receive_mail", str(inbox), "--json"]
    both = [subprocess.Popen(command, env=machine, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [json.loads(line) for process in both for line in process.communicate(timeout=180)[0].splitlines()]
    assert [process.returncode for process in both] == [1, 1]
    assert sum(outcome["status"] == "TERDAFTAR" for outcome in said) == 3
    assert sum(outcome["status"] == "SUDAH_TERCATAT" for outcome in said) == 3
    found = state()
    assert_whole(found, cases=3)
    assert found["orphans"] == []


def test_a_full_disk_stops_the_run_with_a_clear_message(run, state, inbox):
    stopped = run("disk-full:4", "receive_mail", str(inbox))
    assert stopped.returncode == 2
    assert "2.eml: tidak dapat disimpan" in stopped.stderr
    found = state()
    assert_whole(found, cases=1)
    assert found["orphans"] == []
    assert run("whole", "receive_mail", str(inbox)).returncode == 1
    assert_whole(state(), cases=3)


@pytest.mark.postgres
def test_a_connection_cut_in_the_middle_is_opened_again(run, state, inbox):
    finished = run("cut:2", "receive_mail", str(inbox))
    assert finished.returncode == 1, finished.stderr
    found = state()
    assert_whole(found, cases=3)
    assert found["orphans"] == []
    assert found["promises"] == 0


def test_a_locked_database_stops_the_run(run, state, inbox, machine):
    if connection.vendor != "sqlite":
        machine = {**machine, "DATABASE_URL": "postgres://nobody:x@127.0.0.1:9/nothing"}
        stopped = python(machine, "whole", "receive_mail", str(inbox))
    else:
        holder = sqlite3.connect(Path(machine["DUMAS_TEST_DIR"]) / "db.sqlite3", isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        stopped = python({**machine, "DUMAS_SQLITE_TIMEOUT": "1"}, "whole", "receive_mail", str(inbox))
        holder.execute("ROLLBACK")
        holder.close()
    assert stopped.returncode == 2, stopped.stdout + stopped.stderr
    assert "jalankan kembali perintah yang sama" in stopped.stderr
    assert run("whole", "receive_mail", str(inbox)).returncode == 1
    assert_whole(state(), cases=3)
