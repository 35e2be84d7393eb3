"""Regenerate requirements/*.lock from requirements/*.in (`make lock`).

The lock files carry hashes and no index address: any pip configuration can install them. They hold for Python 3.11
and later on every platform. Versions stay as they are unless UPGRADE=1 (or UPGRADE=name) is given.
"""

import os
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"
LEVELS = ("base", "test", "dev")


def compile_level(level: str, upgrade: str) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", f"{level}.in", "--output-file", f"{level}.lock"]
    command += ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
    command += ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    if upgrade == "1":
        command += ["--upgrade"]
    elif upgrade:
        command += ["--upgrade-package", upgrade]
    subprocess.run(command, check=True, cwd=REQUIREMENTS)


def main() -> int:
    upgrade = os.environ.get("UPGRADE", "")
    for level in LEVELS:
        compile_level(level, upgrade)
        print(f"requirements/{level}.lock")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
