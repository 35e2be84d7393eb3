"""A private Elasticsearch that lives as long as its `with` block, on free loopback ports, with temporary data.

.venv/bin/python -m tests.services.elasticsearch COMMAND…      # COMMAND with ELASTICSEARCH_URL set to such a server

The server is the real one, from Maven Central: the distribution without modules, whose core is all this product asks.
It is kept between runs in a cache folder.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
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

VERSION = "8.19.3"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
SHA256 = "c4b08b70523700efde9f3e4c9287229f085c2c0db1efca5c6a7d65abbdb9f2e1"
LACK = "Elasticsearch"
JAVA = 17
HEAP = "512m"
OPEN_FOLDERS = ("/dev/shm", "/var/tmp")
STARTS = 3  # another program may take the free port between finding and using it
START_SECONDS = 240  # three may begin at once, beside other work
OUTPUT = "output.log"
STOP_SECONDS = 30
DOWNLOAD_SECONDS = 600


@dataclass
class Server:
    """A running server: its address, its process, and the folder of its data, configuration and logs."""

    url: str
    process: subprocess.Popen
    home: Path


@contextmanager
def private_server(
    settings: Mapping[str, str] | None = None, *, files: Mapping[str, bytes] | None = None
) -> Iterator[Server]:
    """Start a server, with `settings` beside the usual ones and `files` by name in its configuration folder; stop it
    however the block ends. Raises Missing."""
    program = ensure()
    account = server_account()
    home = Path(tempfile.mkdtemp(prefix="dumas-elasticsearch-", dir=open_folder()))
    try:
        server = start(program, home, account, settings or {}, files or {})
        try:
            yield server
        finally:
            stop(server.process)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def ensure() -> Path:
    """The folder of the server, fetched and unpacked when it is not cached. Raises Missing."""
    java_home()
    cache = cache_folder()
    program = cache / f"elasticsearch-{VERSION}-{SHA256[:12]}"
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.exists():
            unpack(program, archive_in(cache))
    return program


def open_folder() -> str:
    """Where the server's account can reach a folder of its own: the folder for temporary files, unless it lies in one
    that is closed to others, as during a run of all tests."""
    wanted = Path(tempfile.gettempdir()).resolve()
    if all(folder.stat().st_mode & 0o001 for folder in (wanted, *wanted.parents)):
        return str(wanted)
    return next(folder for folder in OPEN_FOLDERS if os.access(folder, os.W_OK))


def cache_folder() -> Path:
    """Where downloads are kept between runs: DUMAS_TEST_CACHE, or a folder that the server's account can read."""
    usual = Path("/var/cache") if os.geteuid() == 0 else Path.home() / ".cache"
    folder = Path(os.environ.get("DUMAS_TEST_CACHE", usual / "dumas-docs"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def archive_in(cache: Path) -> Path:
    """The distribution as it was published; one that is damaged or another one is fetched again, once."""
    archive = cache / f"elasticsearch-{VERSION}.zip"
    if not archive.exists() or checksum(archive) != SHA256:
        maven = shutil.which("mvn") or installed("maven", "mvn")
        print(f"Machine: fetching Elasticsearch {VERSION}", flush=True)
        command = [maven, "-B", "-q", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={cache}"]
        command += ["-Dmdep.overWriteReleases=true"]
        try:
            result = subprocess.run(command, capture_output=True, text=True, cwd=cache, timeout=DOWNLOAD_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Missing(f"Maven did not fetch {ARTIFACT} in {DOWNLOAD_SECONDS} s") from error
        if result.returncode != 0:
            raise Missing(f"Maven could not fetch {ARTIFACT}:\n{result.stdout[-600:].strip()}")
    if checksum(archive) != SHA256:
        raise Missing(f"{archive} is not the published Elasticsearch {VERSION}: its checksum differs")
    return archive


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(program: Path, archive: Path) -> None:
    """Unpack the server; what appears at `program` is complete, and readable for the account that runs it."""
    with tempfile.TemporaryDirectory(dir=program.parent, prefix="unpacking-") as scratch:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(scratch)
        (unpacked,) = Path(scratch).iterdir()
        for name in (unpacked / "bin").iterdir():
            name.chmod(0o755)
        for path in (unpacked, *unpacked.rglob("*")):
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o644))
        unpacked.rename(program)


def java_home() -> Path:
    """A Java that is new enough, installed from Debian when there is none. Raises Missing."""
    named = os.environ.get("JAVA_HOME")
    if named and (Path(named) / "bin" / "java").exists():
        return Path(named)
    program = shutil.which("java") or installed(f"openjdk-{JAVA}-jre-headless", "java")
    return Path(program).resolve().parent.parent


def installed(package: str, program: str) -> str:
    apt_install(package)
    path = shutil.which(program)
    if path is None:
        raise Missing(f"{program} is not on PATH after the installation of {package}")
    return path


def start(
    program: Path, home: Path, account: pwd.struct_passwd | None, settings: Mapping[str, str],
    files: Mapping[str, bytes],
) -> Server:  # fmt: skip
    """Start the server; its first answer is awaited. Raises Missing with the end of its log."""
    for _ in range(STARTS):
        server = launch(program, home, account, settings, files)
        try:
            if answers(server.process, server.url):
                return server
        except BaseException:
            stop(server.process)
            raise
        stop(server.process)
    raise Missing(f"Elasticsearch did not start:\n{end_of_log(home)}")


def launch(
    program: Path, home: Path, account: pwd.struct_passwd | None, settings: Mapping[str, str],
    files: Mapping[str, bytes],
) -> Server:  # fmt: skip
    """Start the server without waiting for it."""
    home.chmod(0o755)
    port = int(settings.get("http.port") or free_port())
    configuration = configure(program, home, port, settings)
    for name, content in files.items():
        (configuration / name).write_bytes(content)
    own(home, account)
    with (home / OUTPUT).open("wb") as log:
        process = subprocess.Popen(
            [program / "bin" / "elasticsearch"],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=home,
            env={
                "PATH": os.environ.get("PATH", ""), "HOME": str(home), "LANG": "C.UTF-8",
                "ES_PATH_CONF": str(configuration), "ES_JAVA_HOME": str(java_home()),
                "ES_TMPDIR": str(home / "tmp"), "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
            },
            start_new_session=True,  # Ctrl-C is for the tests; we stop the server ourselves
            preexec_fn=lambda: end_with_parent(signal.SIGTERM),
            **identity(account),
        )  # fmt: skip
    scheme = "https" if settings.get("xpack.security.http.ssl.enabled") == "true" else "http"
    return Server(f"{scheme}://127.0.0.1:{port}", process, home)


def end_of_log(home: Path) -> str:
    return (home / OUTPUT).read_text(errors="replace")[-2000:].strip()


def kill(server: Server) -> None:
    """End a server in the middle of its work."""
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()


def kill_and_restart(server: Server) -> None:
    """As `kill`, and start it anew on its own data, at another address."""
    kill(server)
    fresh = start(ensure(), server.home, server_account(), {}, {})
    server.url, server.process = fresh.url, fresh.process


def configure(program: Path, home: Path, port: int, settings: Mapping[str, str]) -> Path:
    """A configuration folder of the server's own; `settings` win over the usual ones."""
    configuration = home / "config"
    if not configuration.exists():
        shutil.copytree(program / "config", configuration)
    for name in ("data", "logs", "tmp"):
        (home / name).mkdir(exist_ok=True)
    told = {
        "cluster.name": "dumas-tests",
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        "http.port": str(port),
        "transport.port": str(free_port()),
        "path.data": str(home / "data"),
        "path.logs": str(home / "logs"),
        "xpack.security.enabled": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        "action.destructive_requires_name": "false",
    } | dict(settings)
    lines = [f"{name}: {value}" for name, value in told.items() if value]
    (configuration / "elasticsearch.yml").write_text("\n".join(lines) + "\n")
    return configuration


def own(home: Path, account: pwd.struct_passwd | None) -> None:
    if account:
        for path in (home, *home.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)


def answers(process: subprocess.Popen, url: str) -> bool:
    """Wait until the server answers, also by asking who one is; False when it ended or never did."""
    deadline = time.monotonic() + START_SECONDS
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    address = f"{url}/_cluster/health?wait_for_status=yellow&timeout=1s"
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5, context=anybody):
                return True
        except urllib.error.HTTPError as error:
            if error.code == 401:
                return True
            time.sleep(0.1)
        except OSError:
            time.sleep(0.1)
    return False


def stop(process: subprocess.Popen) -> None:
    """End the server: the starter passes the signal on and waits; after that by force, with everything it began."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            pass
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


@contextmanager
def address() -> Iterator[str]:
    """The address of a private server."""
    with private_server() as server:
        yield server.url


if __name__ == "__main__":
    raise SystemExit(run_beside(address(), name="Elasticsearch", variable="ELASTICSEARCH_URL"))
