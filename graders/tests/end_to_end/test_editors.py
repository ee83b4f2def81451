"""An editor's test explorer is full at first sight: its settings lead to an interpreter that finds every test."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graders.authors import checks
from graders.authors.handout.copy import copy_course
from graders.commands.updating.source import EDITORS
from graders.judge import environment
from graders.model.exercises import ROOT, find_exercises

CONTAINER, SETTINGS = (json.loads((ROOT / name).read_text(encoding="utf-8")) for name in EDITORS)


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handout")
    copy_course(folder, find_exercises(), "")
    return folder


@pytest.mark.parametrize("where", ["repository", "handout"])
def test_the_interpreter_of_the_grading_lists_every_test(where: str, handout: Path) -> None:
    """``sys.executable`` has what the dependency group ``grade`` asks for, as that of the editor has."""
    root = ROOT if where == "repository" else handout
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    kept = environment.without_pytests(os.environ)
    done = subprocess.run(command, cwd=root, env=kept, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    found = {re.sub(r"\[.*", "", line) for line in done.stdout.splitlines() if "::" in line}
    assert found == {
        f"{each.tests.relative_to(ROOT).as_posix()}::{test.name}"
        for each in find_exercises()
        for test in checks.test_functions(each)
    }


def test_pytest_is_on_and_nothing_of_it_is_set_twice() -> None:
    assert SETTINGS == {"python.testing.pytestEnabled": True, "python.testing.unittestEnabled": False}
    assert inside(CONTAINER).keys() == {"python.defaultInterpreterPath"}


def inside(container: dict[str, Any]) -> dict[str, str]:
    """The editor's settings within it."""
    found: dict[str, str] = container["customizations"]["vscode"]["settings"]
    return found


@pytest.mark.parametrize("name", EDITORS)
def test_a_handout_has_the_same(name: str, handout: Path) -> None:
    assert (handout / name).read_bytes() == (ROOT / name).read_bytes()


def test_they_are_under_version_control() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    asked = ["git", "-C", str(ROOT), "check-ignore", "--no-index", *EDITORS]
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 1  # none of them is left out
