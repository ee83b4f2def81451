"""``watch`` draws the card of what is saved, does what keys ask for, and is alone in its copy."""

from __future__ import annotations

import errno
import importlib.util
import os
import signal
import sys
import threading
from pathlib import Path

import psutil
import pytest

from graders.commands import hints
from graders.commands.arguments import answer
from graders.commands.watching import command
from graders.commands.watching.command import Watch, grade, main
from graders.model import stubs, tries
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.model.stubs import Stub
from graders.tests.children import alive
from graders.tests.end_to_end.checkout import GRADERS, Checkout
from graders.tests.end_to_end.test_interruptions import wait_until
from graders.tests.repositories import HINTS, MODULE, READS_ALL, REFERENCE, STUB, Repository, page

pytest.importorskip("watchfiles")
pytest.importorskip("pty")

from graders.authors.pseudo_terminal import Terminal

OTHER = "03_memory_management/05_count_words"


class Asked:
    """A judge that notes what it is asked to grade."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.closed = False

    def start(self, name: str) -> None:
        self.names.append(name)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def exercises(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> list[Exercise]:
    """Two exercises, whose stubs the graders keep; where they are is where the commands look."""
    stubs.record({name: Stub(STUB.replace(MODULE, name)) for name in (MODULE, "count_words")})
    monkeypatch.setattr(command, "ROOT", repository.root)
    return [repository.exercise(), repository.exercise(OTHER)]


@pytest.fixture
def watch(exercises: list[Exercise]) -> Watch:
    return Watch(exercises, Asked())


def asked(watch: Watch) -> list[str]:
    judges = watch._judges
    assert isinstance(judges, Asked)
    return judges.names


def press(watch: Watch, keys: str) -> None:
    """Do what these keys ask for."""
    for key in keys:
        watch.press(key)
    while not watch._events.empty():
        event = watch._events.get()
        assert event is not None
        event()


def test_it_begins_with_the_first_that_is_not_done(watch: Watch) -> None:
    watch._begin()
    assert asked(watch) == [MODULE]


def test_n_goes_on_to_the_next_and_round(watch: Watch) -> None:
    press(watch, "nnn")
    assert asked(watch) == ["count_words", MODULE, "count_words"]


def test_what_is_done_is_passed_over(
    watch: Watch, exercises: list[Exercise], capsys: pytest.CaptureFixture[str]
) -> None:
    exercises[0].stub.write_text(REFERENCE)
    grade(MODULE)
    watch._begin()
    press(watch, "n")
    assert asked(watch) == ["count_words"]
    assert "nothing else is left to do" in capsys.readouterr().out


def test_n_on_what_is_done_goes_to_the_first_that_is_not(exercises: list[Exercise], repository: Repository) -> None:
    last = repository.exercise("04_threads_and_processes/01_count_hits", page=page("puzzle"))
    exercises[1].stub.write_text(REFERENCE.replace(MODULE, "count_words"))
    grade("count_words")
    watch = Watch([*exercises, last], Asked())
    watch._current = exercises[1]
    press(watch, "n")
    assert asked(watch) == [MODULE]


def test_n_goes_on_beyond_what_was_asked_for_and_watches_it(exercises: list[Exercise]) -> None:
    watch = Watch(exercises[:1], Asked())
    watch._saved(exercises[1])
    assert asked(watch) == []
    press(watch, "n")
    watch._saved(exercises[1])
    assert asked(watch) == ["count_words", "count_words"]


def test_it_goes_up_the_ladder(exercises: list[Exercise], repository: Repository) -> None:
    first = repository.exercise("04_threads_and_processes/01_count_hits", page=page("first step"))
    watch = Watch([*exercises, first], Asked())
    watch._begin()
    press(watch, "nn")
    assert asked(watch) == ["count_hits", MODULE, "count_words"]


def test_a_save_is_graded_until_q(watch: Watch, exercises: list[Exercise]) -> None:
    running = threading.Thread(target=watch.run, args=(False,))
    running.start()
    wait_until(lambda: asked(watch) == [MODULE])
    for number in range(200):
        exercises[1].stub.write_text(f"x = {number}")
        if "count_words" in asked(watch):
            break
        threading.Event().wait(0.1)
    watch.press("q")
    running.join()
    assert "count_words" in asked(watch)


def test_the_other_keys(watch: Watch, exercises: list[Exercise], capsys: pytest.CaptureFixture[str]) -> None:
    watch._current = exercises[0]
    press(watch, "hlx")
    out = capsys.readouterr().out
    assert "02.01 running_total: hint 1 of 2" in out
    assert "0 of 2 exercises done" in out


def test_s_shows_how_others_did_it_once_it_is_passed(
    watch: Watch, exercises: list[Exercise], capsys: pytest.CaptureFixture[str]
) -> None:
    watch._current = exercises[0]
    press(watch, "s")
    said = "  Pass it first; then s shows how others did it.\n"
    assert capsys.readouterr().out == f"{said}  {command.KEYS}\n"
    exercises[0].stub.write_text(REFERENCE)
    grade(MODULE)
    capsys.readouterr()
    press(watch, "s")
    shown = capsys.readouterr().out
    assert "02.01 running_total: how others did it" in shown
    assert shown.index("Mistakes") < shown.index("The reference")
    assert shown.endswith(f"  {command.KEYS}\n")


def test_r_brings_back_the_stub_and_u_the_text(watch: Watch, exercises: list[Exercise]) -> None:
    exercises[0].stub.write_text(REFERENCE)
    press(watch, "r")
    assert exercises[0].stub.read_text() == STUB
    press(watch, "u")
    assert exercises[0].stub.read_text() == REFERENCE


def test_what_cannot_be_done_is_said(watch: Watch, capsys: pytest.CaptureFixture[str]) -> None:
    press(watch, "u")
    assert "nothing to undo" in capsys.readouterr().out


def test_a_full_disk_does_not_end_the_watch(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(argv: object, root: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "/katas/.katas/hints")

    monkeypatch.setattr(hints, "main", full)
    press(watch, "hl")
    out = " ".join(capsys.readouterr().out.split())
    assert "it could not be done: No space left on device /katas/.katas/hints; watching goes on" in out
    assert "0 of 2 exercises done" in out


@pytest.mark.parametrize(
    ("editor", "said"),
    [("", "no editor: set VISUAL or EDITOR"), ("/nowhere/vim -f", "/nowhere/vim cannot be started")],
)
def test_without_an_editor_it_says_so(
    editor: str, said: str, watch: Watch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    monkeypatch.delenv("EDITOR", raising=False)
    press(watch, "o")
    assert said in capsys.readouterr().out


def test_o_opens_the_stub(
    watch: Watch, exercises: list[Exercise], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text("import sys, pathlib\npathlib.Path(sys.argv[1]).write_text('edited')\n")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{editor}'")
    press(watch, "o")
    assert exercises[0].stub.read_text() == "edited"


def test_the_first_test_that_fails_is_on_the_screen_before_the_others_are_done(
    exercises: list[Exercise], repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    exercises[0].stub.write_text(READS_ALL)
    grade(MODULE)
    first, last = capsys.readouterr().out.split("the other tests go on ...")
    assert "One total takes no more than 2 readings" in first
    assert first.strip().startswith("02.01 running_total: grading what is saved ...")
    assert "h hint  n next" not in first
    assert last.rstrip().endswith("h hint  n next  l list  s solution  r reset  u undo  o open  q quit")
    kept = tries.tries(repository.root, MODULE)
    assert kept is not None
    assert not kept.last.result.done


@pytest.mark.parametrize("argv", [["nosuch"], ["--polling-all"], ["--level", "hard"], ["--level", "puzzle"]])
def test_a_wrong_request_is_one_line_and_code_2(
    argv: list[str], exercises: list[Exercise], capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(lambda: main(argv)) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_watchfiles_it_says_how_to_have_it(
    exercises: list[Exercise], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert answer(lambda: main([])) == 2
    assert capsys.readouterr().err == "watch needs watchfiles, which nox -s watch installs\n"


def test_a_second_watch_says_that_there_is_one(repository: Repository) -> None:
    folder = repository.root / ".katas"
    one_is_there = pytest.raises(Usage, match="another watch is at work in this copy")
    with command._alone(folder), one_is_there, command._alone(folder):
        pytest.fail("two at once")
    with command._alone(folder):
        pass  # the first one is gone


def test_where_nothing_can_be_locked_it_watches_all_the_same(repository: Repository) -> None:
    repository.write(".katas", "a file where the folder should be")
    with command._alone(repository.root / ".katas"):
        pass


# The real command at a terminal.

WRONG = "def running_total(readings):\n    return []\n"


def below(watching: Terminal) -> list[psutil.Process]:
    """The command and all that it has started."""
    return [psutil.Process(watching.pid), *psutil.Process(watching.pid).children(recursive=True)]


@pytest.fixture
def checkout(tmp_path: Path) -> tuple[Checkout, Path]:
    made = Checkout(tmp_path / "checkout")
    stub = made.exercise(1, MODULE, STUB.encode())
    stub.with_name("hints.md").write_text(HINTS, encoding="utf-8")
    made.keep_stub(MODULE, STUB)
    return made, stub


at_a_terminal = pytest.mark.skipif(sys.platform != "linux", reason="processes and terminals as on Linux")


def spinning(screen: Terminal, stub: Path) -> list[psutil.Process]:
    """All processes of a watch once an answer that does not end is graded."""
    screen.shows("q quit")
    stub.write_text("def running_total(readings):\n    while True:\n        pass\n")
    wait_until(lambda: len(below(screen)) > 3)  # the judge, its fork server, a worker
    return below(screen)


def watching(made: Checkout) -> Terminal:
    return Terminal([*GRADERS, "watch"], made.root)


@at_a_terminal
def test_from_the_stub_to_done_at_a_terminal(checkout: tuple[Checkout, Path]) -> None:
    made, stub = checkout
    with watching(made) as screen:
        screen.shows("10 points to earn here")
        screen.shows("save the file")
        screen.shows("q quit")
        stub.write_text(WRONG)
        screen.shows("press h")
        screen.shows("q quit")
        screen.press("h")
        screen.shows("hint 1 of 2")
        stub.write_text(REFERENCE)
        assert "Stuck?" not in screen.shows("grading what is saved ...")
        screen.shows("10 of 10")
        screen.shows("press s")
        there = below(screen)
        screen.press("q")
        screen.ended()
        assert screen.code == 0
    wait_until(lambda: not any(alive(each.pid) for each in there))


@at_a_terminal
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGHUP])
def test_however_it_ends_no_process_is_left(number: signal.Signals, checkout: tuple[Checkout, Path]) -> None:
    made, stub = checkout
    with watching(made) as screen:
        there = spinning(screen, stub)
        os.kill(screen.pid, number)
        screen.ended()
        assert screen.code == (0 if number == signal.SIGINT else -number)
    wait_until(lambda: not any(alive(each.pid) for each in there))


@at_a_terminal
def test_a_stub_that_is_gone_or_no_file_is_told_and_graded_once_it_is_back(checkout: tuple[Checkout, Path]) -> None:
    made, stub = checkout
    with watching(made) as screen:
        screen.shows("q quit")
        stub.rename(stub.with_name("elsewhere.py"))
        screen.shows("cannot be read (No such file or directory)")
        screen.shows("q quit")
        stub.mkdir()
        screen.shows("is a folder")
        screen.shows("q quit")
        stub.rmdir()
        screen.shows("q quit")
        stub.write_text(REFERENCE)
        screen.shows("10 of 10")


@at_a_terminal
def test_a_save_in_the_middle_of_a_grading_ends_that_one(checkout: tuple[Checkout, Path]) -> None:
    made, stub = checkout
    with watching(made) as screen:
        spinning(screen, stub)
        stub.write_text(REFERENCE)
        assert "What happened" not in screen.shows("10 of 10")
        screen.press("q")
        assert "What happened" not in screen.ended()


@at_a_terminal
def test_two_at_once_are_one_and_a_word(checkout: tuple[Checkout, Path]) -> None:
    made, _ = checkout
    with watching(made) as first:
        first.shows("q quit")
        with watching(made) as second:
            second.shows("another watch is at work in this copy: end it with q")
            second.ended()
            assert second.code == 2
        first.press("h")
        first.shows("hint 1 of 2")


@at_a_terminal
def test_a_window_that_is_closed_leaves_no_process(checkout: tuple[Checkout, Path]) -> None:
    made, stub = checkout
    with watching(made) as screen:
        there = spinning(screen, stub)
        screen.hang_up()
        assert screen.code == -signal.SIGHUP
    wait_until(lambda: not any(alive(each.pid) for each in there))
    assert made.run("list").returncode == 0  # nothing is half written
