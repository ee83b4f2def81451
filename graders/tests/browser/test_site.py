"""The site of all pages: one of each kind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graders.model.exercises import ROOT
from graders.tests.browser.browsing import findings, needs_browser

pytestmark = needs_browser

PAGES = (
    "index",
    "exercises/02_iterators_and_generators/README",
    "exercises/02_iterators_and_generators/04_sliding_window_mean/README",
    "exercises/04_threads_and_processes/lesson/01_threads",
    "docs/concepts",
    "docs/instructors",
    "docs/mutants",
    "docs/borders",
    "docs/words",
    "graders/README",
    ".github/CONTRIBUTING",
    "genindex",
    "search",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, made as the session makes it."""
    pytest.importorskip("sphinx")
    folder = tmp_path_factory.mktemp("site")
    strict = ["-n", "-W", "--keep-going", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *strict, "-c", "docs", "-d", str(folder / "read"), ".", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wrong_with_a_page_of_the_site(name: str, site: Path) -> None:
    assert findings(site / f"{name}.html") == []
