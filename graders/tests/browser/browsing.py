"""What a browser finds wrong with pages; without one, the tests that ask are skipped."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from graders.model import speed
from graders.screens.pictures.paper import MAX_PAGE_BYTES

BROWSER = os.environ.get("KATAS_BROWSER", "")
"""The program, as the session hands it on; where node finds its modules, NODE_PATH says."""

LOOK = Path(__file__).with_name("look.js")

needs_browser = pytest.mark.skipif(not BROWSER, reason="needs a browser: nox -s browser")


def findings(page: Path) -> list[str]:
    """What is wrong with a page, each finding with how it was looked at."""
    done = subprocess.run(
        ["node", str(LOOK), BROWSER, page.as_uri()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=240 * speed.slowness(),
    )
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout).values()
    size = page.stat().st_size
    return [*found, *([f"has {size:,} bytes"] if size > MAX_PAGE_BYTES else [])]
