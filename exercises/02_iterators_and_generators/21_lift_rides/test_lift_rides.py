"""Specification of rides_by_pass: behaviour first, then how far it reads and what it keeps.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, drain, memory_ceiling, probe, seeded, tripwire

import pytest

from lift_rides import rides_by_pass


def test_sums_up_each_pass():
    """Each pass has its number of rides, the seconds of its first and last ride, and its metres.

    Try: group by ride[0]. One loop over the rides of a pass keeps four numbers; the first second is set only once.
    """
    log = [("K7", 100, 300), ("K7", 950, 450), ("K7", 2000, 5), ("M2", 60, 300), ("M2", 61, 1), ("Ö9", 7, 8)]
    assert list(rides_by_pass(log)) == [("K7", 3, 100, 2000, 755), ("M2", 2, 60, 61, 301), ("Ö9", 1, 7, 7, 8)]


def test_sums_up_a_single_ride():
    """A pass with one ride has the same first and last second; the last pass is handed out as well.

    Try: what happens to the pass that is open when the log ends?
    """
    assert list(rides_by_pass([("K7", 100, 300)])) == [("K7", 1, 100, 100, 300)]


def test_has_no_pass_in_an_empty_log():
    """A log without rides has no passes.

    Try: hand out nothing when there was no first ride.
    """
    assert list(rides_by_pass(iter([]))) == []


def test_takes_any_card():
    """None, an empty text and "0" are cards like any other, and the log may begin with one.

    Try: compare cards by == alone. What stands for "no card yet" has to differ from all of them.
    """
    log = [(None, 1, 10), (None, 2, 20), ("", 3, 30), ("0", 4, 40), ("0", 5, 50)]
    assert list(rides_by_pass(log)) == [(None, 2, 1, 2, 30), ("", 1, 3, 3, 30), ("0", 2, 4, 5, 90)]


def test_takes_zeros():
    """A ride at second 0, and one of 0 metres, are rides.

    Try: a number of 0 is false, too. Don't ask whether it is true.
    """
    assert list(rides_by_pass([("K7", 0, 0), ("K7", 9, 0), ("M2", 0, 0)])) == [("K7", 2, 0, 9, 0), ("M2", 1, 0, 0, 0)]


def test_keeps_apart_what_is_not_adjacent():
    """A card that comes again after another one, where two logs were joined, begins a new run.

    Try: a dict by card finds them all, but only when the log is over. Compare with the ride before.
    """
    log = [("K7", 1, 10), ("M2", 2, 20), ("K7", 3, 30)]
    assert list(rides_by_pass(log)) == [("K7", 1, 1, 1, 10), ("M2", 1, 2, 2, 20), ("K7", 1, 3, 3, 30)]


def test_raises_the_error_of_the_log():
    """If the log breaks off with an error, the complete passes come first, then the error, and no half a pass.

    Try: catch nothing. A pass is complete when another card comes, or when the log has ended well.
    """
    torn, found = TornError("gate 4 is offline"), []

    def log():
        yield from [("K7", 1, 10), ("K7", 2, 20), ("M2", 3, 30)]
        raise torn

    with pytest.raises(TornError) as caught:
        found.extend(rides_by_pass(log()))
    assert caught.value is torn
    assert found == [("K7", 2, 1, 2, 30)]


def test_agrees_with_plain_lists_on_random_logs():
    """Random logs have the passes that lists of rides have, in whole numbers.

    Try: compare the number of rides first, and then the type of each number.
    """
    rng, log, expected = seeded(), [], []
    for number in range(12):
        seconds = sorted(rng.sample(range(10_000), rng.randrange(1, 6)))
        rides = [(f"K{number}", second, rng.randrange(500)) for second in seconds]
        log += rides
        metres = sum(ride[2] for ride in rides)
        expected.append((f"K{number}", len(rides), seconds[0], seconds[-1], metres))
    found = list(rides_by_pass(iter(log)))
    assert found == expected
    assert {type(number) for line in found for number in line[1:]} == {int}


def test_reads_one_ride_beyond_a_pass():
    """Nothing is read unasked; a pass of 3 rides is handed out after 4, the next one of 2 after 6.

    Try: yield as soon as another card shows that the pass is complete. sorted, list and dict read the whole log.
    """
    first = seeded().randrange(1_000)
    rides = [("K7", first, 1), ("K7", 1_001, 1), ("K7", 1_002, 1), ("M2", 5, 1), ("M2", 6, 1), *[("P4", 7, 1)] * 40]
    log = tripwire(rides)
    passes = rides_by_pass(log)
    at_most(log.pulled, 0, "rides read unasked")
    assert next(passes) == ("K7", 3, first, 1_002, 3)
    at_most(log.pulled, 4, "rides read for a pass of 3")
    assert next(passes) == ("M2", 2, 5, 6, 2)
    at_most(log.pulled, 6, "rides read for passes of 3 and 2")


def test_keeps_64_kib_over_a_long_pass():
    """A pass of 150,000 rides takes no more than 64 KiB.

    Try: which list holds the rides of a pass? Even a list of their seconds or metres alone is too long.
    """
    first = seeded().randrange(1_000)
    with memory_ceiling("64 KiB"):
        found = drain(rides_by_pass(long_log(first)), at=[0, 1])
    assert found.count == 2
    assert found.items[0] == ("staff", 150_000, first, first + 149_999, sum(range(150_000)))
    assert found.items[1] == ("Z9", 1, 0, 0, 1)


class TornError(Exception):
    """An error that no library knows."""


@probe
def long_log(first):
    """One pass of 150,000 rides, and one of a single ride."""
    for ride in range(150_000):
        yield "staff", first + ride, ride
    yield "Z9", 0, 1
