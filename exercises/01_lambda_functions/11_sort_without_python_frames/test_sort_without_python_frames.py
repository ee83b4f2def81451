"""Specification of by_country_then_price: behaviour first, then how much Python code may run.

What counts the calls, and what takes the times that the result shows, stands below the tests.
"""

from graders import as_it_was, at_most, note, probe, seeded

from sort_without_python_frames import by_country_then_price

ROWS = 20_000


def test_sorts_by_country_then_by_price():
    """The country decides; within a country, the price does.

    Try: sort NL 9.5, BE 30, NL 8 on paper: BE comes first, although it is the most expensive.
    """
    rows = [row("NL", 9.5), row("BE", 30.0), row("NL", 8.0), row("AT", 31.0), row("BE", 4.25)]
    assert by_country_then_price(rows) == [
        row("AT", 31.0),
        row("BE", 4.25),
        row("BE", 30.0),
        row("NL", 8.0),
        row("NL", 9.5),
    ]


def test_compares_prices_as_numbers():
    """9 is less than 10, -5 is less than -4.5, and whole numbers mix with others.

    Try: look at your key for one row. Is the price in it still a number?
    """
    rows = [row("NL", 10), row("NL", 9), row("NL", 9.5), row("NL", -4.5), row("NL", 100), row("NL", -5)]
    assert [each["price"] for each in by_country_then_price(rows)] == [-5, -4.5, 9, 9.5, 10, 100]


def test_compares_countries_as_whole_words():
    """ "A" comes before "AB" whatever the prices are: what stands in one column never runs into the next.

    Try: keep country and price apart in your key, as two items of a tuple.
    """
    rows = [row("AB", 1), row("A", 9), row("B", 1), row("A", 20)]
    assert [(each["country"], each["price"]) for each in by_country_then_price(rows)] == [
        ("A", 9),
        ("A", 20),
        ("AB", 1),
        ("B", 1),
    ]


def test_keeps_the_order_of_equal_rows():
    """Rows with the same country and price stay in the order in which they came.

    Try: let nothing but the two values decide. A tie must not go on to compare the rows: dicts have no order.
    """
    rows = [row("NL", 8, "z"), row("BE", 5, "y"), row("NL", 8, "a"), row("BE", 5, "x"), row("NL", 8, "m")]
    assert [each["shop"] for each in by_country_then_price(rows)] == ["y", "x", "z", "a", "m"]


def test_takes_short_lists():
    """No rows become an empty list, one row becomes a list with that row.

    Try: find the step that needs a first row, or two rows.
    """
    assert by_country_then_price([]) == []
    assert by_country_then_price([row("NL", 8)]) == [row("NL", 8)]


def test_leaves_the_input_as_it_was():
    """The list that was handed in has its old rows in its old order afterwards.

    Try: return a new list. Which of Python's two ways to sort makes one?
    """
    rows = [row("NL", 9.5), row("BE", 30.0), row("NL", 8.0)]
    with as_it_was(rows):
        assert by_country_then_price(rows) == [row("BE", 30.0), row("NL", 8.0), row("NL", 9.5)]
    assert rows == [row("NL", 9.5), row("BE", 30.0), row("NL", 8.0)]


def test_agrees_with_the_definition_on_random_rows():
    """Eighty random rows with many ties come out in the order of the plain definition.

    Try: compare the first row that differs: is its country wrong, its price, or its place among equals?
    """
    rng = seeded()
    rows = [row(rng.choice(["NL", "BE", "AT"]), rng.randrange(-6, 14) / 2, f"shop {number}") for number in range(80)]
    expected = [
        each
        for country in ["AT", "BE", "NL"]
        for price in sorted({each["price"] for each in rows})
        for each in rows
        if (each["country"], each["price"]) == (country, price)
    ]
    assert by_country_then_price(rows) == expected


def test_runs_no_python_function_per_row():
    """Sorting 20,000 rows makes at most 10 calls of Python functions.

    Try: find the function of yours that runs for each row: a lambda, a def, a method or a step of a generator. Then
    ask which module has such a function ready, written in C.
    """
    rng = seeded()
    countries = [rng.choice(["AT", "BE", "DE", "FR", "NL"]) for _ in range(ROWS)]
    prices = [rng.randrange(1, 4_000) / 8 for _ in range(ROWS)]
    calls, order = watched(by_country_then_price, countries, prices)
    assert order == sorted(range(ROWS), key=lambda number: (countries[number], prices[number]))
    yours, by_a_lambda, by_itemgetter = milliseconds(by_country_then_price, countries, prices)
    note(
        f"{ROWS:,} rows took you {yours:.1f} ms of CPU time;"
        f" sorted with a lambda as the key {by_a_lambda:.1f} ms, with itemgetter {by_itemgetter:.1f} ms"
    )
    at_most(calls, 10, "Python calls")


def row(country, price, shop=""):
    return {"shop": shop, "country": country, "price": price}


@probe
def rows_of(countries, prices):
    """A row for each country and price, with its number."""
    return [
        {"country": country, "number": number, "price": price}
        for number, (country, price) in enumerate(zip(countries, prices, strict=True))
    ]


@probe(by_word="calls of Python functions are counted by the interpreter's own profiler")
def watched(sort, countries, prices):
    """The calls of Python functions while a list is sorted, and the numbers of the rows in their new order."""
    import sys

    rows = rows_of(countries, prices)
    calls, before = 0, sys.getprofile()

    def count(frame, event, argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = sort(rows)
        assert sys.getprofile() is count, "the profiler that counts the calls is gone"
    finally:
        sys.setprofile(before)
    assert type(found) is list, f"by_country_then_price returned a {type(found).__name__}, not a list"
    assert all(type(row) is dict for row in found), "there is something else than rows in the list"
    assert {id(row) for row in found} == {id(row) for row in rows}, "there are copies of rows in the list"
    return calls, [row["number"] for row in found]


@probe
def milliseconds(sort, countries, prices):
    """CPU time in ms to sort such rows: by this function, with a lambda as the key, with itemgetter; best of 3."""
    from operator import itemgetter
    from time import process_time

    rows = rows_of(countries, prices)
    ways = (
        sort,
        lambda rows: sorted(rows, key=lambda row: (row["country"], row["price"])),
        lambda rows: sorted(rows, key=itemgetter("country", "price")),
    )
    times = [[], [], []]
    for _ in range(3):
        for way, found in zip(ways, times, strict=True):
            begun = process_time()
            way(rows)
            found.append(process_time() - begun)
    return [1_000 * min(found) for found in times]
