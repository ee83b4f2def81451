"""Ask download mirrors one after another, and take the first answer."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def first_loaded(load: Callable[[str], T | None], *names: str) -> T | None:
    """Return the first ``load(name)`` that is not None, else None: ``first_loaded(load, "oslo", "lima", ...)``.

    Stop asking at the first answer, and ask no mirror twice.
    """
    raise NotImplementedError
