"""The warm judge does one grading at a time, the last that was asked for, and leaves with the command."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graders.commands.watching import warm_judge
from graders.commands.watching.warm_judge import ColdJudge, WarmJudge, judge
from graders.tests.children import alive
from graders.tests.end_to_end.test_interruptions import wait_until

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are forked"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # this process may have threads
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where gradings write what they did."""
    made = tmp_path / "log"
    made.touch()
    return made


def grading(log: Path) -> Callable[[str], None]:
    """A grading that tells its beginning and its end; "slow" has none."""

    def grade(name: str) -> None:
        with log.open("a") as file:
            file.write(f"begin {name}\n")
            file.flush()
            if name == "slow":
                time.sleep(5432)
            if name == "broken":
                raise RuntimeError("broken")
            file.write(f"end {name}\n")

    return grade


@pytest.fixture
def warm(log: Path) -> Iterator[WarmJudge]:
    made = WarmJudge(grading(log))
    yield made
    made.close()


def lines(log: Path) -> list[str]:
    return log.read_text().splitlines()


def test_it_grades_what_it_is_asked_for(warm: WarmJudge, log: Path) -> None:
    for number, name in enumerate(("first", "second"), 1):
        warm.start(name)
        wait_until(lambda: len(lines(log)) == 2 * number)  # noqa: B023
    assert lines(log) == ["begin first", "end first", "begin second", "end second"]


def test_a_new_request_ends_the_one_before(warm: WarmJudge, log: Path) -> None:
    warm.start("slow")
    wait_until(lambda: lines(log))
    (grading_slowly,) = psutil.Process(warm.pid).children()
    warm.start("first")
    wait_until(lambda: "end first" in lines(log))
    assert not grading_slowly.is_running()


def test_a_fault_of_one_grading_is_the_end_of_that_one_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path
) -> None:
    with (tmp_path / "errors").open("w+") as errors:
        monkeypatch.setattr(sys, "stderr", errors)
        warm = WarmJudge(grading(log))
    warm.start("broken")
    wait_until(lambda: "RuntimeError: broken" in (tmp_path / "errors").read_text())
    warm.start("first")
    wait_until(lambda: "end first" in lines(log))
    warm.close()


def test_the_end_of_it_ends_what_it_grades(log: Path) -> None:
    made = WarmJudge(grading(log))
    made.start("slow")
    wait_until(lambda: lines(log))
    all_of_it = [psutil.Process(made.pid), *psutil.Process(made.pid).children()]
    made.close()
    wait_until(lambda: not any(each.is_running() for each in all_of_it))


def test_it_leaves_with_a_command_that_is_killed(log: Path) -> None:
    command = os.fork()
    if command == 0:
        try:
            made = WarmJudge(grading(log))
            made.start("slow")
            time.sleep(60)
        finally:
            os._exit(1)
    wait_until(lambda: lines(log))
    below = psutil.Process(command).children(recursive=True)
    assert len(below) == 2
    os.kill(command, signal.SIGKILL)
    os.waitpid(command, 0)
    wait_until(lambda: not any(alive(each.pid) for each in below))


def test_a_ctrl_c_is_for_the_command_alone(warm: WarmJudge, log: Path) -> None:
    warm.start("first")
    wait_until(lambda: "end first" in lines(log))
    os.kill(warm.pid, signal.SIGINT)
    warm.start("second")
    wait_until(lambda: "end second" in lines(log))


def test_without_forks_a_program_grades(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path) -> None:
    monkeypatch.delattr(os, "fork")
    stand_in = tmp_path / "stand_in.py"
    stand_in.write_text(f"import sys, time\nopen({str(log)!r}, 'a').write(sys.argv[1] + '\\n')\ntime.sleep(5432)\n")
    monkeypatch.setattr(warm_judge, "GRADE", [sys.executable, str(stand_in)])
    cold = judge(grading(log))
    assert isinstance(cold, ColdJudge)
    for number, name in enumerate(("first", "second"), 1):
        cold.start(name)
        wait_until(lambda: len(lines(log)) == number)  # noqa: B023
    cold.close()
    assert lines(log) == ["first", "second"]
    running = [" ".join(each.cmdline()) for each in psutil.Process().children()]
    assert not any("stand_in.py" in each for each in running)
