"""Every check short of the tests (`make check`): runs all of them, then names the ones that failed."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
MANAGE = (PYTHON, "manage.py")
# What production asks for (settings/production.py); nothing connects to it.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "dumas_site.settings.production",
    "DATABASE_URL": "postgres://dumas:unused@127.0.0.1/dumas",
    "DUMAS_ALLOWED_HOSTS": "dumas.example",
    "DUMAS_SECRET_KEY": secrets.token_urlsafe(64),
    "DUMAS_IDENTITY_KEYS": secrets.token_urlsafe(64),
}
# name, command, further environment, how to repair
STEPS = (
    (
        "ruff check",
        (PYTHON, "-m", "ruff", "check", "--output-format", "concise"),
        {},
        "make fmt repairs what can be repaired",
    ),
    ("ruff format", (PYTHON, "-m", "ruff", "format", "--check", "--output-format", "concise"), {}, "make fmt"),
    ("mypy", (PYTHON, "-m", "mypy"), {}, "the lines above; Django's models must import"),
    ("import-linter", (str(Path(PYTHON).parent / "lint-imports"),), {}, "contracts: pyproject.toml"),
    ("house rules", (PYTHON, "scripts/house_rules.py"), {}, "the lines above"),
    ("manage.py check", (*MANAGE, "check", "--fail-level", "WARNING"), {}, "the lines above"),
    (
        "manage.py check --deploy",
        (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION,
        "production.py",
    ),
    ("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run"), {}, "manage.py makemigrations"),
)


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="dumas-check-") as scratch:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"DJANGO_SETTINGS_MODULE": "dumas_site.settings.test", "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
        environment |= {"DUMAS_TEST_DIR": scratch, "TMPDIR": scratch}
        for name, command, further, remedy in STEPS:
            print(f"===== {name}", flush=True)
            started = time.monotonic()
            code = subprocess.run(command, cwd=ROOT, env=environment | further).returncode
            print(f"===== {name}: {'ok' if code == 0 else 'FAILED'} ({time.monotonic() - started:.1f} s)\n", flush=True)
            if code != 0:
                failed.append(f"{name} (to repair: {remedy})")
    for failure in failed:
        print(f"FAILED {failure}")
    print(f"checks: {len(STEPS) - len(failed)} of {len(STEPS)} hold", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
