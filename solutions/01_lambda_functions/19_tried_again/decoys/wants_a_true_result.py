"""Tries again until there is a result that counts as true.

Fails: test_a_result_that_counts_as_false_is_a_result
"""

from functools import wraps


def tried_again(times, log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times):
                try:
                    result = function(*args, **kwargs)
                    if result:
                        return result
                except Exception as error:
                    log(f"attempt {attempt} of {times}: {error}")
            return function(*args, **kwargs)

        return wrapper

    return decorate
