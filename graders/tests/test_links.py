"""No page of the repository links to what is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graders.model.exercises import ROOT

PAGES = sorted(
    path
    for folder in (ROOT, *(ROOT / name for name in ("docs", ".github", "graders", "exercises")))
    for path in (folder.glob("*.md") if folder == ROOT else folder.rglob("*.md"))
    if "attacks" not in path.parts or path.name == "README.md"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    dead = [link for link in links if link and "://" not in link and not (page.parent / link).exists()]
    assert dead == []
