"""Gives names to what sys.exc_info() returns: they outlive the except block, and make a circle with the frame.

Fails: test_keeps_no_scan_of_a_failed_call, test_keeps_no_scan_of_a_cause,
    test_keeps_no_scan_of_an_error_being_handled, test_keeps_no_scan_that_an_error_was_made_with,
    test_keeps_one_scan_at_a_time
"""

import sys
from dataclasses import dataclass
from traceback import format_exception


@dataclass(frozen=True)
class Failure:
    kind: str
    message: str
    where: str


def run_all(job, items):
    results, failures = {}, {}
    for item in items:
        try:
            results[item] = job(item)
        except Exception:
            kind, error, _ = sys.exc_info()
            failures[item] = Failure(kind.__name__, str(error), "".join(format_exception(error)))
    return results, failures
