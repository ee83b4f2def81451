"""Appends every ticket to a list, and returns the list.

Fails: test_holds_one_ticket_at_a_time
"""


def tickets(first, last):
    printed = []
    for number in range(first, last + 1):
        printed.append(f"No. {number}")
    return printed
