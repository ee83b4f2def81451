"""Remembers results and inputs in a cache, as if all that is read again were the same.

Fails: test_keeps_no_input_and_no_result
"""

from functools import lru_cache, wraps


def tried_again(times, log):
    def decorate(function):
        @lru_cache
        @wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times):
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    log(f"attempt {attempt} of {times}: {error}")
            return function(*args, **kwargs)

        return wrapper

    return decorate
