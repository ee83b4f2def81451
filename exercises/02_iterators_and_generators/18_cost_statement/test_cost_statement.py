"""Specification of statement: behaviour first, then what it requests and reads.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, exactly, seeded, tripwire

import pytest

from cost_statement import statement


def test_lists_the_bookings_and_their_total():
    """A department without parts has a line for each booking, in order, and then one for the total.

    Try: a loop over bookings(name) adds and yields; then comes the total. parts may have no entry for the name;
    a result is returned, not raised.
    """
    lines = list(statement("décor", {}, archive({"décor": [40, -2, 0]})))
    assert lines == [("décor", 40), ("décor", -2), ("décor", 0), ("décor in all", 38)]


def test_lists_the_parts_before_the_total():
    """After a department's own bookings come the statements of its parts, then the total of all of it.

    Try: the total needs what each part came to. yield from hands out the part's lines, and its value is the result.
    """
    booked = {"film": [5], "set": [40, 2], "paint": [7], "crew": [100]}
    assert list(statement("film", {"film": ["set", "crew"], "set": ["paint"]}, archive(booked))) == [
        ("film", 5),
        ("set", 40),
        ("set", 2),
        ("paint", 7),
        ("paint in all", 7),
        ("set in all", 49),
        ("crew", 100),
        ("crew in all", 100),
        ("film in all", 154),
    ]


def test_has_a_total_for_nothing():
    """A department without bookings has its line in all as well, of 0 or of what its parts come to.

    Try: the line with the total stands after both loops, under no condition.
    """
    booked = {"film": [], "extras": [], "crew": [3]}
    assert list(statement("film", {"film": ["extras", "crew"], "crew": []}, archive(booked))) == [
        ("extras in all", 0),
        ("crew", 3),
        ("crew in all", 3),
        ("film in all", 3),
    ]


def test_begins_at_any_department():
    """The statement of a department inside the film has its lines only.

    Try: begin with the name that you are given, and look for its parts under that name.
    """
    booked = {"film": [5], "set": [40], "paint": [7]}
    lines = list(statement("set", {"film": ["set"], "set": ["paint"]}, archive(booked)))
    assert lines == [("set", 40), ("paint", 7), ("paint in all", 7), ("set in all", 47)]


def test_returns_the_total():
    """The generator returns the total, so whoever writes yield from statement(...) can go on with it.

    Try: return total as the last line: it ends the generator, and yields nothing more.
    """
    rng = seeded()
    light, crew = rng.randrange(1_000), rng.randrange(1_000)
    bookings = archive({"light": [light], "crew": [crew, 1]})
    lines, total = walked(statement("light", {"light": ["crew"]}, bookings))
    assert lines[-1] == ("light in all", light + crew + 1)
    assert total == light + crew + 1, "yield from statement(...) has another value"


def test_reads_bookings_that_come_once():
    """bookings may return an iterator, which can be walked once.

    Try: read each department's bookings in a single loop that does both, add and yield.
    """
    booked = {"film": [5, 6], "set": [40]}
    lines = list(statement("film", {"film": ["set"]}, lambda name: iter(booked[name])))
    assert lines == [("film", 5), ("film", 6), ("set", 40), ("set in all", 40), ("film in all", 51)]


def test_raises_the_error_of_the_archive():
    """If the archive fails, in a request or in the middle of bookings, its error follows the lines so far.

    Try: add up and yield in one loop, so that the lines before the error are out. Catch nothing: it comes by itself.
    """
    for requested, torn in ((True, TornError("no such shelf")), (False, TornError("page 2 is missing"))):
        booked, lines = {"film": [5], "set": [40]}, []

        def bookings(name, requested=requested, torn=torn, booked=booked):
            if name == "crew" and requested:
                raise torn
            return cut_off([9], torn) if name == "crew" else booked[name]

        with pytest.raises(TornError) as caught:
            lines.extend(statement("film", {"film": ["set", "crew", "stunts"]}, bookings))
        assert caught.value is torn
        assert lines == [("film", 5), ("set", 40), ("set in all", 40)] + ([] if requested else [("crew", 9)])


def test_nests_100_deep():
    """Of departments one inside the other, 100 deep, each has the total of all below it.

    Try: one call of your function for each level is fine. Does it need more than that?
    """
    names = [f"unit {number}" for number in range(100)]
    parts = {names[number]: [names[number + 1]] for number in range(99)}
    lines = list(statement(names[0], parts, lambda name: [1]))
    assert lines[:100] == [(name, 1) for name in names]
    assert lines[100:] == [(f"{name} in all", 100 - number) for number, name in reversed(list(enumerate(names)))]


def test_agrees_with_a_plain_list_on_random_films():
    """Random films have the lines that a function with lists finds, with whole numbers as amounts.

    Try: compare the lengths first, then look for the first total that differs, or that isn't an int.
    """
    rng = seeded()
    names = [f"unit {number}" for number in range(25)]
    parts = {}
    for number, name in enumerate(names[1:]):
        parts.setdefault(names[rng.randrange(number + 1)], []).append(name)
    booked = {name: [rng.randrange(-50, 100) for _ in range(rng.randrange(4))] for name in names}
    lines = list(statement(names[0], parts, archive(booked)))
    assert lines == listed(names[0], parts, booked)[0]
    assert {type(amount) for _, amount in lines} == {int}


def test_requests_each_department_once():
    """A film of 31 departments, five levels deep, takes exactly 31 requests, one for each name.

    Try: a total from a second function asks the archive again, at every level. What did yield from bring you?
    """
    names = [f"unit {number}" for number in range(31)]
    parts = {names[number]: [names[2 * number + 1], names[2 * number + 2]] for number in range(15)}
    first = seeded().randrange(100)
    bookings = counted(lambda name: [first, names.index(name)], most=31, what="requests for 31 departments")
    lines = list(statement(names[0], parts, bookings))
    exactly(bookings.calls, 31, "requests for 31 departments")
    assert sorted(bookings.args) == sorted((name,) for name in names)
    assert lines[-1] == ("unit 0 in all", 31 * first + sum(range(31)))


def test_reads_a_booking_when_its_line_is_wanted():
    """Nothing is requested unasked; the first line takes 1 request and 1 booking, a part's first line one more.

    Try: yield inside the loops. A list of lines, of the whole or of one part, has read what nobody may ask for.
    """
    first = seeded().randrange(1_000)
    shelves = {"film": tripwire([first, 2, 3]), "set": tripwire([40, 50, 60]), "crew": tripwire([7])}
    bookings = counted(shelves.__getitem__)
    lines = statement("film", {"film": ["set", "crew"]}, bookings)
    at_most(bookings.calls, 0, "requests unasked")
    assert next(lines) == ("film", first)
    at_most(bookings.calls, 1, "requests for the first line")
    at_most(shelves["film"].pulled, 1, "bookings read for the first line")
    assert [next(lines) for _ in range(3)] == [("film", 2), ("film", 3), ("set", 40)]
    at_most(bookings.calls, 2, "requests for the first line of a part")
    at_most(shelves["set"].pulled, 1, "bookings of the first part read for its first line")


class TornError(Exception):
    """An error that no library knows."""


def archive(booked):
    """A function that returns the bookings of a department."""
    return booked.__getitem__


def cut_off(amounts, error):
    """These amounts, and then the error."""
    yield from amounts
    raise error


def walked(lines):
    """The lines of a statement and the value that yield from has for it."""
    values = []

    def outer():
        values.append((yield from lines))

    return list(outer()), values[0]


def listed(name, parts, booked):
    """The lines of a statement and its total, by lists."""
    lines, total = [(name, amount) for amount in booked[name]], sum(booked[name])
    for part in parts.get(name, ()):
        inner, cost = listed(part, parts, booked)
        lines += inner
        total += cost
    return [*lines, (f"{name} in all", total)], total
