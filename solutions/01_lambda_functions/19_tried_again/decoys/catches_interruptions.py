"""Takes an interruption for a failure.

Fails: test_an_interruption_ends_it_at_once
"""

from functools import wraps


def tried_again(times, log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times):
                try:
                    return function(*args, **kwargs)
                except BaseException as error:
                    log(f"attempt {attempt} of {times}: {error}")
            return function(*args, **kwargs)

        return wrapper

    return decorate
