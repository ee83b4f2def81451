"""Gives the error another name, which the frame keeps, as the error keeps the frame: a circle.

Fails: test_keeps_no_scan_of_a_failed_call, test_keeps_no_scan_of_a_cause,
    test_keeps_no_scan_of_an_error_being_handled, test_keeps_no_scan_that_an_error_was_made_with,
    test_keeps_one_scan_at_a_time
"""

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
        except Exception as error:
            err = error
        else:
            continue
        failures[item] = Failure(type(err).__name__, str(err), "".join(format_exception(err)))
    return results, failures
