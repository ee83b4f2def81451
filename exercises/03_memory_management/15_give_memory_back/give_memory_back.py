"""Work that needs a lot of memory for a short time, in a process that runs for weeks."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def run_isolated(fn: Callable[..., T], *args: Any) -> T:
    """Return ``fn(*args)``, run so that its memory never becomes part of this process.

    An error of ``fn`` is raised here. Nothing is left running.
    """
    raise NotImplementedError
