"""The lessons as they are read here: chapters with their sections and blocks, and the concepts that they teach."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graders.model.exercises import ROOT, heading

TOPICS = sorted(path.parent for path in (ROOT / "exercises").glob("[0-9][0-9]_*/README.md"))
"""The folders of the topics."""
WITH_CHAPTERS = [topic for topic in TOPICS if (topic / "lesson").is_dir()]
CONCEPTS = ROOT / "docs" / "concepts.toml"
INDEX = ROOT / "docs" / "concepts.md"

PRINTED = re.compile(r"(?:^|\s)# -> ?(.*)$")
"""Behind this a block says what it prints."""


def chapters(topic: Path) -> list[Path]:
    """The chapters of a topic's lesson, in order."""
    return sorted((topic / "lesson").glob("*.md"))


@dataclass(frozen=True)
class Block:
    """Python code on a page."""

    page: Path
    number: int
    """On its page, from 1."""
    line: int
    """Of its first line of code, from 1."""
    code: str

    @property
    def name(self) -> str:
        """Where it is: "04_threads_and_processes/lesson/01_threads.md:23"."""
        return f"{self.page.relative_to(ROOT / 'exercises').as_posix()}:{self.line}"

    @property
    def says(self) -> list[str]:
        """The lines that it prints, as the page says."""
        return [found[1].rstrip() for found in map(PRINTED.search, self.code.splitlines()) if found]


@dataclass(frozen=True)
class Page:
    """A page in Markdown."""

    path: Path

    @cached_property
    def lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").splitlines()

    @cached_property
    def title(self) -> str:
        return heading(self.path)

    @cached_property
    def blocks(self) -> list[Block]:
        """Every block between ```python and ```."""
        found: list[Block] = []
        start = None
        for number, line in enumerate(self.lines):
            if line.startswith("```python"):
                start = number + 1
            elif line.startswith("```") and start is not None:
                code = "\n".join(self.lines[start:number]) + "\n"
                found.append(Block(self.path, len(found) + 1, start + 1, code))
                start = None
        return found

    @cached_property
    def links(self) -> list[str]:
        """Where the page leads within the repository, code left out."""
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", "\n".join(self.lines), flags=re.DOTALL)
        return [link for link in re.findall(r"\]\(([^)\s]+)\)", prose) if "://" not in link]

    @cached_property
    def sections(self) -> dict[str, Section]:
        """What stands under each heading of the second level, by GitHub's anchor for it."""
        found: dict[str, Section] = {}
        fenced = False
        starts = []
        for number, line in enumerate(self.lines):
            fenced ^= line.startswith("```")
            if line.startswith("## ") and not fenced:
                starts.append(number)
        for start, end in zip(starts, [*starts[1:], len(self.lines)], strict=True):
            title = self.lines[start].removeprefix("## ")
            blocks = [block for block in self.blocks if start < block.line <= end]
            found[anchor(title)] = Section(title, "\n".join(self.lines[start:end]), blocks)
        return found


@dataclass(frozen=True)
class Section:
    """One heading of a page and all up to the next."""

    title: str
    text: str
    blocks: list[Block]


def anchor(title: str) -> str:
    """How GitHub names a heading in an address."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


@dataclass(frozen=True)
class Concept:
    """Something that a complete lesson teaches, and where this one does."""

    topic: Path
    name: str
    chapter: str
    anchor: str
    words: tuple[str, ...]
    """Each stands in a block that shows it, or in the section's text where it is told in words."""
    in_words: bool

    @property
    def page(self) -> Page:
        return Page(self.topic / "lesson" / f"{self.chapter}.md")

    @property
    def section(self) -> Section | None:
        return self.page.sections.get(self.anchor) if self.page.path.is_file() else None

    @property
    def blocks(self) -> dict[str, Block | None]:
        """Each word, and the first block of the section that has it."""
        blocks = self.section.blocks if self.section else []
        return {word: next((block for block in blocks if word in block.code), None) for word in self.words}


def concepts() -> list[Concept]:
    """The rows of docs/concepts.toml."""
    with CONCEPTS.open("rb") as file:
        rows = tomllib.load(file)
    found = []
    for topic, its in rows.items():
        for row in its:
            chapter, _, place = row["at"].partition("#")
            words = (row["word"],) if isinstance(row["word"], str) else tuple(row["word"])
            in_words = row.get("in_words", False)
            found.append(Concept(ROOT / "exercises" / topic, row["name"], chapter, place, words, in_words))
    return found
