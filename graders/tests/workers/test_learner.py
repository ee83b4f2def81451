from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.model.report import Failed, Fault
from graders.tests.conftest import MakesExecution
from graders.workers.learner import LearnerModule, Name, StubFinder


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """The stub ``kata`` as a test file imports it; a real one, that must not run, lies on the path."""
    (tmp_path / "kata.py").write_text("raise SystemExit('the judge ran it')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", [StubFinder({"kata": object()}), *sys.meta_path])
    import kata  # type: ignore[import-not-found]

    yield kata
    del sys.modules["kata"]


def test_the_import_of_a_stub_never_runs_it(stub: object) -> None:
    assert isinstance(stub, LearnerModule)


def test_other_modules_are_imported_as_ever(stub: object) -> None:
    assert StubFinder({"kata": object()}).find_spec("json", None) is None


def test_a_name_is_the_same_each_time(stub: object) -> None:
    from kata import Till, total

    assert total is stub.total  # type: ignore[attr-defined]
    assert (total.__name__, total.__module__, total.__wire__) == ("total", "kata", ("g", "total"))
    assert repr(Till) == "<Till of the learner>"


def test_a_stub_has_no_dunder_names_of_its_own(stub: object) -> None:
    assert not hasattr(stub, "__all__")


def test_a_name_is_called_in_the_worker_with_its_arguments(execute: MakesExecution, stub: object) -> None:
    from kata import scale

    execute("def scale(item, *, by=2): return item * by")
    assert scale(4) == 8
    assert scale(4, by=3) == 12


def test_attributes_of_a_name_are_those_of_the_worker(execute: MakesExecution) -> None:
    execute("class Till:\n    limit = 40\n    @staticmethod\n    def free(): return 'yes'")
    till = Name("kata", "Till")
    assert till.limit == 40
    assert till.free() == "yes"
    with pytest.raises(AttributeError):
        till._secret  # noqa: B018


def test_a_name_crosses_as_itself(execute: MakesExecution) -> None:
    execute("def twice(item): return 2 * item\ndef apply(function, item): return function(item)")
    assert Name("kata", "apply")(Name("kata", "twice"), 21) == 42


def test_a_name_that_the_learner_took_away_is_a_failure(execute: MakesExecution) -> None:
    execute("def other(): pass")
    with pytest.raises(Failed, match="defines no total"):
        Name("kata", "total")()


def test_a_name_is_of_no_use_while_test_files_are_imported() -> None:
    with pytest.raises(Fault, match="inside a test only"):
        Name("kata", "total")()
