"""An object of a class at the top of the module: its setting is all that it has, and all that is pickled."""

from collections.abc import Callable, Iterable
from typing import Any

KINDS = ("item", "attribute", "method", "function")


class Reader:
    __slots__ = ("_inputs", "_kind", "_what")

    def __init__(self, kind: str, what: Any, *inputs: Any) -> None:
        if kind not in KINDS:
            raise KeyError(kind)
        self._kind, self._what, self._inputs = kind, what, inputs

    def __reduce__(self) -> tuple[Any, ...]:
        return Reader, (self._kind, self._what, *self._inputs)

    def __call__(self, record: Any) -> Any:
        match self._kind:
            case "item":
                return record[self._what]
            case "attribute":
                for name in self._what.split("."):
                    record = getattr(record, name)
                return record
            case "method":
                return getattr(record, self._what)(*self._inputs)
        return self._what(*self._inputs, record)


def column_readers(settings: Iterable[tuple[Any, ...]]) -> list[Callable[[Any], Any]]:
    return [Reader(*setting) for setting in settings]
