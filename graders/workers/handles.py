"""What a test holds of the learner's objects: handles, whose operations run in the worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from graders.model.report import Frame
from graders.workers.inside.objects import Proxy


class LearnerError(Exception):
    """Mixed into every exception that the learner's code raised, beside its builtin class."""

    frames: Sequence[Frame] = ()
    """The learner's own lines, outermost first."""

    def with_frames(self, frames: Sequence[Frame]) -> Self:
        """This error, as it was raised there: compare ``BaseException.with_traceback``."""
        self.frames = frames
        return self

    def with_value(self, value: Any) -> Self:
        """This StopIteration, with what the learner's generator returned instead of its text."""
        self.value = value
        return self

    @property
    def named(self) -> str:
        """The class's name and the text: "ValueError: size must be positive"."""
        text = ", ".join(map(str, self.args))
        return f"{type(self).__name__}: {text}" if text else type(self).__name__


class Handle(Proxy):
    """An object in the worker.

    It equals only itself, unless its class defines equality and the other is an object of the
    worker too: nothing in the worker can claim to equal a value of the test.
    """

    __slots__ = ()

    compares_there = False
    names_there = False

    def __eq__(self, other: object) -> Any:
        if self is other or not isinstance(other, Handle):
            return self is other
        kind: Any = type(self)
        return "__eq__" in kind._dunders and self._perform("__eq__", (other,), {}) is True

    def __hash__(self) -> int:
        return hash((id(self._peer), self._number))

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> Any:
        return self._perform("exit", (error,), {})

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            self._perform("setattr", (name, value), {})

    def __delattr__(self, name: str) -> None:
        self._perform("delattr", (name,), {})

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of the learner>"
