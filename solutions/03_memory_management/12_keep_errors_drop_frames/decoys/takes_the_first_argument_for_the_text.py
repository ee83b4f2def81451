"""Takes the first argument of an error for its text.

Fails: test_tells_the_text_that_an_error_makes_of_itself
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
            text = str(error.args[0]) if error.args else ""
            failures[item] = Failure(type(error).__name__, text, "".join(format_exception(error)))
    return results, failures
