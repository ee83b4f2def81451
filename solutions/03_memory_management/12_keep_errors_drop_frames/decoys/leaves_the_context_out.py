"""Walks along the causes by itself, and forgets the errors that were being handled.

Fails: test_tells_during_which_error_it_happened
"""

from dataclasses import dataclass
from traceback import format_exception


@dataclass(frozen=True)
class Failure:
    kind: str
    message: str
    where: str


def chained(error):
    text = "".join(format_exception(error, chain=False))
    if error.__cause__ is None:
        return text
    return f"{chained(error.__cause__)}\nThe above exception was the direct cause of the following exception:\n\n{text}"


def run_all(job, items):
    results, failures = {}, {}
    for item in items:
        try:
            results[item] = job(item)
        except Exception as error:
            failures[item] = Failure(type(error).__name__, str(error), chained(error))
    return results, failures
