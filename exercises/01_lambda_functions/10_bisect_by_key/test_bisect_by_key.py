"""Specification of first_at_or_after: behaviour first, then how often it may look.

The archive that counts its lines stands below the tests.
"""

from graders import at_most, counted, seeded

import contextlib
from collections.abc import Sequence

import pytest

from bisect_by_key import first_at_or_after

LINES = 200_000
PATIENCE = 400
"""Calls or rows after which a search is stopped, so that a slow one ends with a number."""


def test_finds_the_row_at_this_time():
    """A row whose key is exactly t is found.

    Try: t is a key already, so compare it as it is. Follow the search for 540 by hand in rows at 539, 540 and 542.
    """
    rows = [(539, "open"), (540, "login"), (542, "logout")]
    for row in rows:
        assert first_at_or_after(rows, row[0], lambda row: row[0]) == row


def test_finds_the_next_row_between_two_times():
    """If no row has the key t, the first row with a larger key is returned.

    Try: which of the two neighbours of t does your search stop at, the one before or the one after?
    """
    rows = [(539, "open"), (540, "login"), (542, "logout")]
    assert first_at_or_after(rows, 541, lambda row: row[0]) == (542, "logout")
    assert first_at_or_after(rows, 539.5, lambda row: row[0]) == (540, "login")


def test_a_time_before_all_rows_gives_the_first_row():
    """If t is smaller than all keys, the very first row is the answer.

    Try: does your search ever get to the place 0? Follow it with two rows.
    """
    assert first_at_or_after([(539, "open"), (540, "login")], 0, lambda row: row[0]) == (539, "open")
    assert first_at_or_after([(539, "open")], -7.5, lambda row: row[0]) == (539, "open")


def test_a_time_after_all_rows_gives_none():
    """If t is larger than all keys there is no such row: None.

    Try: there is nothing to read at a place after the last row. Compare it with the length first.
    """
    assert first_at_or_after([(539, "open"), (540, "login")], 541, lambda row: row[0]) is None
    assert first_at_or_after([(539, "open")], 540, lambda row: row[0]) is None


def test_no_rows_give_none():
    """An empty log has no such row, and key is not called.

    Try: what does your search look at first, before it knows whether there is anything?
    """
    assert first_at_or_after([], 540, lambda row: row[0]) is None
    assert first_at_or_after((), 0, lambda row: row[0]) is None


def test_gives_the_first_of_equal_times():
    """Of several rows with the key t, the one with the smallest index is returned.

    Try: when the middle row has exactly the time t, can there be one before it? Which half do you keep then?
    """
    rows = [(539, "open"), (540, "login"), (540, "error"), (540, "retry"), (542, "logout")]
    assert first_at_or_after(rows, 540, lambda row: row[0]) == (540, "login")
    assert first_at_or_after(rows[1:4], 540, lambda row: row[0]) == (540, "login")


def test_a_row_that_counts_as_false_is_a_row():
    """An empty text or a 0 may be the row that is asked for.

    Try: decide by the place whether there is a row, not by the row.
    """
    assert first_at_or_after(["", "a", "bbb"], 0, lambda row: len(row)) == ""
    assert first_at_or_after([-3, 0, 4], -1, lambda row: row * 2) == 0


def test_takes_any_sequence_of_anything():
    """The rows may be a tuple, a range or text, and rows that have no order, such as dicts.

    Try: use nothing but len(rows) and rows[place], and compare nothing but keys.
    """
    assert first_at_or_after(({"at": 1}, {"at": 5}), 2, lambda row: row["at"]) == {"at": 5}
    assert first_at_or_after(range(10, 20), 1.65, lambda row: row / 10) == 17
    assert first_at_or_after("AGM", 72, lambda row: ord(row)) == "M"


def test_an_error_is_no_missing_row():
    """An error of the archive or of key reaches the caller: None means that no such row is there.

    Try: catch nothing that you cannot put right, or only around the one look that may fail, and only that failure.
    """
    log = Archive(1_000)
    log.fetched = PATIENCE
    with pytest.raises(StoppedError):
        first_at_or_after(log, 30, minute_of)
    for error in (StoppedError("the archive is closed"), IndexError("no colon"), KeyError("at"), ValueError("no time")):

        def fail(line, error=error):
            raise error

        with pytest.raises(type(error)) as caught:
            first_at_or_after(["08:59 open", "09:00 login"], 540, fail)
        assert caught.value is error


def test_agrees_with_the_definition_on_random_rows():
    """Random logs of many lengths have the row that a plain loop finds.

    Try: take the smallest log that goes wrong, and follow your two places step by step.
    """
    rng = seeded()
    for count in (3, 4, 7, rng.randrange(12, 20)):
        rows = some_rows(rng, count)
        some = rng.choice(rows)["at"]
        for t in (some, some + 0.5, rows[-1]["at"] + 1):
            expected = next((row for row in rows if row["at"] >= t), None)
            assert first_at_or_after(rows, t, lambda row: row["at"]) == expected


def test_calls_key_at_most_20_times_for_200_000_rows():
    """A search in 200,000 rows takes at most 20 calls of key. (After 400 calls it is stopped.)

    Try: how many rows does one call of your key rule out: just one, or half of those that are left?
    """
    rng = seeded()
    per_minute = rng.randrange(1_000, 1_500)

    def minute(number):
        if key.calls > PATIENCE:
            raise StoppedError
        return number // per_minute

    for _ in range(4):
        key, found, t = counted(minute), None, rng.randrange(30, 130)
        with contextlib.suppress(StoppedError):
            found = first_at_or_after(range(LINES), t, key)
        at_most(key.calls, 20, "calls of key")
        assert found == t * per_minute


def test_fetches_at_most_40_of_200_000_rows():
    """A search in 200,000 rows fetches at most 40 of them. (After 400 rows it is stopped.)

    Try: a slice is a copy: it fetches all that is in it. So do list(), a comprehension and a for loop.
    """
    rng = seeded()
    per_minute = rng.randrange(1_000, 1_500)
    for _ in range(4):
        log, found, t = Archive(per_minute), None, rng.randrange(30, 130)
        with contextlib.suppress(StoppedError):
            found = first_at_or_after(log, t, minute_of)
        at_most(log.fetched, 40, "rows fetched")
        assert found == first_of(t, per_minute)


class StoppedError(Exception):
    """The search has asked for far too much."""


class Archive(Sequence):
    """A log that fetches its lines one at a time, counts them, and stops when they are far too many."""

    def __init__(self, per_minute):
        self._per_minute = per_minute
        self.fetched = 0

    def __len__(self):
        return LINES

    def __getitem__(self, place):
        if isinstance(place, int):
            return self._line(range(LINES)[place])
        return [self._line(each) for each in range(LINES)[slice(place.start, place.stop, place.step)]]

    def _line(self, number):
        self.fetched += 1
        if self.fetched > PATIENCE:
            raise StoppedError
        minute = number // self._per_minute
        return f"{minute // 60:02}:{minute % 60:02} GET /cart/{number}"


def minute_of(line):
    """The minutes since midnight that a line begins with."""
    hours, minutes = line[:5].split(":")
    return int(hours) * 60 + int(minutes)


def first_of(minute, per_minute):
    """The line that an archive has first at this minute."""
    return f"{minute // 60:02}:{minute % 60:02} GET /cart/{minute * per_minute}"


def some_rows(rng, count):
    """Random rows in order, about three for each time."""
    times = sorted(rng.randrange(count // 3) for _ in range(count))
    return [{"at": at, "line": number} for number, at in enumerate(times)]
