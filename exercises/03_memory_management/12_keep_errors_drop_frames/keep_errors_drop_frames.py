"""Run a nightly batch, and collect what went wrong for the morning's report."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """What the report says about a failed item."""

    kind: str
    """The name of the error's class: "ValueError"."""
    message: str
    """The text of the error."""
    where: str
    """The formatted traceback, with those of the errors that led to this one."""


def run_all(job: Callable[[int], object], items: Iterable[int]) -> tuple[dict[int, object], dict[int, Failure]]:
    """Call job with every item; return the results and the failures by item, both in the order of the items.

    A failure is any ``Exception``. Keeping a ``Failure`` keeps nothing of the failed call alive.
    """
    raise NotImplementedError
