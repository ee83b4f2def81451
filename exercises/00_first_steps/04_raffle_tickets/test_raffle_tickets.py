"""Specification of tickets: what is on them, then how much memory they take."""

from graders import drain, memory_ceiling, seeded

from raffle_tickets import tickets


def test_numbers_the_tickets_from_first_to_last():
    """The tickets are "No. 7", "No. 8", "No. 9" for 7 and 9; the last number is included.

    Try: a range ends before its last number. And return ends the loop at the first ticket, where yield goes on.
    """
    assert list(tickets(7, 9)) == ["No. 7", "No. 8", "No. 9"]
    assert list(tickets(4, 4)) == ["No. 4"]
    assert list(tickets(4, 3)) == []


def test_holds_one_ticket_at_a_time():
    """Handing out 60,000 tickets takes at most 64 KiB of memory.

    Try: a list grows with each ticket. Drop the list, and write yield where you append to it.
    """
    first = seeded().randrange(1, 10**6)
    with memory_ceiling("64 KiB"):
        sold = drain(tickets(first, first + 59_999), at=[0, 45_000])
    assert sold.count == 60_000
    assert sold.items == {0: f"No. {first}", 45_000: f"No. {first + 45_000}"}
