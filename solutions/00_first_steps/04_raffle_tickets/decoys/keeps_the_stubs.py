"""Hands the tickets out one by one, but files a copy of each.

Fails: test_holds_one_ticket_at_a_time
"""


def tickets(first, last):
    sold = []
    for number in range(first, last + 1):
        sold.append(f"No. {number}")
        yield sold[-1]
