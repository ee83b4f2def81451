"""Raises an error of its own after the last attempt, which the caller doesn't expect.

Fails: test_raises_the_last_error, test_each_call_has_its_own_attempts,
    test_decorated_functions_do_not_share_anything, test_keeps_no_error, test_has_one_deed_at_a_time
"""

from functools import wraps


def tried_again(times, log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    if attempt == times:
                        raise RuntimeError(f"failed {times} times") from error
                    log(f"attempt {attempt} of {times}: {error}")

        return wrapper

    return decorate
