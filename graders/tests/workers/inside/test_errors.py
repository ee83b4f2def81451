from __future__ import annotations

import builtins
from typing import Any

import pytest

from graders.workers.handles import LearnerError
from graders.workers.inside import errors


class Full(LookupError):
    pass


class RowFull(Full):
    pass


def caught(call: Any) -> BaseException:
    with pytest.raises(BaseException) as info:  # noqa: PT011 - any exception will do
        call()
    return info.value


def raiser(error: BaseException) -> Any:
    def call() -> None:
        raise error

    return call


def test_an_exception_is_described_up_to_its_first_builtin_class() -> None:
    described = errors.describe(RowFull("row 3"), set())
    assert described == {"names": ["RowFull", "Full", "LookupError"], "text": "row 3", "frames": []}


def test_only_lines_of_the_learner_s_files_are_told() -> None:
    space: dict[str, Any] = {}
    exec(compile("def seat():\n    raise ValueError\n", "kata.py", "exec"), space)
    error = caught(space["seat"])
    assert errors.describe(error, {"kata.py"})["frames"] == [["kata.py", 2, "seat"]]
    assert errors.describe(error, {"other.py"})["frames"] == []


def test_of_a_deep_recursion_the_innermost_lines_are_told() -> None:
    space: dict[str, Any] = {}
    exec(compile("def down(n):\n    return down(n - 1) if n else 1 / 0\n", "kata.py", "exec"), space)
    frames = errors.describe(caught(lambda: space["down"](200)), {"kata.py"})["frames"]
    assert frames == [["kata.py", 2, "down"]] * errors.FRAMES


class Mute(Exception):
    def __str__(self) -> str:
        raise RuntimeError("never")


class Odd:
    def __repr__(self) -> str:
        return "half a pair \ud800"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (KeyError("row"), "'row'"),
        (KeyError(), ""),
        (KeyError("a", "b"), "('a', 'b')"),
        (SystemExit(3), "3"),
        (SystemExit(), "None"),
        (ValueError("x" * 5000), "x" * 2000),
        (ValueError(Odd()), "half a pair ?"),
        (Mute(), "(its text raised RuntimeError)"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_the_text_of_an_exception_is_safe_and_short(error: BaseException, text: str) -> None:
    assert errors.describe(error, set())["text"] == text


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Full", "LookupError"], LookupError),
        ([], Exception),
        (["Full"], Exception),
        (["print"], Exception),
        (["int"], Exception),
        (["ExceptionGroup"], Exception),
        (["KeyboardInterrupt"], KeyboardInterrupt),
    ],
)
def test_the_builtin_class_of_a_description(names: list[str], expected: type) -> None:
    assert errors.builtin(names) is expected


def test_a_builtin_type_is_known_by_name() -> None:
    assert errors.builtin_type("int") is int
    assert errors.builtin_type("print") is None
    assert errors.builtin_type("nothing") is None


def test_a_builtin_exception_is_rebuilt_as_itself() -> None:
    error = errors.rebuild(["ValueError"], "low")
    assert type(error) is ValueError
    assert error.args == ("low",)


def test_an_own_exception_is_rebuilt_under_its_name() -> None:
    error = errors.rebuild(["RowFull", "Full", "LookupError"], "")
    assert type(error).__name__ == "RowFull"
    assert isinstance(error, LookupError)
    assert error.args == ()


def test_a_description_without_names_is_an_exception() -> None:
    assert type(errors.rebuild([], "odd")).__name__ == "Exception"


EXCEPTIONS = [kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException)]


@pytest.mark.parametrize("kind", EXCEPTIONS, ids=lambda kind: kind.__name__)
def test_the_judge_can_rebuild_every_builtin_exception(kind: type[BaseException]) -> None:
    error = errors.rebuild([kind.__name__], "why", LearnerError)
    assert isinstance(error, LearnerError)
    assert type(error).__name__ == kind.__name__
    assert error.args[:1] == ("why",)
    harmless = issubclass(kind, Exception) and not issubclass(kind, BaseExceptionGroup)
    assert isinstance(error, kind) == (harmless or kind is BaseException)
