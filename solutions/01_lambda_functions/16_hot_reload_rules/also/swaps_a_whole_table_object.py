"""Every load makes a table object that never changes after; the engine has one at a time."""

from collections.abc import Callable, Iterable
from typing import Any

Predicate = Callable[[Any], bool]


class Table:
    def __init__(self, specs: Iterable[Any], compile_: Callable[[str], Predicate]) -> None:
        self._names: dict[str, list[str]] = {}
        self._predicates: dict[str, list[Predicate]] = {}
        for spec in specs:
            self._predicates.setdefault(spec.kind, []).append(compile_(spec.limit))
            self._names.setdefault(spec.kind, []).append(spec.name)

    def names(self, event: Any) -> list[str]:
        kind = event.kind
        if kind not in self._names:
            return []
        rules = zip(self._names[kind], self._predicates[kind], strict=True)
        return [name for name, matches in rules if matches(event)]


class RuleEngine:
    def __init__(self, compile_: Callable[[str], Predicate]) -> None:
        self._compile = compile_
        self._table = Table([], compile_)

    def load(self, specs: Iterable[Any]) -> None:
        self._table = Table(specs, self._compile)

    def handle(self, event: Any) -> list[str]:
        return self._table.names(event)
