"""A private PostgreSQL that lives as long as its `with` block, on a free loopback port, with temporary data.

.venv/bin/python -m tests.services.postgres COMMAND…      # COMMAND with DATABASE_URL set to such a server
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.machine import (
    Missing,
    apt_install,
    end_with_parent,
    free_port,
    identity,
    run_beside,
    server_account,
)

USER = "dumas"
DATABASE = "dumas"
CHARACTERS = "C.UTF-8" if sys.platform == "linux" else "C"
STARTS = 3  # another program may take the free port between finding and using it
START_SECONDS = 30
# Speed for data that nobody needs after the run.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "on",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "lc_messages": "C",
    "timezone": "UTC",
    "jit": "off",
}


def find() -> Path | None:
    """The folder of PostgreSQL's programs: POSTGRES_BIN, the newest of Debian's, or the one on PATH."""
    chosen = os.environ.get("POSTGRES_BIN")
    if chosen:
        return Path(chosen) if (Path(chosen) / "initdb").exists() else None
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def ensure() -> Path:
    """The folder of PostgreSQL's programs, installed from Debian when missing. Raises Missing when that fails."""
    folder = find()
    if folder is None:
        apt_install("postgresql")
        folder = find()
    if folder is None:
        raise Missing("PostgreSQL's initdb is not there after its installation; set POSTGRES_BIN to its folder")
    return folder


@contextmanager
def private_server() -> Iterator[str]:
    """Start a server, yield its DATABASE_URL, and stop it however the block ends. Raises Missing."""
    programs = ensure()
    account = server_account()
    home = Path(tempfile.mkdtemp(prefix="dumas-postgres-"))
    try:
        if account:
            os.chown(home, account.pw_uid, account.pw_gid)
        password = secrets.token_hex(16)
        make_cluster(programs, home, account, password)
        server, port = start(programs, home, account)
        try:
            create_database(programs, port, password)
            yield f"postgres://{USER}:{password}@127.0.0.1:{port}/{DATABASE}"
        finally:
            stop(server)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def make_cluster(programs: Path, home: Path, account: pwd.struct_passwd | None, password: str) -> None:
    password_file = home / "password"
    password_file.write_text(password)
    if account:
        os.chown(password_file, account.pw_uid, account.pw_gid)
    # Sorting as an Indonesian reader expects, the same on every machine, like site/deploy/compose.yaml.
    collation = ["--locale-provider=icu", "--icu-locale=id-ID"]
    command = [programs / "initdb", "--pgdata", home / "data", "--encoding=UTF8", f"--locale={CHARACTERS}", *collation]
    command += ["--username", USER, "--auth=scram-sha-256", "--no-sync", "--no-instructions", "--pwfile", password_file]
    result = subprocess.run(command, capture_output=True, text=True, cwd=home, **identity(account))
    password_file.unlink()
    if result.returncode != 0:
        raise Missing(f"PostgreSQL's initdb failed:\n{result.stderr.strip()}")


def start(programs: Path, home: Path, account: pwd.struct_passwd | None) -> tuple[subprocess.Popen, int]:
    log = home / "server.log"
    for _ in range(STARTS):
        port = free_port()
        command = [programs / "postgres", "-D", home / "data", "-p", str(port)]
        command += [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with log.open("wb") as output:
            server = subprocess.Popen(
                command,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd=home,
                start_new_session=True,  # Ctrl-C is for the tests; we stop the server ourselves
                preexec_fn=lambda: end_with_parent(signal.SIGINT),
                **identity(account),
            )
        try:
            if answers(server, port):
                return server, port
        except BaseException:
            stop(server)
            raise
        stop(server)
    raise Missing(f"PostgreSQL did not start:\n{log.read_text(errors='replace').strip()}")


def answers(server: subprocess.Popen, port: int) -> bool:
    """Wait until the server takes connections; False when it ended or never did."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def create_database(programs: Path, port: int, password: str) -> None:
    """Create the database; also waits out the moment in which the port is open and the server still starting."""
    command = [programs / "createdb", "--host=127.0.0.1", f"--port={port}", f"--username={USER}", DATABASE]
    environment = {**os.environ, "PGPASSWORD": password}
    deadline = time.monotonic() + START_SECONDS
    while True:
        result = subprocess.run(command, env=environment, capture_output=True, text=True)
        if result.returncode == 0:
            return
        if "starting up" not in result.stderr or time.monotonic() > deadline:
            raise Missing(f"PostgreSQL refused to create a database: {result.stderr.strip()}")
        time.sleep(0.1)


def stop(server: subprocess.Popen) -> None:
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)  # fast shutdown: ends sessions, no waiting for clients
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=20)


if __name__ == "__main__":
    raise SystemExit(run_beside(private_server(), name="PostgreSQL", variable="DATABASE_URL"))
