"""Ends before the last number, as range does.

Fails: test_numbers_the_tickets_from_first_to_last, test_holds_one_ticket_at_a_time
"""


def tickets(first, last):
    for number in range(first, last):
        yield f"No. {number}"
