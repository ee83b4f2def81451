"""A lazy pipeline in one expression: next() asks for one answer, and so map() calls load just until there is one."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def first_loaded(load: Callable[[str], T | None], *names: str) -> T | None:
    """Return the first ``load(name)`` that is not None, else None: ``first_loaded(load, "oslo", "lima", ...)``.

    Stop asking at the first answer, and ask no mirror twice.
    """
    return next(filter(lambda answer: answer is not None, map(load, names)), None)
