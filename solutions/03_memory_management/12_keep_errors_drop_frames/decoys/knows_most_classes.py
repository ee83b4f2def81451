"""Catches the classes of errors that it has met so far.

Fails: test_tells_kind_and_message, test_tells_the_text_that_an_error_makes_of_itself
"""

from dataclasses import dataclass
from traceback import format_exception


@dataclass
class Failure:
    kind: str
    message: str
    where: str


def run_all(job, items):
    results, failures = {}, {}
    for item in items:
        try:
            results[item] = job(item)
        except (ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError) as error:
            failures[item] = Failure(type(error).__name__, str(error), "".join(format_exception(error)))
    return results, failures
