"""A worker that lies: it says what another has said, of services, probes and lent values, and of nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import execution
from graders.workers.handles import LearnerError
from graders.workers.inside import requests
from graders.workers.probes import probe
from graders.workers.script import ELSEWHERE, Script, is_plain

HERE = Path(__file__)


@probe
def asked(function):  # type: ignore[no-untyped-def]
    """What the learner's function returns, by way of a probe."""
    return function()


@probe
class Box:
    """An object of the test that lives in the worker."""

    def __init__(self, content):  # type: ignore[no-untyped-def]
        self.content = content


RIGHT = """
def number(): return 1
def made(): return object()
def sorts(rows): return sorted(rows)
def boxed(box, rows): return box(sorted(rows))
"""
WRONG = """
def number(): return 2
def made(): return 3
def sorts(rows): rows.sort(); return rows
def boxed(box, rows): return box(rows)
"""
BROKEN = "def number(): raise KeyError\n"


def said(execute: MakesExecution, text: str, script: Script, run: Callable[[], Any]) -> Any:
    script.begin()
    execute(text, script=script, test_file=HERE)
    return run()


def again(script: Script) -> Script:
    return script.known_beside(script)


def lied(execute: MakesExecution, wrong: str, run: Callable[[], Any], idle: bool = False) -> tuple[Any, list[str]]:
    """What a test sees of a wrong answer whose worker says what that of the right one said; and where it lied."""
    script = Script()
    said(execute, RIGHT, script, run)
    liar = again(script)
    liar.idle = idle
    return said(execute, wrong, liar, run), liar.told


@pytest.mark.parametrize("idle", [False, True])
@pytest.mark.parametrize("wrong", [WRONG, BROKEN])
def test_a_probe_says_what_it_said_of_the_right_answer(execute: MakesExecution, wrong: str, idle: bool) -> None:
    assert lied(execute, wrong, lambda: asked(learner("number")), idle) == (1, ["asked __call__"])


def test_an_idle_probe_is_not_called(execute: MakesExecution) -> None:
    counts = "seen = []\ndef number(): seen.append(1)\ndef count(): return len(seen)\n"
    assert lied(execute, counts, lambda: asked(learner("number")), idle=True)[0] == 1
    assert learner("count")() == 0


def test_what_the_learners_own_function_returns_is_its_own(execute: MakesExecution) -> None:
    assert lied(execute, WRONG, lambda: learner("number")()) == (2, [])


def test_what_only_one_worker_has_cannot_be_said_by_another(execute: MakesExecution) -> None:
    assert lied(execute, WRONG, lambda: asked(learner("made"))) == (3, [])
    with pytest.raises(LearnerError):
        lied(execute, "def made(): raise KeyError", lambda: asked(learner("made")))


def test_the_content_of_an_object_of_the_test_is_said_too(execute: MakesExecution) -> None:
    content = lied(execute, WRONG, lambda: learner("boxed")(Box, [2, 1]).content)
    assert content == ([1, 2], ["Box getattr content"])


def test_a_lent_value_is_said_to_have_stayed(execute: MakesExecution) -> None:
    rows = [2, 1]
    found, told = lied(execute, WRONG, lambda: learner("sorts")(rows))
    assert (found, rows) == ([1, 2], [2, 1]), "the answer is what it was, too"
    assert told == ["sorts __call__ leaves what it was lent"]


def test_what_comes_back_as_the_lent_value_itself_is_the_same_object(execute: MakesExecution) -> None:
    rows = [2, 1]
    found = said(execute, WRONG, Script(), lambda: learner("sorts")(rows))
    assert found is rows
    assert rows == [1, 2]


def test_what_an_error_left_of_a_lent_value_is_said_to_have_stayed(execute: MakesExecution) -> None:
    rows = [2, 1]

    def run() -> list[int]:
        with contextlib.suppress(LearnerError):
            learner("sorts")(rows)
        return rows

    assert lied(execute, "def sorts(rows): rows.sort(); raise KeyError", run) == (
        [2, 1],
        ["sorts __call__ leaves what it was lent"],
    )


def test_a_service_says_it_too(execute: MakesExecution) -> None:
    script = Script()
    measured = said(execute, RIGHT, script, tracked)
    assert script.said[requests.TRACKED.name] == [measured]
    liar = again(script)
    kept = "kept = [[] for _ in range(10_000)]\n" + WRONG
    assert said(execute, kept, liar, tracked) == measured
    assert liar.told == [requests.TRACKED.name]


def tracked() -> int:
    return execution.current().service(requests.TRACKED)


def test_known_is_only_what_two_runs_have_said_alike() -> None:
    here, there = Script(), Script()
    here.said.update(count=[1, 2], alone=[3], more=[1, 1])
    there.said.update(count=[1, 5], more=[1])
    assert here.known_beside(there).said == {"count": [1, ELSEWHERE], "more": [1]}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, True),
        ({"a": [1, (2.5, b"x")]}, True),
        (range(3), True),
        ([object()], False),
        ({"a": len}, False),
        (True, True),
    ],
)
def test_plain_is_what_means_the_same_everywhere(value: Any, plain: bool) -> None:
    assert is_plain(value) is plain
