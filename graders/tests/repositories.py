"""Small repositories with exercises of their own, graded in this process."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from graders.model import exercises
from graders.model.exercises import Exercise

PAGE = """# Running total

Level: core; about 10 minutes; needs nothing

Give the sum so far after each reading.

**The bound**
- For the first total, take at most 2 readings.

**Why it matters**: a gauge has no last reading.

Check your work: `nox -s grade -- running_total`
"""


def page(level: str, needs: str = "nothing") -> str:
    """A page with another level than core, and what it needs."""
    return PAGE.replace("core;", f"{level};").replace("nothing", needs)


HINTS = "# Hints\n\n## 1\n\nAdd on paper.\n\n## 2\n\nUse yield.\n"
STUB = '''"""Running totals."""


def running_total(readings):
    """Give the sum so far after each reading."""
    raise NotImplementedError
'''
REFERENCE = '''"""Running totals."""


def running_total(readings):
    """Give the sum so far after each reading."""
    total = 0
    for reading in readings:
        total += reading
        yield total
'''
TESTS = '''"""Specification of running_total."""

from graders import at_most, tripwire
from running_total import running_total


def test_sums_as_it_goes():
    """Every reading gives one total.

    Try: add 3, 1 and 2 on paper.
    """
    assert list(running_total([3, 1, 2])) == [3, 4, 6]


def test_reads_no_further_than_asked():
    """One total takes no more than 2 readings.

    Try: hand out each total as soon as it is there.
    """
    source = tripwire(range(100))
    totals = running_total(source)
    next(totals)
    at_most(source.pulled, 2, "readings taken for the first total")
'''
READS_ALL = '''"""Reads all before the first total.

Fails: test_reads_no_further_than_asked
"""

import itertools


def running_total(readings):
    """Give the sum so far after each reading."""
    return iter(list(itertools.accumulate(readings)))
'''
MODULE = "running_total"
FOLDER = "02_iterators_and_generators/01_running_total"
DECOYS = {"reads_all_first": READS_ALL}
REAL = exercises.ROOT


class Repository:
    """A repository with the exercises that a test writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("conftest.py", "pyproject.toml"):
            shutil.copy(REAL / name, root / name)

    def write(self, path: str, text: str) -> Path:
        """A file of the repository."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def exercise(self, folder: str = FOLDER, **texts: str) -> Exercise:
        """An exercise in order, but for the texts given: stub, tests, page, hints, reference."""
        made = Exercise(self.root / "exercises" / folder)
        module = made.name
        usual = {"stub": STUB, "tests": TESTS, "page": PAGE, "hints": HINTS, "reference": REFERENCE}
        files = {"stub": made.stub, "tests": made.tests, "hints": made.hints, "reference": made.reference}
        files["page"] = made.folder / "README.md"
        for part, text in (usual | texts).items():
            self.write(str(files[part]), text.replace(MODULE, module))
        for name, text in DECOYS.items():
            self.decoy(made, name, text)
        return made

    def decoy(self, exercise: Exercise, name: str, text: str) -> Path:
        """A wrong solution of an exercise."""
        return self.write(str(exercise.mirror / "decoys" / f"{name}.py"), text.replace(MODULE, exercise.name))

    @property
    def settings(self) -> list[str]:
        """What pytest has to be told to run in this process and in this repository."""
        own = ["--rootdir", str(self.root), "-c", str(self.root / "pyproject.toml")]
        return [*own, "-p", "no:cacheprovider", "-p", "pytest_timeout"]

    def pytest(self, *arguments: str) -> int:
        """The exit code of pytest in this process and in this repository, with its screens."""
        return int(pytest.main([*self.settings, *arguments]))


def without_addresses(value: object) -> str:
    """What repr says of a value of a test's, the same in every process: an id of the test."""
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))
