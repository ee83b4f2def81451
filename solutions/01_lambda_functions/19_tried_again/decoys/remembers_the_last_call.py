"""Remembers its last call on the wrapper, for somebody who looks for a fault.

Fails: test_keeps_no_input_and_no_result
"""

from functools import wraps


def tried_again(times, log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            wrapper.last = None
            for attempt in range(1, times):
                try:
                    wrapper.last = args, kwargs, function(*args, **kwargs)
                    return wrapper.last[2]
                except Exception as error:
                    log(f"attempt {attempt} of {times}: {error}")
            return function(*args, **kwargs)

        return wrapper

    return decorate
