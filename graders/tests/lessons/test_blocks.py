"""Every block of every lesson runs as it stands, and prints what the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from graders.tests.children import NO_SHARED_MEMORY, SHARED_MEMORY_IS_THERE
from graders.tests.lessons.pages import TOPICS, Block, Page, chapters

BLOCKS = [block for topic in TOPICS for path in (topic / "README.md", *chapters(topic)) for block in Page(path).blocks]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_a_block_prints_what_its_page_says(block: Block, tmp_path: Path) -> None:
    if not SHARED_MEMORY_IS_THERE and re.search("multiprocessing|ProcessPool|to_process", block.code):
        pytest.skip(NO_SHARED_MEMORY)
    script = tmp_path / "block.py"
    script.write_text(block.code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", script],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == "", block.name
    assert done.returncode == 0
    assert [line.rstrip() for line in done.stdout.splitlines()] == block.says
    assert block.says, "a block shows something: print it, and say so behind # ->"
