"""A pool of one process, which ends with the block, and takes its memory with it."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_isolated(fn: Callable[..., T], *args: Any) -> T:
    """Return ``fn(*args)``, run so that its memory never becomes part of this process.

    An error of ``fn`` is raised here. Nothing is left running.
    """
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(fn, *args).result()
