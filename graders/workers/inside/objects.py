"""One end's two tables: objects that the other side knows by number, and proxies for its own."""

import contextlib
import gc
import itertools
import threading
import weakref
from collections import OrderedDict, deque
from typing import Any

from .proxies import dunders_of, proxy_class


def emptied(queue: deque[Any]) -> list[Any]:
    """What a queue holds; it may grow meanwhile, even by a finalizer that calls the other side."""
    found = []
    with contextlib.suppress(IndexError):
        while queue:
            found.append(queue.popleft())
    return found


PHASES: OrderedDict[str, None] = OrderedDict(start=None, stop=None)
"""Of the collector of cycles; the last is where it is."""

# Called with the phase and a dict that is never empty, which stands for ``last=True``. A function
# of Python would be among the calls that a learner's profiler counts.
gc.callbacks.append(PHASES.move_to_end)  # type: ignore[arg-type]


class Proxy:
    """Answers for an object of the other side; letting go of it lets go of that object."""

    __slots__ = ("__weakref__", "_count", "_number", "_peer")

    compares_there = True
    """``==`` is the other side's, where its class defines one."""

    names_there = True
    """What can be called has the name that it has on the other side."""

    def __init__(self, number: int, peer: Any) -> None:
        self._number = number
        self._peer = peer
        self._count = 1

    def _incref(self) -> "Proxy":
        """This one, which the other side has handed over once more."""
        self._count += 1
        return self

    def _perform(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return self._peer.ask(name, self, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        asked_for = self.names_there and name in ("__name__", "__qualname__")
        if name.startswith("_") and not (asked_for and callable(self)):
            raise AttributeError(name)
        return self._perform("getattr", (name,), {})

    def __eq__(self, other: object) -> Any:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __del__(self) -> None:
        # Queued, without a lock: it may end anywhere, even where a lock is held.
        self._peer.imports.dead.append([self._number, self._count])

    def __reduce__(self) -> Any:
        raise TypeError("what the test hands over cannot be sent to another process")


class ReturnedRef(list[Any]):
    """The form of a proxy that goes back to its own side.

    It holds the proxy, lest that is reported dead before it arrives.
    """

    def __init__(self, proxy: Proxy) -> None:
        super().__init__(["r", proxy._number])
        self._proxy = proxy


class Exports:
    """Objects of this side that the other side holds, each with the times it was handed over."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._by_number: dict[int, list[Any]] = {}
        self._number_of: dict[int, int] = {}
        # Reentrant: a collection may run a learner's finalizer anywhere, which may call the test.
        self._lock = threading.RLock()

    def give(self, value: Any) -> int:
        """The number of an object, the same for as long as the other side holds it."""
        with self._lock:
            number = self._number_of.get(id(value))
            if number is None:
                number = next(self._numbers)
                self._number_of[id(value)] = number
                self._by_number[number] = [value, 0]
            self._by_number[number][1] += 1
            return number

    def get(self, number: Any) -> Any:
        """The object of a number.

        Raises:
            KeyError: the other side does not hold such a number.
        """
        return self._by_number[number][0]

    def release(self, number: int, count: int) -> None:
        """The other side let go of a proxy that it had received ``count`` times."""
        with self._lock:
            entry = self._by_number.get(number)
            if entry is None:
                return
            entry[1] -= count  # not to 0 where it was handed over again meanwhile
            if entry[1] <= 0:
                del self._by_number[number]
                del self._number_of[id(entry[0])]
        del entry  # the object may end here, and its finalizer run: not under the lock


class TypeTable:
    """Descriptions of types, each sent once: [number, name, special methods]."""

    def __init__(self) -> None:
        self._numbers: dict[type, int] = {}
        self._lock = threading.RLock()  # reentrant, as that of Exports
        self.unsent: deque[list[Any]] = deque()

    def number(self, kind: type, dunders: list[str] | None = None) -> int:
        """The number of a type; queues its description the first time."""
        with self._lock:
            if kind not in self._numbers:
                number = self._numbers[kind] = len(self._numbers)
                self.unsent.append(
                    [number, kind.__name__, dunders_of(kind) if dunders is None else dunders]
                )
            return self._numbers[kind]


class Imports:
    """Proxies for the other side's objects."""

    def __init__(self, peer: Any, base: type = Proxy) -> None:
        self._peer = peer
        self._base = base
        self._kinds: dict[int, tuple[str, list[str]]] = {}
        self._classes: dict[int, type] = {}
        """Made when the first object of a kind comes."""
        self._proxies: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
        self.dead: deque[list[int]] = deque()
        """[number, count] of each proxy that died."""

    def learn(self, number: int, name: str, dunders: list[str]) -> None:
        """Take the description of a kind."""
        self._kinds[number] = (name, dunders)

    def let_go(self) -> list[list[int]]:
        """[number, count] of each proxy that died and was not told of yet.

        None while cycles are collected: their finalizers run in any order, so that of a proxy may
        run before one that still uses it.
        """
        return [] if next(reversed(PHASES)) == "start" else emptied(self.dead)

    def take(self, number: int, kind: int) -> Any:
        """The proxy of a number: the same object for as long as this side holds it."""
        known = self._proxies.get(number)
        if known is not None:
            return known._incref()
        if kind not in self._classes:
            self._classes[kind] = proxy_class(self._base, *self._kinds[kind])
        made = self._proxies[number] = self._classes[kind](number, self._peer)
        return made
