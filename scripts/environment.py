"""Make `.venv` hold exactly what one level of the lock files names: `python3 scripts/environment.py base|test|dev`.

Runs under any Python 3.11 or later with nothing installed. Plain pip with hashes, so the user's own pip
configuration (mirror, proxy, certificate) applies. A stamp per level makes every later run instant; a changed lock
file installs again.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LEVELS = ("base", "test", "dev")  # each one contains those before it, with the same versions


class EnvironmentProblem(Exception):
    """The environment cannot be made; the message says what to do."""


def lock_file(level: str) -> Path:
    return ROOT / "requirements" / f"{level}.lock"


def stamp_file(level: str) -> Path:
    return VENV / f".installed-{level}"


def fingerprint(level: str) -> str:
    return hashlib.sha256(lock_file(level).read_bytes()).hexdigest()


def is_installed(level: str) -> bool:
    stamp = stamp_file(level)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == fingerprint(level)


def make_venv() -> None:
    """Create `.venv` unless a working one is there."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0:
        return
    install_missing_venv_module()
    print(f"Environment: creating .venv with Python {sys.version.split()[0]}", flush=True)
    venv.create(VENV, with_pip=True, clear=VENV.exists())


def install_missing_venv_module() -> None:
    """Debian keeps `ensurepip` in a package of its own; without it a venv has no pip."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if os.geteuid() != 0 or not Path("/usr/bin/apt-get").exists():
            raise EnvironmentProblem(f"Python's venv module is missing: apt-get install {package}") from None
        print(f"Environment: installing Debian's {package}", flush=True)
        subprocess.run(["apt-get", "-qq", "update"], check=True)
        subprocess.run(["apt-get", "-qq", "-y", "install", package], check=True)


def install(level: str) -> None:
    print(f"Environment: installing requirements/{level}.lock (hashes are checked)", flush=True)
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "--requirement", lock_file(level)]
    if subprocess.run(command).returncode != 0:
        raise EnvironmentProblem(f"pip could not install requirements/{level}.lock; its message stands above.")
    for contained in LEVELS[: LEVELS.index(level) + 1]:
        stamp_file(contained).write_text(fingerprint(contained))


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - whatever python3 the machine has may run this
        print("Dumas Docs needs Python 3.11 or later: make PYTHON=python3.11 …", file=sys.stderr)
        return 2
    if len(arguments) != 1 or arguments[0] not in LEVELS:
        print(f"usage: environment.py {'|'.join(LEVELS)}", file=sys.stderr)
        return 2
    if is_installed(arguments[0]):
        return 0
    try:
        make_venv()
        install(arguments[0])
    except EnvironmentProblem as problem:
        print(f"Environment: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
