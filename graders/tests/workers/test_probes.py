from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import probes
from graders.workers.probes import probe, probes_of

HERE = Path(__file__)


@probe
def halves(item):  # type: ignore[no-untyped-def]
    """Half of it."""
    return item / 2


@probe
class Gauge:
    """A rain gauge."""

    made: list[int] = []  # noqa: RUF012

    def __init__(self, depth):  # type: ignore[no-untyped-def]
        Gauge.made.append(depth)
        self.depth = halves(depth)


@probe
def where():  # type: ignore[no-untyped-def]
    """The worker's file and line of this function, and what else it sees."""
    return where.__code__.co_filename, where.__code__.co_firstlineno, "HERE" in globals()


@pytest.fixture
def passing() -> Iterator[None]:
    """Probes that a test defines are forgotten after it."""
    kept = dict(probes._SOURCES[HERE.resolve()])
    yield
    probes._SOURCES[HERE.resolve()] = kept


def test_the_source_of_a_probe_comes_without_its_mark() -> None:
    first, *others = probes_of(HERE)
    assert first.strip().startswith("def halves(item):")
    assert len(others) == 2
    assert "@probe" not in "".join([first, *others])


def test_lines_keep_their_numbers() -> None:
    lines = HERE.read_text().splitlines()
    for text in probes_of(HERE):
        number, first = next((place, line) for place, line in enumerate(text.splitlines()) if line)
        assert lines[number] == first


def test_other_files_have_no_probes(tmp_path: Path) -> None:
    assert probes_of(tmp_path / "test_other.py") == []


def test_a_probe_knows_what_it_was() -> None:
    assert (halves.name, halves.__doc__, halves.__wire__) == ("halves", "Half of it.", ("p", "halves"))


@pytest.mark.usefixtures("passing")
def test_an_indented_probe_is_set_to_the_margin() -> None:
    @probe
    async def inner() -> int:
        return 1

    assert probes_of(HERE)[-1].lstrip("\n").startswith("async def inner() -> int:\n    return 1")


@pytest.mark.usefixtures("passing")
def test_a_decorator_below_the_mark_stays() -> None:
    @probe
    @functools.lru_cache
    def cached() -> int:
        return 1

    assert probes_of(HERE)[-1].lstrip("\n").startswith("@functools.lru_cache\ndef cached")


@pytest.mark.usefixtures("passing")
def test_a_probe_that_is_defined_again_replaces_the_old_one() -> None:
    for _ in range(2):
        probe(halves.original)
    assert len(probes_of(HERE)) == 3


def test_a_probe_runs_in_the_worker_beside_the_learners_code(execute: MakesExecution) -> None:
    execute("def depth(gauge): return gauge.depth", test_file=HERE)
    assert halves(5) == 2.5
    assert learner("depth")(Gauge(8)) == 4  # type: ignore[no-untyped-call]
    assert Gauge.made == [8]


def test_a_probe_crosses_by_name(execute: MakesExecution) -> None:
    execute("def build(kind, depth): return kind(depth)", test_file=HERE)
    assert learner("build")(Gauge, 6).depth == 3


def test_a_probe_stands_alone(execute: MakesExecution) -> None:
    execute("pass", test_file=HERE)
    file, line, sees = where()
    assert (file, sees) == (HERE.name, False)
    assert HERE.read_text().splitlines()[line - 1].startswith("def where()")


@pytest.mark.usefixtures("passing")
def test_a_probe_that_measures_marks_the_test_when_it_is_called_or_handed_over(execute: MakesExecution) -> None:
    @probe(by_word="only it can tell")  # type: ignore[untyped-decorator]
    def gauge(number: int) -> int:
        return number

    assert probes_of(HERE)[-1].lstrip("\n").startswith("def gauge")
    for use in (lambda: gauge(1), lambda: learner("call")(gauge), lambda: learner("call")([gauge])):
        running = execute("def call(each): return 1", test_file=HERE)
        halves(2)
        assert not running.by_word
        use()  # type: ignore[no-untyped-call]
        assert list(running.by_word) == ["only it can tell"]


def test_private_names_of_a_probe_are_not_asked_for() -> None:
    with pytest.raises(AttributeError):
        Gauge._private  # type: ignore[attr-defined]  # noqa: B018
