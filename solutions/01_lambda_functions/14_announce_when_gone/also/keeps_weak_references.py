"""Weak references with a callback, in a set that keeps them until they have called."""

import weakref
from collections.abc import Callable
from typing import Any, Protocol


class Named(Protocol):
    """What has a name, and allows weak references."""

    name: str


WAITING: dict[int, weakref.ref[Any]] = {}
"""The references of those that still live, by their own numbers."""


def announce_when_gone(obj: Named, log: Callable[[str], None]) -> None:
    message = f"closed {obj.name}"

    def gone(reference: weakref.ref[Any]) -> None:
        del WAITING[id(reference)]
        log(message)

    reference = weakref.ref(obj, gone)
    WAITING[id(reference)] = reference
