"""A save is heard of in whatever way an editor saves; what leaves the text as it was is none."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graders.commands.watching import saves
from graders.commands.watching.saves import Saves
from graders.model.exercises import Exercise

pytest.importorskip("watchfiles")

WAIT_SECONDS = 30


@pytest.fixture
def exercises(tmp_path: Path) -> list[Exercise]:
    made = [
        Exercise(tmp_path / "exercises" / "02_iterators" / folder) for folder in ("01_running_total", "02_count_words")
    ]
    for exercise in made:
        exercise.folder.mkdir(parents=True)
        exercise.stub.write_text("first")
    return made


@contextlib.contextmanager
def watched(root: Path, exercises: list[Exercise], polling: bool) -> Iterator[Callable[[], str]]:
    """What gives the name of the next exercise that is saved."""
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()
    stop = threading.Event()
    arguments = root, exercises, lambda exercise: heard.put(exercise.name), stop, polling
    watching = threading.Thread(target=saves.watch, args=arguments)
    watching.start()
    try:
        _settle(exercises[-1], heard)
        yield lambda: heard.get(timeout=WAIT_SECONDS)
    finally:
        stop.set()
        watching.join()


def _settle(exercise: Exercise, heard: queue.SimpleQueue[str]) -> None:
    """Save until it is heard: the watch has begun."""
    for number in range(WAIT_SECONDS * 10):
        exercise.stub.write_text(f"try {number}")
        with contextlib.suppress(queue.Empty):
            heard.get(timeout=0.3)
            break
    with contextlib.suppress(queue.Empty):
        while True:  # of the last of these saves there may be more to hear
            heard.get(timeout=0.6)


def in_place(stub: Path) -> None:
    stub.write_text("second")


def renamed_over(stub: Path) -> None:
    part = stub.with_name(f".{stub.name}.swp")
    part.write_text("second")
    part.replace(stub)


def backed_up(stub: Path) -> None:
    stub.rename(f"{stub}~")
    stub.write_text("second")


def removed(stub: Path) -> None:
    stub.unlink()


def turned_into_a_folder(stub: Path) -> None:
    stub.unlink()
    stub.mkdir()


@pytest.mark.parametrize("polling", [False, True])
@pytest.mark.parametrize("save", [in_place, renamed_over, backed_up, removed, turned_into_a_folder])
def test_a_save_is_heard(
    save: Callable[[Path], None], polling: bool, tmp_path: Path, exercises: list[Exercise]
) -> None:
    with watched(tmp_path, exercises, polling) as heard:
        save(exercises[0].stub)
        assert heard() == "running_total"


def test_a_thousand_saves_are_heard_to_the_last(tmp_path: Path, exercises: list[Exercise]) -> None:
    stub, graded = exercises[0].stub, ""
    with watched(tmp_path, exercises, polling=False) as heard:
        for number in range(1000):
            stub.write_text(f"save {number}")
        # Whoever hears of a save reads the file: what is read after the last of them is the last text.
        while graded != "save 999":
            assert heard() == "running_total"
            graded = stub.read_text()


def test_what_leaves_the_text_is_no_save(exercises: list[Exercise]) -> None:
    exercise = exercises[0]
    known = Saves(exercises)
    exercise.stub.write_text("first")
    exercise.stub.with_name(f".{exercise.stub.name}.swp").write_text("x")
    paths = [str(exercise.stub), f"{exercise.stub}~", str(exercise.folder / "README.md"), str(exercise.stub) + ".swp"]
    assert list(known.among(paths)) == []
    exercise.stub.write_text("second")
    assert list(known.among(paths)) == [exercise]
    assert list(known.among(paths)) == []


def test_an_editor_that_takes_the_file_away_for_a_moment(exercises: list[Exercise]) -> None:
    exercise = exercises[0]
    known = Saves(exercises)
    exercise.stub.unlink()
    assert list(known.among([str(exercise.stub)])) == [exercise]
    exercise.stub.write_text("second")
    assert list(known.among([str(exercise.stub)])) == [exercise]
