"""Asks the first mirror, and leaves the others to itself: a frame for each mirror that has nothing.

Fails: test_asks_two_thousand_mirrors
"""


def first_loaded(load, *names):
    if not names:
        return None
    answer = load(names[0])
    return answer if answer is not None else first_loaded(load, *names[1:])
