"""Work that needs much memory for a short time, in a process that lives for long."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def run_isolated(fn: Callable[..., T], *args: Any) -> T:
    """Give ``fn(*args)``, run so that its memory never becomes part of this process.

    An error of ``fn`` is raised here. Nothing runs on afterwards.
    """
    raise NotImplementedError
