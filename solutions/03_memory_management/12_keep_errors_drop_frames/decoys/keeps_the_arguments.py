"""Keeps the arguments of the error for a closer look.

Fails: test_keeps_no_scan_that_an_error_was_made_with
"""

from dataclasses import dataclass
from traceback import format_exception


@dataclass(frozen=True)
class Failure:
    kind: str
    message: str
    where: str
    args: tuple


def run_all(job, items):
    results, failures = {}, {}
    for item in items:
        try:
            results[item] = job(item)
        except Exception as error:
            failures[item] = Failure(type(error).__name__, str(error), "".join(format_exception(error)), error.args)
    return results, failures
