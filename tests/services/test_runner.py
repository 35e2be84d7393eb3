"""scripts/test.py names the tests that could not run, however quiet or talkative the caller wants pytest."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "test.py"


@pytest.fixture(scope="module")
def runner():
    spec = importlib.util.spec_from_file_location("suite_runner", SCRIPT)
    module = sys.modules["suite_runner"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["suite_runner"]


@pytest.mark.parametrize("said", ["-q", "-qq", "-v"])
def test_tests_that_did_not_run_are_named(runner, said):
    found = runner.collect([str(Path(__file__).relative_to(runner.ROOT)), said, "-k", "named"])
    assert [name.rpartition("::")[2] for name in found] == [
        f"test_tests_that_did_not_run_are_named[{each}]" for each in ("-q", "-qq", "-v")
    ]
