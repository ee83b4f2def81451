"""Looks the coat up, and leaves it in the dict.

Fails: test_keeps_no_coat_that_was_fetched
"""

coats = {}


def hand_in(ticket, coat):
    coats[ticket] = coat


def fetch(ticket):
    return coats[ticket]
