"""Takes an interruption from the keyboard for a failed item.

Fails: test_lets_an_interruption_through
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
        except BaseException as error:
            failures[item] = Failure(type(error).__name__, str(error), "".join(format_exception(error)))
    return results, failures
