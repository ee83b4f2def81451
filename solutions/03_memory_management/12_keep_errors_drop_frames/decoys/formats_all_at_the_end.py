"""Collects the errors while the batch runs, and makes text of them afterwards.

Fails: test_keeps_one_scan_at_a_time
"""

from dataclasses import dataclass
from traceback import format_exception


@dataclass(frozen=True)
class Failure:
    kind: str
    message: str
    where: str


def report(error):
    return Failure(type(error).__name__, str(error), "".join(format_exception(error)))


def run_all(job, items):
    results, failures = {}, {}
    for item in items:
        try:
            results[item] = job(item)
        except Exception as error:
            failures[item] = error
    return results, {item: report(failures.pop(item)) for item in list(failures)}
