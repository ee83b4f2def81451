"""Each rule is a lambda of its own scope, which returns its name or None; filter drops the Nones."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

Predicate = Callable[[Any], bool]


class RuleEngine:
    def __init__(self, compile_: Callable[[str], Predicate]) -> None:
        self._compile = compile_
        self._rules: dict[str, list[Callable[[Any], str | None]]] = {}

    def load(self, specs: Iterable[Any]) -> None:
        rules = defaultdict(list)
        for spec in specs:
            rules[spec.kind].append(self._rule(spec.name, self._compile(spec.limit)))
        self._rules = dict(rules)

    def _rule(self, name: str, matches: Predicate) -> Callable[[Any], str | None]:
        return lambda event: name if matches(event) else None

    def handle(self, event: Any) -> list[str]:
        names = (rule(event) for rule in self._rules.get(event.kind, []))
        return [name for name in names if name is not None]
