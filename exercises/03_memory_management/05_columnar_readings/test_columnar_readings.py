"""Specification of ReadingTable: behaviour first, then what a row may cost."""

from graders import probe, retained_ceiling, seeded, time_limit

import math

import pytest

from columnar_readings import ReadingTable

ROWS = 240_000
NAME = "https://weather.example.org/alps/valais/zermatt/mast-{:04}/thermometer-in-the-shade"


def test_gives_rows_back():
    """table[i] is the tuple of what was appended as row i.

    Try: take place i of every column, in the order sensor, at, value, quality.
    """
    rows = [("mast-3", 1000.0, 21.5, 0.9), ("mast-7", 1000.0, -4.25, 1.0), ("mast-3", 1060.0, 22.5, 0.8)]
    table = table_of(rows)
    assert [table[0], table[1], table[2]] == rows


def test_counts_its_rows():
    """len is the number of rows; a new table has none.

    Try: all columns are equally long. The length of one of them is enough.
    """
    table = ReadingTable()
    assert len(table) == 0
    for count, each in enumerate(random_rows(5), 1):
        table.append(*each)
        assert len(table) == count


def test_keeps_every_bit_of_a_number():
    """Floats come back exactly as they were: thirds, huge and tiny ones, infinities, -0.0 and nan.

    Try: look at the type code of your columns. A Python float has 64 bits.
    """
    numbers = [1 / 3, 0.1, -1e308, 5e-324, math.inf, -math.inf, 1_700_000_000.123456, 2.0**53 - 1]
    for number in numbers:
        assert table_of([("mast-3", number, -number, number / 7)])[0] == ("mast-3", number, -number, number / 7)
    _, at, value, quality = table_of([("mast-3", -0.0, math.nan, 0.0)])[0]
    assert math.copysign(1, at) == -1
    assert math.isnan(value)
    assert math.copysign(1, quality) == 1


def test_counts_negative_places_from_the_end():
    """table[-1] is the last row, table[-len] the first.

    Try: -1 must mean the last place in every column, even if you compute a place in bytes from it.
    """
    rows = random_rows(7)
    table = table_of(rows)
    assert [table[-place] for place in range(1, 8)] == rows[::-1]


def test_refuses_places_outside():
    """A place outside the table raises IndexError, on both sides, and in an empty table.

    Try: let the index of a column raise, or check the place before you use it.
    """
    for rows in ([], random_rows(3)):
        table = table_of(rows)
        for place in (len(rows), len(rows) + 5, -len(rows) - 1, -len(rows) - 9):
            with pytest.raises(IndexError):
                table[place]


def test_gives_the_mean_of_a_sensor():
    """mean(sensor) is the mean of the values of this sensor and no other; later rows count at once.

    Try: go through sensors and values side by side, and add up those that belong together.
    """
    table = table_of([("mast-3", 1.0, 20.0, 0.5), ("mast-7", 2.0, 99.0, 0.5), ("mast-3", 3.0, 22.0, 0.5)])
    assert table.mean("mast-3") == 21.0
    assert table.mean("mast-7") == 99.0
    table.append("mast-3", 4.0, 27.0, 0.5)
    assert table.mean("mast-3") == 23.0


def test_has_no_mean_of_an_unknown_sensor():
    """A sensor without a row is a KeyError, even before the first row.

    Try: look the name up first. What does your code do with a sum of nothing?
    """
    with pytest.raises(KeyError):
        ReadingTable().mean("mast-3")
    table = table_of([("mast-3", 1.0, 20.0, 0.5)])
    with pytest.raises(KeyError):
        table.mean("mast-4")
    assert len(table) == 1


def test_has_room_for_many_sensors():
    """60,000 sensors keep their own names and values, whatever letters the names are made of.

    Try: how large can the number of a sensor become in your column? A byte ends at 255, and 16 bits with a sign at
    32,767.
    """
    time_limit(cpu=10)
    foreign = ["Zürich", "Łódź", "東京", "Zurich", "", "🌧 7"]
    table = table_of([(name, 0.0, float(place), 1.0) for place, name in enumerate(foreign)])
    assert [table[place][0] for place in range(6)] == foreign
    assert [table.mean(name) for name in foreign] == [0, 1, 2, 3, 4, 5]
    table = ReadingTable()
    assert sensors_out_of_step(table, NAME, 60_000) == 0
    for number in (0, 255, 256, 32_767, 32_768, 59_999):
        assert table.mean(NAME.format(number)) == number


def test_tables_are_independent():
    """Two tables share no rows and no sensors.

    Try: make the columns in __init__, so that each table has its own.
    """
    rows = [(f"mast-{number}", *each[1:]) for number, each in enumerate(random_rows(4))]
    left, right = table_of(rows), ReadingTable()
    assert len(right) == 0
    right.append(*rows[3])
    assert right[0] == rows[3]
    assert [left[place] for place in range(4)] == rows


def test_agrees_with_a_list_of_rows():
    """Random rows come back from random places, and the means are those of a plain list.

    Try: compare with rows[i], column by column, to see which of them differs.
    """
    rows = random_rows(60)
    table = table_of(rows)
    for place in seeded().sample(range(60), 30):
        assert table[place] == rows[place]
    for sensor in {each[0] for each in rows}:
        values = [each[2] for each in rows if each[0] == sensor]
        assert table.mean(sensor) == pytest.approx(sum(values) / len(values), abs=1e-6)


def test_keeps_14_mib_for_240_000_rows():
    """240,000 rows of 50 sensors keep at most 14 MiB: about 61 bytes a row.

    Try: count the objects that a row leaves behind: a tuple, floats, a string, each with a pointer to it. The lines
    shown are charged for the pointers only, since the caller made the objects. Which container keeps numbers without
    an object for each? And how often does it have to know a name?
    """
    time_limit(cpu=10)
    rng = seeded()
    values = [rng.uniform(-40, 40) for _ in range(997)]
    with retained_ceiling("14 MiB"):
        table = ReadingTable()
        fill(table, NAME, values, ROWS)
    assert len(table) == ROWS
    for place in rng.sample(range(ROWS), 20):
        assert table[place] == row(values, place)
    found = [row(values, place)[2] for place in range(ROWS) if place * place % 50 == 49]
    assert table.mean(NAME.format(49)) == pytest.approx(math.fsum(found) / len(found))


# What the tests above are made of


@probe
def fill(table, name, values, count):
    """Append rows as they come from a network: with a new string and new floats each time."""
    for number in range(count):
        value = values[number % len(values)]
        table.append(name.format(number * number % 50), number * 0.25, value + number, value / 3)


@probe
def sensors_out_of_step(table, name, count):
    """Append a row for each of this many sensors; return how many rows have the wrong name."""
    for number in range(count):
        table.append(name.format(number), 0.0, float(number), 1.0)
    return sum(table[number][0] != name.format(number) for number in range(count))


def row(values, number):
    """Row number ``number`` of those that fill makes."""
    value = values[number % len(values)]
    return NAME.format(number * number % 50), number * 0.25, value + number, value / 3


def table_of(rows):
    """A table of these rows."""
    table = ReadingTable()
    for each in rows:
        table.append(*each)
    return table


def random_rows(count, sensors=5):
    """Rows with names and numbers that nobody knows beforehand."""
    rng = seeded()
    names = [NAME.format(number) for number in rng.sample(range(10_000), sensors)]
    return [(rng.choice(names), rng.uniform(0, 1e9), rng.uniform(-1e3, 1e3), rng.random()) for _ in range(count)]
