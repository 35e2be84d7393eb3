"""What runs beside the demo writes into its mails the address the demo is served at."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASK = "from django.conf import settings; print(settings.WAGTAILADMIN_BASE_URL)"


def test_the_address_is_kept_with_the_data(tmp_path):
    spec = importlib.util.spec_from_file_location("demo_script", ROOT / "scripts" / "demo.py")
    demo = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(demo)
    demo.note_address(tmp_path / "demo", "http://127.0.0.1:8123")
    beside = {**os.environ, "DUMAS_VAR_DIR": str(tmp_path / "demo"), "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"}
    beside["DJANGO_SETTINGS_MODULE"] = "dumas_site.settings.dev"
    beside.pop("DUMAS_BASE_URL", None)
    for more, address in (({}, "http://127.0.0.1:8123"), ({"DUMAS_BASE_URL": "https://x.test"}, "https://x.test")):
        told = subprocess.run([sys.executable, "-c", ASK], env={**beside, **more}, capture_output=True, text=True)
        assert told.stdout.strip() == address, told.stderr
