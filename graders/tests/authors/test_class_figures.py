"""What a class costs is measured by real runs, whatever it comes to."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from graders.authors import benchmark, class_figures, made_class
from graders.authors.class_figures import Running, Ungraded
from graders.authors.cluster import figures
from graders.model.exercises import find_exercises, select
from graders.tests.children import needs_shared_memory

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the kernel tells no CPU time of children")


def test_a_small_class_is_measured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(class_figures, "MADE_OF", ("oldest_tree",))
    for name, number in (("DIFFERENT", 2), ("LEARNERS", 3), ("MANY", 4), ("VERY_MANY", 5)):
        monkeypatch.setattr(class_figures, name, number)
    assert benchmark.main(["class", "--rounds", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    shapes = [
        r"  CPU of a class, of each graded alone +-?\d+\.\d\d   goal 0\.77 +\d.* 0\.67 of the answers differ",
        r"  efficiency of a second judge, of two runs' +\d+\.\d\d   goal 0\.9 +\d\.\d\d against \d\.\d\d",
        r"  a run with nothing to do +\d+\.\d\d s   goal 2 s +4 learners; \d+\.\d\d s of CPU",
        r"  memory of the parent +\d+ MiB   goal 300 MiB +5 learners; all written in \d+ s",
    ]
    assert len(lines) == len(shapes)
    for shape, line in zip(shapes, lines, strict=True):
        assert re.fullmatch(shape, line), line
    assert int(re.findall(r"(\d+) MiB", lines[3])[0]) > 10


@needs_shared_memory
@pytest.mark.skipif(sys.platform != "linux", reason="judges of a cluster are locked in, which is Linux's")
def test_a_small_class_is_measured_by_dask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for module in (class_figures, figures):
        monkeypatch.setattr(module, "MADE_OF", ("oldest_tree",))
    monkeypatch.setattr(class_figures, "DIFFERENT", 2)
    monkeypatch.setattr(figures, "SENT", 3)
    assert benchmark.main(["cluster", "--rounds", "1"]) == 0
    cpu, overhead = capsys.readouterr().out.splitlines()[2:]
    cost = r"  CPU of two Dask workers, of two judges' +\d+\.\d\dx   goal 1\.25x +\d"
    assert re.match(cost, cpu), cpu
    assert re.search(r"\d s of CPU against .* s; .* s against .* s$", cpu), cpu
    assert re.fullmatch(r"  overhead of a task +\d+\.\d ms   goal - +to a worker and back", overhead), overhead


def test_a_run_that_fails_is_no_measurement(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = [sys.executable, "-c", "import sys; print('one\\nno room\\x1b', file=sys.stderr); sys.exit(3)"]
    with pytest.raises(Ungraded, match=r"a run exited 3; it said last: no room\\x1b"):
        Running(failing).ended()
    with pytest.raises(Ungraded, match="exited 1; it said last: nothing"):
        Running([sys.executable, "-c", "raise SystemExit(1)"]).ended()

    def ungraded(rounds: int) -> list[str]:
        raise Ungraded("a run exited 4; it said last: nothing")

    monkeypatch.setattr(class_figures, "figures", ungraded)
    assert benchmark.main(["class"]) == 4
    assert capsys.readouterr().out.endswith("  class: not measured: a run exited 4; it said last: nothing\n")


def test_a_made_class_has_as_many_different_answers_as_it_says(tmp_path: Path) -> None:
    exercises = select(["oldest_tree", "top_k_customers"], find_exercises())
    made_class.hand_in(tmp_path, exercises, 30, 23)
    assert len(list(tmp_path.iterdir())) == 30
    for each in exercises:
        files = list(tmp_path.rglob(each.stub.name))
        assert len(files) == 30
        assert len({file.read_bytes() for file in files}) == 23
