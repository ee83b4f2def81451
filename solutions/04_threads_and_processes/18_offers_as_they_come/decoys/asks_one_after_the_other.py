"""Asks a hotel only when the offer of the one before has come.

Fails: test_gives_offers_as_they_come, test_asks_several_at_once
"""

from time import monotonic


def offers_as_they_come(hotels, ask, at_once, timeout):
    deadline = monotonic() + timeout
    for hotel in hotels:
        if monotonic() > deadline:
            raise TimeoutError
        yield hotel, ask(hotel)
