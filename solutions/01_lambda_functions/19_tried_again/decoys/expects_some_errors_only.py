"""Tries again after an OSError only: other failures end it at once.

Fails: test_tries_again_after_a_failure, test_raises_the_last_error, test_passes_on_the_same_inputs,
    test_an_error_of_the_log_is_not_hidden, test_decorated_functions_do_not_share_anything,
    test_keeps_no_input_and_no_result, test_has_one_deed_at_a_time,
    test_keeps_one_deed_while_the_error_is_held
"""

from functools import wraps


def tried_again(times, log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times):
                try:
                    return function(*args, **kwargs)
                except OSError as error:
                    log(f"attempt {attempt} of {times}: {error}")
            return function(*args, **kwargs)

        return wrapper

    return decorate
