"""What pytest may collect of exercises: their tests, never a stub, since a collector imports its file."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from graders.judge import guard
from graders.model.exercises import ROOT, exercise_of


class Refused(pytest.File):
    """A file that was named and is not run."""

    why = ""

    def collect(self) -> list[pytest.Item]:
        """Say why.

        Raises:
            CollectError: always.
        """
        raise self.CollectError(self.why)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Pass over stubs where everything is asked for, as by ``--doctest-modules``; refuse one that is named."""
    found = yield
    exercise = guard.kept_out(str(file_path))
    foreign = exercise_of(file_path) is None and guard.is_exercise(str(file_path.parent))
    if not found or not (foreign or exercise):
        return found
    if not foreign and not parent.session.isinitpath(file_path):
        return []
    refused: Refused = Refused.from_parent(parent, path=file_path)
    refused.why = _elsewhere(file_path) if foreign else guard.told(exercise, file_path.name)
    return [refused]


def _elsewhere(file: Path) -> str:
    return f"{file.name} is of another checkout than {ROOT}, which grades here: run pytest in the folder of that one"
