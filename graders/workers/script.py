"""A worker that lies: what one has said of a right answer, another one says of any."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graders.workers.handles import Handle, LearnerError
from graders.workers.inside import requests
from graders.workers.inside.requests import Service
from graders.workers.worker import LENDABLE, Worker, fill

LEFT_ALONE = frozenset(
    each.name
    for each in (
        requests.READY,
        requests.DRAIN,
        requests.LEND,
        requests.CENSUS_START,
        requests.TRACE_CURVE,
    )
)
"""Services whose answer nobody needs to forge: given before anything of the learner's is there; the
items of the learner's own iterator, which are compared; places in the worker's memory, at which the
judge looks; what is only drawn."""

IN_ITS_PLACE = "said in the worker's place:"
"""How the note begins of a test that tells of it."""

PLAIN = (type(None), bool, int, float, complex, str, bytes, bytearray, range)
"""Types whose values mean the same in every process."""

_GROUPS = (list, tuple, set, frozenset)


@dataclass
class Script:
    """What a worker has said, by service and probe, each in the order of asking."""

    said: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    """Of what cannot be said again, such as an object of that worker's, ``ELSEWHERE``."""
    lies: bool = False
    """It is said again; else it is written down."""
    idle: bool = False
    """A probe of which the answer is known is not even called."""
    told: list[str] = field(default_factory=list)
    """The rows whose answer was another than the worker's own."""
    _places: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def begin(self) -> None:
        """Another run begins: from the first line, to write or to say."""
        self._places.clear()
        self.told.clear()
        if not self.lies:
            self.said.clear()

    def known_beside(self, other: Script) -> Script:
        """What is said here and there alike, to be said again: who knows the test knows that."""
        said = defaultdict(list)
        for row in self.said.keys() & other.said.keys():
            pairs = zip(self.said[row], other.said[row], strict=False)
            said[row] = [one if one == another else ELSEWHERE for one, another in pairs]
        return Script(said, lies=True)

    def answer(self, row: str, ask: Callable[[], Any], is_probe: bool = False) -> Any:
        """The worker's own answer, written down; or what is in its place here.

        Raises:
            Verdict: the worker does not answer.
            LearnerError: what it raised, where there is nothing else to say.
        """
        if not self.lies:
            found = ask()
            self.said[row].append(copy.deepcopy(found) if is_plain(found) else ELSEWHERE)
            return found
        place, self._places[row] = self._places[row], self._places[row] + 1
        kept = self.said[row][place] if place < len(self.said[row]) else ELSEWHERE
        if self.idle and is_probe and kept is not ELSEWHERE:
            self.told.append(row)
            return copy.deepcopy(kept)
        try:
            own: Any = ask()  # a liar does what it is asked for, and says something else
        except LearnerError:
            if kept is ELSEWHERE:
                raise
            own = ELSEWHERE
        if kept is ELSEWHERE:
            return own
        if own is ELSEWHERE or own != kept:
            self.told.append(row)
        return copy.deepcopy(kept)


ELSEWHERE: Any = object()
"""Stands for what only the worker that said it can say."""


def is_plain(value: Any) -> bool:
    """True for what means the same in every process."""
    if isinstance(value, dict):
        return all(is_plain(part) for pair in value.items() for part in pair)
    if isinstance(value, _GROUPS):
        return all(map(is_plain, value))
    return type(value) in PLAIN


class ScriptedWorker(Worker):
    """A worker whose services and probes answer by a script, in the place of their own words.

    What the learner's own names and objects return stays theirs, but for what became of the values
    that were lent to them.
    """

    def __init__(self, script: Script, probes: frozenset[str], *parts: Any) -> None:
        super().__init__(*parts)
        self._script = script
        self._probes = probes
        """Names of the test file's probes."""

    def ask(
        self,
        verb: str,
        target: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """As ``Worker.ask``."""

        def own() -> Any:
            return super(ScriptedWorker, self).ask(verb, target, args, kwargs)

        kind, name = target if type(target) is tuple else ("", type(target).__name__)
        attribute = f" {args[0]}" if verb == "getattr" else ""
        row = f"{name} {verb}{attribute}"
        if kind == "p" or (isinstance(target, Handle) and name in self._probes):
            return self._script.answer(row, lambda: self._lent(row, own, args), is_probe=True)
        return self._lent(row, own, args)

    def _lent(self, row: str, own: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        """Have something done, and say of what was lent that it stays, where it did."""
        lent: list[Any] = [(each, copy.copy(each)) for each in args if isinstance(each, LENDABLE)]

        def stays() -> bool:
            return all(each == before for each, before in lent)

        def settled(found: Any = None) -> Any:
            said = lent and self._script.answer(f"{row} leaves what it was lent", stays)
            if said and not stays():
                # Of what comes back as the very value that was lent, a copy, or it would stay too.
                found = copy.copy(found) if any(found is each for each, _ in lent) else found
                for each, before in lent:
                    fill(each, before)
            return found

        try:
            found = own()
        except BaseException:
            settled()
            raise
        return settled(found)

    def service(self, service: Service[Any], *args: Any) -> Any:
        """As ``Worker.service``."""

        def own() -> Any:
            return super(ScriptedWorker, self).service(service, *args)

        if service.name in LEFT_ALONE or service.result in (object, requests.Nothing):
            return own()
        return self._script.answer(service.name, own)
