"""What a learner's code sends or prints cannot fill the memory of the judge: held by pytest-memray, in this process."""

from __future__ import annotations

import pytest

from graders.model.report import Crashed, Late
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner

pytest.importorskip("pytest_memray", reason="memray has no build for this platform")


@pytest.mark.limit_memory("24 MB")
def test_a_flood_of_output_is_dropped(execute: MakesExecution) -> None:
    made = execute("def flood():\n    while True: print('x' * 10_000)")
    made.limits.cpu = 0.3
    with pytest.raises(Late):
        learner("flood")()
    assert 1 << 16 <= len(made.output) < 1 << 17


@pytest.mark.limit_memory("24 MB")
def test_a_frame_that_is_too_large_is_not_read(execute: MakesExecution) -> None:
    execute("def give(): return 'x' * 200_000_000")
    with pytest.raises(Crashed, match="bytes at once"):
        learner("give")()
