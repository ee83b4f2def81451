"""Keeps the last error under a name to raise it behind the loop: it's alive during the next attempt, and leads to itself.

Fails: test_keeps_no_input_and_no_result, test_keeps_no_error, test_has_one_deed_at_a_time
"""

from functools import wraps


def tried_again(times, log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            last = None
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    last = error
                    if attempt < times:
                        log(f"attempt {attempt} of {times}: {error}")
            raise last

        return wrapper

    return decorate
