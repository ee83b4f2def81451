from __future__ import annotations

import pytest

from graders.bounds.errors import keep_error
from graders.bounds.threads import no_threads_left
from graders.model.report import Failed, Todo
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, over

FAILS = """
from concurrent.futures import ThreadPoolExecutor
def leave_pool(fetch, *urls):
    pool = ThreadPoolExecutor(2)
    for page in pool.map(fetch, urls):
        pass
def end_pool(fetch, *urls):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(fetch, urls))
"""


class Torn(Exception):
    pass


def fail(url: str) -> str:
    raise Torn(url)


def test_an_error_that_is_kept_keeps_what_its_frames_hold(execute: MakesExecution) -> None:
    execute(FAILS, rights=["threads"])
    keep_error(learner("leave_pool"), fail, "/hat", "/shoe")
    assert over(no_threads_left).value > 0


def test_nothing_is_left_by_who_cleans_up(execute: MakesExecution) -> None:
    execute(FAILS, rights=["threads"])
    keep_error(learner("end_pool"), fail, "/hat", "/shoe")
    no_threads_left()


def test_what_it_said_is_known_where_the_test_shows_nobody(execute: MakesExecution) -> None:
    running = execute(FAILS, rights=["threads"])
    keep_error(learner("end_pool"), fail, "/hat")
    assert running.caught == ["Torn: /hat"]


def test_a_call_without_an_error_ends_the_test(execute: MakesExecution) -> None:
    execute(FAILS, rights=["threads"])
    with pytest.raises(Failed, match="no error came"):
        keep_error(learner("end_pool"), lambda url: url, "/hat")


def test_a_stub_is_still_to_do(execute: MakesExecution) -> None:
    execute("def end_pool(fetch, *urls):\n    raise NotImplementedError")
    with pytest.raises(Todo):
        keep_error(learner("end_pool"), fail, "/hat")
