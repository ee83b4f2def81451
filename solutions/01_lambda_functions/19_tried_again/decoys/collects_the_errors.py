"""Collects the errors of all attempts in a list.

Fails: test_keeps_no_input_and_no_result, test_keeps_no_error, test_has_one_deed_at_a_time,
    test_keeps_one_deed_while_the_error_is_held
"""

from functools import wraps


def tried_again(times, log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            errors = []
            while True:
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    errors.append(error)
                    if len(errors) == times:
                        raise
                    log(f"attempt {len(errors)} of {times}: {error}")

        return wrapper

    return decorate
