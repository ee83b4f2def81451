"""Where pytest's own objects keep what is ours: the keys of their stashes, all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from graders.judge.plan import Task
from graders.model.report import TestResult

if TYPE_CHECKING:  # they look into stashes themselves
    from graders.judge.extent import Extent
    from graders.judge.judging import Judging
    from graders.workers.learner import StubFinder

TASK = pytest.StashKey[Task]()
"""Of an item: the task that it judges, in place of its plan's."""

HEARD = pytest.StashKey[Callable[[TestResult], object]]()
"""Of an item: what takes its result as soon as there is one, before all of it is explained."""

RESULT = pytest.StashKey[TestResult]()
"""Of an item: its result."""

NEXT = pytest.StashKey[pytest.Item | None]()
"""Of an item: the one that comes after it."""

JUDGING: pytest.StashKey[Judging] = pytest.StashKey()
"""Of a session's configuration: what it judges with."""

EXTENT: pytest.StashKey[Extent] = pytest.StashKey()
"""Of a session's configuration: what knows how many of an exercise's tests ran."""

FINDER: pytest.StashKey[StubFinder] = pytest.StashKey()
"""Of a session's configuration: what answers the imports of stubs."""
