"""Counts the attempts beside the wrapper, so that the second call has none left.

Fails: test_each_call_has_its_own_attempts, test_works_as_a_method, test_keeps_no_input_and_no_result,
    test_has_one_deed_at_a_time
"""

from functools import wraps


def tried_again(times, log):
    def decorate(function):
        attempt = 0

        @wraps(function)
        def wrapper(*args, **kwargs):
            nonlocal attempt
            while attempt + 1 < times:
                attempt += 1
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    log(f"attempt {attempt} of {times}: {error}")
            return function(*args, **kwargs)

        return wrapper

    return decorate
