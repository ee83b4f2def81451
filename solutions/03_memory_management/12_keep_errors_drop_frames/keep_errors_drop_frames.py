"""Inside the except block the error becomes text, and text holds no frames."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from traceback import format_exception


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
    results: dict[int, object] = {}
    failures: dict[int, Failure] = {}
    for item in items:
        try:
            results[item] = job(item)
        except Exception as error:
            failures[item] = Failure(type(error).__name__, str(error), "".join(format_exception(error)))
    return results, failures
