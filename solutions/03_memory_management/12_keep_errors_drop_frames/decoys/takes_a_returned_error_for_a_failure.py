"""Lets a call return its error, and takes for a failure whatever is an error by its class.

Fails: test_gives_the_results_in_order, test_keeps_no_scan_of_a_failed_call, test_keeps_no_scan_of_a_cause,
    test_keeps_no_scan_of_an_error_being_handled, test_keeps_no_scan_that_an_error_was_made_with,
    test_keeps_one_scan_at_a_time
"""

from dataclasses import dataclass
from traceback import format_exception


@dataclass
class Failure:
    kind: str
    message: str
    where: str


def run_one(job, item):
    try:
        outcome = job(item)
    except Exception as error:
        outcome = error
    if isinstance(outcome, Exception):
        return Failure(type(outcome).__name__, str(outcome), "".join(format_exception(outcome)))
    return outcome


def run_all(job, items):
    outcomes = {item: run_one(job, item) for item in items}
    failures = {item: outcome for item, outcome in outcomes.items() if isinstance(outcome, Failure)}
    return {item: outcome for item, outcome in outcomes.items() if item not in failures}, failures
