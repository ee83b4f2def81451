"""Specification of invoice_totals: behaviour first, then how far it may read and what it may keep.

What makes the columns of the tests stands below them.
"""

from graders import at_most, drain, exactly, memory_ceiling, probe, seeded, tripwire

import pytest

from invoice_totals_stream import invoice_totals


def test_gives_one_total_for_each_line():
    """Every line has a total: quantity times price plus the tax on it, in order.

    Try: work out the first line on paper: 2 pieces at 5.0 make 10.0, and 0.5 of that is the tax: 15.0.
    """
    totals = invoice_totals([2, 1, 10], [5.0, 80.0, 0.5], [0.5, 0.25, 0.2])
    assert list(totals) == pytest.approx([15.0, 100.0, 6.0])
    assert list(invoice_totals([10**17 + 1], [3], [1])) == [6 * 10**17 + 6], "whole numbers did not stay exact"


def test_ends_with_the_shortest_column():
    """As soon as any of the three columns has no more entries, the totals end.

    Try: what tells your code that a column is at its end, and does it hold for each of the three?
    """
    assert list(invoice_totals([2], [5.0, 80.0], [0.5, 0.25])) == pytest.approx([15.0])
    assert list(invoice_totals([2, 1], [5.0], [0.5, 0.25])) == pytest.approx([15.0])
    assert list(invoice_totals([2, 1], [5.0, 80.0], [0.5])) == pytest.approx([15.0])
    assert list(invoice_totals([], [5.0], [0.5])) == []
    assert list(invoice_totals([], [], [])) == []


def test_an_entry_of_zero_ends_nothing():
    """A quantity, a price or a tax of 0 is an entry like any other.

    Try: ask whether there is an entry, not whether it is true.
    """
    totals = invoice_totals([0, 2, 2, 1], [5.0, 0, 5.0, 80.0], [0.5, 0.25, 0, 0.25])
    assert list(totals) == pytest.approx([0, 0, 10.0, 100.0])


def test_takes_generators():
    """The columns may be generators, which have no length and no index and can be read just once.

    Try: go through all three columns in step, and through each of them only once.
    """
    qty, price, tax = some_lines(seeded(), 3)
    totals = invoice_totals((each for each in qty), (each for each in price), iter(tax))
    assert list(totals) == pytest.approx([qty[at] * price[at] * (1 + tax[at]) for at in range(3)])


def test_gives_an_iterator():
    """The totals are an iterator: next() takes one, and what was taken does not come again.

    Try: a list is not an iterator. What does a generator function return, and what does map?
    """
    totals = invoice_totals([2, 1, 10], [5.0, 80.0, 0.5], [0.5, 0.25, 0.2])
    assert iter(totals) is totals
    assert next(totals) == pytest.approx(15.0)
    assert list(totals) == pytest.approx([100.0, 6.0])
    assert list(totals) == []


def test_an_error_in_a_column_is_no_end():
    """If any column fails at a line, the totals before it come out, and then that very error.

    Try: hand each total over before you read the next line, and look for a try that catches too much.
    """

    def breaking(column, error):
        yield column[0]
        raise error

    errors = (TornError("no answer"), IndexError("no line"), OSError("the share is gone"))
    for place, error in ((place, error) for place in range(3) for error in errors):
        columns, came = [[2, 1], [5.0, 80.0], [0.5, 0.25]], []
        columns[place] = breaking(columns[place], error)
        with pytest.raises(type(error)) as caught:
            came.extend(invoice_totals(*columns))
        assert caught.value is error
        assert len(came) == 1, f"totals before the error: {len(came)}, 1 was due"
        assert came == pytest.approx([15.0])


def test_agrees_with_the_definition_on_random_columns():
    """Random columns of different lengths give the same totals as a plain loop over the line numbers.

    Try: compare the number of totals first, and then the first total that differs.
    """
    rng = seeded()
    qty, price, tax = some_lines(rng, 40)
    shortest = rng.randrange(20, 30)
    [qty, price, tax][rng.randrange(3)][shortest:] = []
    expected = [qty[line] * price[line] * (1 + tax[line]) for line in range(shortest)]
    assert list(invoice_totals(qty, price, tax)) == pytest.approx(expected)


def test_reads_one_line_for_one_total():
    """The call reads nothing, and each total costs one entry of each column: 3 in all.

    Try: find what reads before somebody asks: a list() or a comprehension over a column, a next() at the call.
    """
    columns = [
        tripwire(column, most=21, what="entries of a column for 21 totals") for column in some_lines(seeded(), 500)
    ]
    totals = invoice_totals(*columns)
    at_most(sum(column.pulled for column in columns), 0, "entries read at the call")
    next(totals)
    exactly(sum(column.pulled for column in columns), 3, "entries read for the first total")
    for _ in range(20):
        next(totals)
    exactly(sum(column.pulled for column in columns), 63, "entries read for 21 totals")


def test_reads_no_column_to_its_end():
    """When one column ends, the others have been read at most 1 entry further.

    Try: what does your code do once the shortest column is empty? It should stop there, not look at what is left.
    """
    rng = seeded()
    shortest, place = rng.randrange(20, 30), rng.randrange(3)
    lines = some_lines(rng, 500)
    lines[place][shortest:] = []
    columns = [tripwire(column) for column in lines]
    assert len(list(invoice_totals(*columns))) == shortest
    at_most(max(column.pulled for column in columns) - shortest, 1, "entries that a column is ahead")


def test_holds_64_kib_over_120_000_lines():
    """A series of 120,000 lines needs no more memory than a short one: at most 64 KiB.

    Try: look for a list that grows with the lines, of entries, of rows or of totals.
    """
    rng = seeded()
    qty, price, tax = [(rng.randrange(3, 1_000), size) for size in (401, 7_919, 5)]
    at = sorted(rng.sample(range(120_000), 5))
    with memory_ceiling("64 KiB"):
        columns = [entries(120_000, *column) for column in (qty, price, tax)]
        totals = drain(invoice_totals(*columns), at=at)
    assert totals.count == 120_000
    for line in at:
        expected = entry(line, *qty) * entry(line, *price) * (1 + entry(line, *tax))
        assert totals.items[line] == pytest.approx(expected), f"line {line}"


class TornError(Exception):
    """The share is gone."""


@probe
def entries(count, step, size):
    """Count entries of a column, each made when it is asked for."""
    for line in range(count):
        yield line * step % size / 8


def entry(line, step, size):
    """The same entry, worked out in the test."""
    return line * step % size / 8


def some_lines(rng, count):
    """Three random columns of a given length, without a 0: quantities, prices, tax rates."""
    qty = [rng.choice([-1, 1]) * rng.randrange(1, 50) for _ in range(count)]
    price = [rng.randrange(1, 4_000) / 16 for _ in range(count)]
    return qty, price, [rng.choice([0.125, 0.25, 0.5]) for _ in range(count)]
