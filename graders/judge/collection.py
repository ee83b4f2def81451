"""What pytest may collect of exercises: tests, never a stub, since a collector imports its file."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from graders.judge import guard
from graders.model.exercises import ROOT, exercise_of


class Refused(pytest.File):
    """A file that was named and is not run."""

    def __init__(self, *, why: str, **more: Any) -> None:
        super().__init__(**more)
        self._why = why

    def collect(self) -> list[pytest.Item]:
        """Say why.

        Raises:
            CollectError: always.
        """
        raise self.CollectError(self._why)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Pass over stubs where everything is asked for (``--doctest-modules``); refuse a named one."""
    found = yield
    exercise = guard.kept_out(str(file_path))
    foreign = exercise_of(file_path) is None and guard.is_exercise(str(file_path.parent))
    if not found or not (foreign or exercise):
        return found
    if not foreign and not parent.session.isinitpath(file_path):
        return []
    why = guard.told(exercise, file_path.name)
    if foreign:
        why = (
            f"{file_path.name} is of another checkout than {ROOT}, which grades here: "
            "run pytest in the folder of that one"
        )
    return [Refused.from_parent(parent, path=file_path, why=why)]
