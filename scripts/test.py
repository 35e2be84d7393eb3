"""Run the whole suite on SQLite, then what matters on PostgreSQL (`make test`).

Installs PostgreSQL and Chromium from Debian when they are missing and that is allowed, starts a private PostgreSQL and
a private Elasticsearch and stops them in every case. DATABASE_URL and ELASTICSEARCH_URL name running servers to use
instead. What the machine cannot provide is named at
the end with the tests skipped for it; with CI=true that is a failure. Further arguments go to pytest.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.services import chromium, elasticsearch, libreoffice, postgres, thesaurus  # noqa: E402
from tests.services.machine import Missing  # noqa: E402

WORKERS = "2"
RUN_MINUTES = 40  # a run that hangs is ended, so that nothing stays behind
NO_TESTS_COLLECTED = 5
MEMORY, ROOM = "/dev/shm", 4 * 2**30  # noqa: S108  where Linux keeps files in memory; bytes a run may need
MISSING_PREFIX = "MISSING: "  # how a test's skip reason says that the machine lacks something


class WrongServer(Exception):
    """DATABASE_URL names something the tests cannot use."""


@dataclass
class Outcome:
    """What all runs together came to."""

    counts: Counter[str] = field(default_factory=Counter)
    failed_runs: list[str] = field(default_factory=list)
    missing: dict[str, list[str]] = field(default_factory=dict)


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    outcome = Outcome()
    for program in (chromium, libreoffice, thesaurus):
        try:
            program.ensure()
        except Missing as missing:
            print(f"{program.LACK}: {missing}", flush=True)
            outcome.missing[program.LACK] = []
    tempfile.tempdir = memory_with_room()
    with tempfile.TemporaryDirectory(prefix="dumas-tests-") as scratch:
        with search_server(outcome):
            run("SQLite", "not postgres", arguments, None, Path(scratch), outcome)
            run_on_postgres(arguments, Path(scratch), outcome)
    return report(outcome)


@contextmanager
def search_server(outcome: Outcome) -> Iterator[None]:
    """The Elasticsearch that ELASTICSEARCH_URL names, or a private one, for the block."""
    if os.environ.get("ELASTICSEARCH_URL"):
        yield
        return
    with ExitStack() as stack:
        try:
            server = stack.enter_context(elasticsearch.private_server())
        except Missing as missing:
            print(f"{elasticsearch.LACK}: {missing}", flush=True)
            outcome.missing[elasticsearch.LACK] = []
        else:
            os.environ["ELASTICSEARCH_URL"] = server.url
            stack.callback(os.environ.pop, "ELASTICSEARCH_URL", None)
        yield


def memory_with_room() -> str | None:
    """The machine's file system in memory where it has room: databases and files of a run need not outlive it."""
    try:
        roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    except OSError:
        roomy = False
    return MEMORY if roomy else None


def run_on_postgres(arguments: list[str], scratch: Path, outcome: Outcome) -> None:
    marks = "both or postgres"
    try:
        with database_server() as url:
            run("PostgreSQL", marks, arguments, url, scratch, outcome)
    except WrongServer as wrong:
        outcome.failed_runs.append(f"PostgreSQL: {wrong}")
    except Missing as missing:
        outcome.missing[f"PostgreSQL: {missing}"] = collect(["-m", marks, *arguments])


@contextmanager
def database_server() -> Iterator[str]:
    """The server DATABASE_URL names, or a private one. Raises WrongServer and Missing."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        with postgres.private_server() as private_url:
            yield private_url
        return
    if not url.startswith(("postgres://", "postgresql://")):
        raise WrongServer("DATABASE_URL must name a PostgreSQL server: postgres://user:password@host:port/database")
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        raise WrongServer(f"the server of DATABASE_URL does not answer: {error}") from error
    yield url


def run(name: str, marks: str, arguments: list[str], url: str | None, scratch: Path, outcome: Outcome) -> None:
    """One run of pytest over the tests with these marks; its counts and skipped tests go into `outcome`."""
    results = scratch / f"{name}.xml"
    files = scratch / name  # every temporary file of the run, so that none stays behind
    files.mkdir()
    command = ["-n", WORKERS, "--dist", "worksteal", "--durations=10", "--durations-min=2"]
    command += [f"--junitxml={results}", "-m", marks, *arguments]
    print(f"\n===== Tests on {name}: pytest {shlex.join(['-m', marks, *arguments])} =====", flush=True)
    process = subprocess.Popen(pytest_command(command), cwd=ROOT, env={**environment(url), "TMPDIR": str(files)})
    try:
        code = process.wait(timeout=RUN_MINUTES * 60)
    except subprocess.TimeoutExpired:
        outcome.failed_runs.append(f"{name}: not finished after {RUN_MINUTES} minutes")
        return
    except KeyboardInterrupt:
        process.wait(timeout=20)  # the terminal sent Ctrl-C to pytest as well; let it close its databases
        raise
    finally:
        end(process)
    nothing_chosen_here = code == NO_TESTS_COLLECTED and arguments
    if code != 0 and not nothing_chosen_here:
        outcome.failed_runs.append(f"{name}: pytest ended with code {code}")
    read_results(results, outcome)


def end(process: subprocess.Popen) -> None:
    """End a pytest that still runs: first as Ctrl-C would, because a killed one leaves its workers behind."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def pytest_command(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


def environment(url: str | None) -> dict[str, str]:
    variables = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**variables, "DATABASE_URL": url} if url else variables


def read_results(results: Path, outcome: Outcome) -> None:
    if not results.exists():
        return
    for case in ET.parse(results).getroot().iter("testcase"):  # noqa: S314 - written by our own pytest
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.counts["failed"] += 1
        elif skipped is None:
            outcome.counts["passed"] += 1
        else:
            outcome.counts["skipped"] += 1
            reason = skipped.get("message", "")
            if reason.startswith(MISSING_PREFIX):
                test = f"{case.get('classname')}::{case.get('name')}"
                outcome.missing.setdefault(reason.removeprefix(MISSING_PREFIX), []).append(test)


def collect(selection: list[str]) -> list[str]:
    """The ids of the tests that a run would have had."""
    # Said last and as a number: a -q or -v of the caller would add up with one given here and hide the ids.
    command = pytest_command(["--collect-only", "--no-header", *selection, "--verbosity=-1"])
    result = subprocess.run(command, cwd=ROOT, env=environment(None), capture_output=True, text=True)
    return [line for line in result.stdout.splitlines() if "::" in line]


def report(outcome: Outcome) -> int:
    """Say what was missing and what failed; the closing line counts all runs together."""
    print()
    for what, tests in outcome.missing.items():
        print(f"!!!!! MISSING ON THIS MACHINE: {what}\n!!!!! {len(tests)} tests did not run for it:")
        print("".join(f"        {test}\n" for test in tests), end="")
    strict = os.environ.get("CI") == "true"
    if outcome.missing and strict:
        outcome.failed_runs.append("CI=true: a machine that cannot run every test is a failure")
    if not outcome.counts["passed"] and not outcome.failed_runs:
        outcome.failed_runs.append("no test ran")
    for failure in outcome.failed_runs:
        print(f"FAILED {failure}")
    counts = outcome.counts
    print(f"tests: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped", flush=True)
    return 1 if outcome.failed_runs or counts["failed"] else 0


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nInterrupted; the servers of this run are stopped.", file=sys.stderr)
        raise SystemExit(130) from None
