"""Puts the loop into the try, so that the first failure ends it.

Fails: test_runs_every_item, test_tells_kind_and_message, test_tells_the_text_that_an_error_makes_of_itself,
    test_lets_an_error_of_the_items_be_seen, test_keeps_no_scan_of_a_failed_call, test_keeps_no_scan_of_a_cause,
    test_keeps_no_scan_of_an_error_being_handled, test_keeps_no_scan_that_an_error_was_made_with,
    test_keeps_one_scan_at_a_time, test_keeps_200_kib_for_60_failures
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
    try:
        for item in items:
            results[item] = job(item)
    except Exception as error:
        failures[item] = Failure(type(error).__name__, str(error), "".join(format_exception(error)))
    return results, failures
