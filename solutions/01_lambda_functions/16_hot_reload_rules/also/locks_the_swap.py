"""A lock around the swap and around the look at the table: short, and never while anything is compiled or matched."""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any


class RuleEngine:
    def __init__(self, compile_: Callable[[str], Callable[[Any], bool]]) -> None:
        self._compile = compile_
        self._rules: dict[str, list[tuple[str, Callable[[Any], bool]]]] = {}
        self._lock = Lock()

    def load(self, specs: Iterable[Any]) -> None:
        rules: dict[str, list[tuple[str, Callable[[Any], bool]]]] = {}
        for spec in specs:
            rules.setdefault(spec.kind, []).append((spec.name, self._compile(spec.limit)))
        with self._lock:
            self._rules, old = rules, self._rules
        del old

    def handle(self, event: Any) -> list[str]:
        with self._lock:
            rules = self._rules
        return [name for name, matches in rules.get(event.kind, ()) if matches(event)]
