"""Takes the coat out of the dict, and puts it into a list of what was fetched.

Fails: test_keeps_no_coat_that_was_fetched
"""

coats = {}
fetched = []


def hand_in(ticket, coat):
    coats[ticket] = coat


def fetch(ticket):
    fetched.append(coats.pop(ticket))
    return fetched[-1]
