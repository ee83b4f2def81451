"""load builds a table of names and predicates aside, by kind, and puts it in force by one assignment."""

from collections.abc import Callable, Iterable
from typing import Protocol


class Event(Protocol):
    """Something that happened; it has a kind."""

    kind: str


class Spec(Protocol):
    """A rule as it was written: its name, the kind of event that it is for, and its limit."""

    name: str
    kind: str
    limit: str


class RuleEngine:
    """Tells which rules match an event; the rules can be replaced at any time, all or none."""

    def __init__(self, compile_: Callable[[str], Callable[[Event], bool]]) -> None:
        self._compile = compile_
        self._rules: dict[str, list[tuple[str, Callable[[Event], bool]]]] = {}

    def load(self, specs: Iterable[Spec]) -> None:
        """Compile the limit of every spec, then replace all rules; if one of them fails, replace none."""
        rules: dict[str, list[tuple[str, Callable[[Event], bool]]]] = {}
        for spec in specs:
            rules.setdefault(spec.kind, []).append((spec.name, self._compile(spec.limit)))
        self._rules = rules

    def handle(self, event: Event) -> list[str]:
        """Return the names of the rules that match, in the order of their specs; try only those of the event's kind."""
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]
