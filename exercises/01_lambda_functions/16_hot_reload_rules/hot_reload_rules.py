"""Match events against rules that are reloaded while the engine runs."""

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
        raise NotImplementedError

    def load(self, specs: Iterable[Spec]) -> None:
        """Compile the limit of every spec, then replace all rules; if one of them fails, replace none."""
        raise NotImplementedError

    def handle(self, event: Event) -> list[str]:
        """Return the names of the rules that match, in the order of their specs; try only those of the event's kind."""
        raise NotImplementedError
