"""Takes an error of the items for their end, and reports half a batch.

Fails: test_lets_an_error_of_the_items_be_seen
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
    items = iter(items)
    while True:
        try:
            item = next(items)
        except Exception:
            return results, failures
        try:
            results[item] = job(item)
        except Exception as error:
            failures[item] = Failure(type(error).__name__, str(error), "".join(format_exception(error)))
