"""Log every connection that is gone."""

import weakref
from collections.abc import Callable
from typing import Protocol


class Named(Protocol):
    """What has a name, and allows weak references."""

    name: str


def announce_when_gone(obj: Named, log: Callable[[str], None]) -> None:
    """Call ``log("closed <name>")`` once when ``obj`` is freed, with the name that it has now.

    Bug report: the message never comes.
    """
    weakref.finalize(obj, lambda: log(f"closed {obj.name}"))
