"""Asks the first mirror, and leaves the others to itself: a frame for each mirror that has nothing.

Fails: test_asks_two_thousand_mirrors
"""

first_loaded = lambda load, *names: (
    None if not names else answer if (answer := load(names[0])) is not None else first_loaded(load, *names[1:])
)
