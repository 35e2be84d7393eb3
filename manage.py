#!/usr/bin/env python
"""Run a Django command. Outside a web request the command acts as the system, and says so."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dumas_site.settings.dev")
    try:
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        raise SystemExit(
            "Django is not installed for this Python. Run .venv/bin/python manage.py …, or `make` first."
        ) from None

    from dumas_docs.access.scope import system_scope

    # Request threads of the development server start with an empty context and stay closed by default.
    with system_scope(f"manage.py {' '.join(sys.argv[1:2])}"):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
