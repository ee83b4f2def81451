from __future__ import annotations

import contextlib
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from graders.bounds import answering as module
from graders.bounds.answering import answering, comes_last, company
from graders.model.report import Failed, Over
from graders.tests.children import needs_shared_memory
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import execution
from graders.workers.execution import Limits
from graders.workers.inside import unit
from graders.workers.probes import probe

HERE = Path(__file__)

FORKED = """
import multiprocessing, os
def spread(items, work):
    with multiprocessing.get_context("METHOD").Pool(2) as pool:
        return pool.map(work, items, chunksize=1)
def here(items, work):
    return [work(item) for item in items]
"""


@probe
def asks(item):  # type: ignore[no-untyped-def]
    """What the test answers."""
    from unit import ask  # type: ignore[import-not-found]

    return ask("item", item)


@pytest.fixture(params=["fork", "spawn", "forkserver"])
def method(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def begin(execute: MakesExecution, method: str = "fork", **options: Any) -> None:
    execute(FORKED.replace("METHOD", method), test_file=HERE, rights=["threads", "processes"], **options)


@needs_shared_memory
def test_every_process_is_answered_and_named_by_the_kernel(execute: MakesExecution, method: str) -> None:
    begin(execute, method)
    asked: set[int] = set()

    def answer(process: int, word: str, item: int) -> int:
        asked.add(process)
        return item + 1000

    with answering(answer) as told:
        assert learner("spread")(list(range(6)), asks) == list(range(1000, 1006))
        assert learner("here")([7], asks) == [1007]
    worker = execution.current().worker.pid
    assert worker in asked
    assert len(asked) in (2, 3)
    assert sorted(told.calls) == [("item", item) for item in range(8) if item != 6]


def test_a_second_block_hears_anew_and_none_hears_after_it(execute: MakesExecution) -> None:
    begin(execute)
    for answer in (3, 4):
        with answering(lambda process, *words, answer=answer: answer) as told:
            assert learner("here")([1], asks) == [answer]
        assert told.calls == [("item", 1)]
    with pytest.raises(OSError, match="refused"):
        learner("here")([1], asks)


def test_who_waits_for_an_answer_is_not_asleep(execute: MakesExecution) -> None:
    begin(execute, limits=Limits(asleep=0.2, naps=0.2))
    with answering(lambda process, *words: time.sleep(1)):
        assert learner("here")([1], asks) == [None]


def test_a_function_that_fails_answers_nobody(execute: MakesExecution) -> None:
    begin(execute)

    def refuse(process: int, *words: object) -> None:
        raise ValueError

    with answering(refuse), pytest.raises(ConnectionError, match="hears nobody"):
        learner("here")([1], asks)


def test_something_in_the_way_of_the_socket_is_said(execute: MakesExecution) -> None:
    begin(execute)
    (execution.current().worker.folder / unit.QUESTIONS).mkdir()
    with pytest.raises(Failed, match="in the way"), answering(lambda process: None):
        pass


def said(told: answering, *pieces: bytes) -> bytes:
    """What comes back to who says this."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(execution.current().worker.folder / unit.QUESTIONS))
        for piece in pieces:
            line.sendall(piece)
        line.shutdown(socket.SHUT_WR)
        return line.recv(100)


@pytest.mark.parametrize(
    "pieces", [[b"nonsense\n"], [b"{}\n"], [b"[[1]]\n"], [b'["no end"]'], [b'["' + b"x" * 2000 + b'"]\n'], []]
)
def test_what_is_no_question_is_not_answered(execute: MakesExecution, pieces: list[bytes]) -> None:
    begin(execute)
    with answering(lambda process, *words: 1) as told:
        with contextlib.suppress(ConnectionError):
            assert said(told, *pieces) == b""
        assert said(told, b'["a', b'b"]\n') == b"1\n"
    assert told.calls == [("ab",)]


def test_too_many_questions_fail(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_QUESTIONS", 3)
    begin(execute)
    with pytest.raises(Failed, match="more than anybody"), answering(lambda process, *words: 1):
        learner("here")([1, 2, 3], asks)


def test_more_than_some_at_a_time_are_hung_up_on(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ASKING", 0)
    begin(execute)
    with pytest.raises(OSError), answering(lambda process, *words: 1):  # noqa: PT011 - by which step, is chance
        learner("here")([1], asks)


# Functions that let askers wait for each other


def at_once(function: Any, *calls: tuple[Any, ...]) -> float:
    """Seconds that these calls take, each in a thread."""
    threads = [threading.Thread(target=function, args=call) for call in calls]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - begun


def test_company_waits_until_all_have_come(execute: MakesExecution) -> None:
    begin(execute)
    together = company(3, 60)
    assert at_once(together, (1,), (1,), (2,)) < 30
    assert together.high == 3
    assert at_once(together, (1,)) < 30, "nobody waits any more"


def test_company_that_does_not_come_is_not_waited_for_again(execute: MakesExecution) -> None:
    begin(execute)
    together = company(3, 0.2)
    assert at_once(together, (1,), (2,)) >= 0.2
    assert together.high == 2
    together(1)
    assert together.high == 2


def test_of_each_process_the_first_one_waits(execute: MakesExecution) -> None:
    begin(execute)
    together = company(2, 60, processes=True)
    assert at_once(together, (1,), (2,)) < 30
    lonely = company(2, 0.2, processes=True)
    assert at_once(lonely, (1,)) >= 0.2
    lonely(1)
    assert lonely.high == 1


def test_an_item_comes_last(execute: MakesExecution) -> None:
    begin(execute)
    order: list[int] = []
    last = comes_last(1, after=3, seconds=60)

    def ask(item: int) -> None:
        last(0, item)
        order.append(item)

    at_once(ask, (1,), (2,), (3,))
    assert order.index(3) < order.index(1)


def test_an_item_comes_though_the_other_does_not(execute: MakesExecution) -> None:
    begin(execute)
    begun = time.monotonic()
    comes_last(1, after=3, seconds=0.2)(0, 1)
    assert time.monotonic() - begun >= 0.2


def test_the_question_that_is_over_ends_the_test(execute: MakesExecution) -> None:
    begin(execute)
    many = answering(lambda process, *words: 0, most=3, what="loads of the model")
    with pytest.raises(Over, match=r"^loads of the model: \d+, at most 3 allowed; the test ended there$"), many as told:
        learner("here")([1] * module.MAX_QUESTIONS, asks)
    assert 3 < len(told.calls) < module.MAX_QUESTIONS / 2
    assert execution.current().looks == []
