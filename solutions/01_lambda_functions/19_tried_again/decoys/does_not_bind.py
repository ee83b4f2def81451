"""Returns an object that can be called, but doesn't become a method in a class.

Fails: test_works_as_a_method
"""

from functools import partial, update_wrapper


class Patient:
    def __init__(self, function, times, log):
        update_wrapper(self, function)
        self.function, self.times, self.log = function, times, log

    def __call__(self, *args, **kwargs):
        for attempt in range(1, self.times):
            try:
                return self.function(*args, **kwargs)
            except Exception as error:
                self.log(f"attempt {attempt} of {self.times}: {error}")
        return self.function(*args, **kwargs)


def tried_again(times, log):
    return partial(Patient, times=times, log=log)
