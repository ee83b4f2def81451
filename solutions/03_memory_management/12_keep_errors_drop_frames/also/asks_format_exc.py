"""A function runs one item: it returns a result or a Failure, and its frame is gone by then."""

import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass
class Failure:
    kind: str
    message: str
    where: str


def run_one(job: Callable[[int], object], item: int) -> tuple[bool, object]:
    try:
        return True, job(item)
    except Exception:
        return False, Failure(type(sys.exception()).__name__, str(sys.exc_info()[1]), traceback.format_exc())


def run_all(job: Callable[[int], object], items: Iterable[int]) -> tuple[dict[int, object], dict[int, Failure]]:
    results, failures = {}, {}
    for item in items:
        good, outcome = run_one(job, item)
        (results if good else failures)[item] = outcome
    return results, failures
