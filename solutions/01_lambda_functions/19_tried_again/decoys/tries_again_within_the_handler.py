"""Makes the next attempt within the except block, while the error of the one before is being handled.

Fails: test_keeps_no_input_and_no_result, test_has_one_deed_at_a_time,
    test_keeps_one_deed_while_the_error_is_held
"""

from functools import wraps


def tried_again(times, log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            def attempt(number):
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    if number == times:
                        raise
                    log(f"attempt {number} of {times}: {error}")
                    return attempt(number + 1)

            return attempt(1)

        return wrapper

    return decorate
