"""Beside each decoy's mistake, what the first card says of it: does a stranger read the same?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from graders.authors.headroom import Judged
from graders.judge.results import not_judged
from graders.model.exercises import Exercise
from graders.model.mistakes import broken
from graders.screens.standings import sentence


def rows(exercise: Exercise, runs: Judged) -> Iterator[str]:
    """Four lines a decoy: its mistake, and of the first card the title, the cause and the try."""
    for decoy in exercise.decoys:
        result = replace(not_judged(exercise), tests=[*runs[decoy][0].values()])
        yield f"     {decoy.stem}: {mistake(decoy)}"
        for test in broken(result)[:1]:
            yield f"            {sentence(test)}"
            yield f"            {test.message}"
            yield f"            {test.advice}"


def mistake(decoy: Path) -> str:
    """The first paragraph of a decoy's docstring, in a line."""
    doc = ast.get_docstring(ast.parse(decoy.read_text(encoding="utf-8"))) or ""
    return " ".join(doc.split("\n\n")[0].split())
