"""``profile`` records an answer in a worker that is locked in; its pages, memray's and our own, are harmless."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from graders.commands import profiling
from graders.commands.arguments import answer
from graders.model.exercises import Exercise
from graders.tests.repositories import MODULE, REFERENCE, STUB, Repository
from graders.workers.execution import Execution
from graders.workers.inside import confine

HOLDS = '''"""Keeps a lot until it is asked."""


def running_total(readings):
    kept = bytes(3_000_000)
    for total, reading in enumerate(readings):
        yield total + len(kept)
'''

pytestmark = pytest.mark.skipif(importlib.util.find_spec("memray") is None, reason="there is no memray here")


@pytest.fixture
def exercise(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Exercise:
    monkeypatch.setattr(profiling, "ROOT", repository.root)
    return repository.exercise(stub=HOLDS)


def profiled(*argv: str) -> int:
    return answer(lambda: profiling.main([MODULE, *argv]))


def peaks(out: str) -> dict[str, str]:
    return dict(re.findall(r"^    (test_\w+) +([\d.]+ \w+|nothing)", out, re.MULTILINE))


def test_the_peak_of_each_test_and_the_lines_that_hold_it(
    exercise: Exercise, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert profiled() == 0
    out = capsys.readouterr().out
    assert peaks(out) == {"test_sums_as_it_goes": "2.9 MiB", "test_reads_no_further_than_asked": "2.9 MiB"}
    assert "    line 5: 2.9 MiB  kept = bytes(3_000_000)\n" in out
    folder = repository.root / profiling.FOLDER / MODULE
    assert f"  flamegraph: {profiling.FOLDER}/{MODULE}/flamegraph.html\n" in out
    for name in ("flamegraph.html", "table.html"):
        page = (folder / name).read_text(encoding="utf-8")
        assert f"{exercise.stub.name}" in page
        assert not re.search(r"<title>\s*</title>", page)
        assert not re.search(r"<(script|link)[^>]+(src|href)=.https?:", page)


def test_of_what_is_not_written_nothing_is_held(exercise: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    exercise.stub.write_text(STUB, encoding="utf-8")
    assert profiled("sums") == 0
    out = capsys.readouterr().out
    assert peaks(out).keys() == {"test_sums_as_it_goes"}
    assert "MiB" not in out


def test_where_there_is_nothing_to_record_one_line_says_why(
    exercise: Exercise, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert profiled("nosuch") == 2
    none = "running_total: nothing was recorded: no test has 'nosuch' in its name\n"
    assert capsys.readouterr().err == none
    exercise.stub.write_text("import os\nos._exit(3)\n", encoding="utf-8")
    assert profiled() == 2
    assert capsys.readouterr().err.startswith("running_total: nothing was recorded: ")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert profiled() == 2
    assert capsys.readouterr().err == f"{profiling.NOT_HERE}\n"


def test_one_test_may_be_lost_and_the_others_are_told(exercise: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    ends = HOLDS.replace(
        "    for", "    import os\n    if not isinstance(readings, list):\n        os._exit(3)\n    for"
    )
    exercise.stub.write_text(ends, encoding="utf-8")
    assert profiled() == 0
    assert peaks(capsys.readouterr().out) == {
        "test_sums_as_it_goes": "2.9 MiB",
        "test_reads_no_further_than_asked": "nothing",
    }


def test_of_a_file_that_cannot_be_loaded_no_worker_is_left(
    exercise: Exercise, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, close = [], Execution.close

    def noted(running: Execution) -> None:
        closed.append(running)
        close(running)

    monkeypatch.setattr(Execution, "close", noted)
    exercise.stub.write_text("1 / 0\n", encoding="utf-8")
    assert profiled() == 2
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert len(closed) == 2  # one for each test


@pytest.mark.skipif("landlock" not in confine.available(), reason="nothing locks a worker in here")
def test_the_worker_is_locked_in(exercise: Exercise, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret").write_text("told", encoding="utf-8")
    reads = REFERENCE.replace("total = 0", f"total = len(open({str(tmp_path / 'secret')!r}).read()) * bytes(3_000_000)")
    exercise.stub.write_text(reads, encoding="utf-8")
    assert profiled() == 0
    assert "MiB" not in capsys.readouterr().out


def test_names_that_a_worker_tells_are_harmless(exercise: Exercise, tmp_path: Path) -> None:
    """A file that is named by a path is not read, and no name is markup."""
    (tmp_path / "secret.py").write_text("PASSWORD = 1\n", encoding="utf-8")
    told = [
        (5 << 20, 1, [("<script>alert(1)</script>\n", "<b>.py", 1), ("f", str(tmp_path / "secret.py"), 1)]),
        (-5, -1, [("g", exercise.stub.name, 5)]),
    ]
    found = profiling.records(told, exercise)
    assert found[1].size == found[1].n_allocations == 0
    pages = profiling.write(found, exercise, "<i>title</i>", tmp_path / "pages")
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert "PASSWORD" not in page
        assert "<script>alert(1)" not in page
        assert "<i>title" not in page
    assert json.dumps("secret.py") in pages[0].read_text(encoding="utf-8")


def test_each_line_of_the_answer_has_what_it_held(exercise: Exercise) -> None:
    told = [
        (
            3 << 20,
            2,
            [("bytes", "helper.py", 9), ("running_total", exercise.stub.name, 5), ("f", exercise.stub.name, 7)],
        ),
        (1 << 20, 1, [("running_total", exercise.stub.name, 5)]),
        (1 << 10, 1, [("import", "os.py", 1)]),
        (0, 1, []),
    ]
    found = profiling.records(told, exercise)
    assert [(each.size, each.blocks, each.where, each.text) for each in profiling.by_line(found, exercise)] == [
        (4 << 20, 3, "line 5", "kept = bytes(3_000_000)"),
        (1 << 10, 2, "no line of yours", ""),
    ]
    first, *_, last = profiling.by_calls(found)
    stub = exercise.stub.name
    assert (first.where, [*first.calls]) == ("bytes, helper.py:9", [f"running_total, {stub}:5", f"f, {stub}:7"])
    assert last.where == "unknown"
