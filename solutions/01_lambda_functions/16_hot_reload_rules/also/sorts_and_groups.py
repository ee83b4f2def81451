"""Compiles all first, then sorts by kind, which keeps the order within a kind, and groups neighbours."""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

Predicate = Callable[[Any], bool]


class RuleEngine:
    def __init__(self, compile_: Callable[[str], Predicate]) -> None:
        self._compile = compile_
        self._rules: dict[str, tuple[tuple[str, str, Predicate], ...]] = {}

    def load(self, specs: Iterable[Any]) -> None:
        compiled = [(str(spec.kind), spec.name, self._compile(spec.limit)) for spec in specs]
        compiled.sort(key=itemgetter(0))
        self._rules = {kind: tuple(rules) for kind, rules in groupby(compiled, key=itemgetter(0))}

    def handle(self, event: Any) -> list[str]:
        try:
            rules = self._rules[event.kind]
        except KeyError:
            return []
        return [name for _, name, matches in rules if matches(event)]
