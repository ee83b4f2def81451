"""A right answer with an object for each attempt, which is entered by with and takes an error in its __exit__.

Against: tried_again
Harm: none
Merits: everything
Answer: passed
"""

import functools


class Attempt:
    """One attempt: it takes an error and tells of it, but for the last one."""

    def __init__(self, number, times, log):
        self.number, self.times, self.log = number, times, log

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None or not issubclass(kind, Exception) or self.number == self.times:
            return False
        self.log(f"attempt {self.number} of {self.times}: {error}")
        return True


def attempts(times, log):
    for number in range(1, times + 1):
        yield Attempt(number, times, log)


def tried_again(times, log):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in attempts(times, log):
                with attempt:
                    return function(*args, **kwargs)

        return wrapper

    return decorate
