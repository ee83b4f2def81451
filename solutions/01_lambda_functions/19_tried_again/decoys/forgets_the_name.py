"""Returns its inner function as it is, which is called wrapper whatever it stands for.

Fails: test_keeps_name_and_docstring
"""


def tried_again(times, log):
    def decorate(function):
        def wrapper(*args, **kwargs):
            for attempt in range(1, times):
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    log(f"attempt {attempt} of {times}: {error}")
            return function(*args, **kwargs)

        return wrapper

    return decorate
