"""Specification of recall_calls: behaviour first, then how far it may read and how much it may ask.

The files of the tests stand below them.
"""

from graders import at_most, counted, exactly, seeded, tripwire

from itertools import islice

import pytest

from recall_calls import recall_calls

HEAD = "serial,year,customer"


def test_gives_serial_and_number():
    """Each affected record becomes a pair: its serial, and what look_up returned for its customer.

    Try: one step keeps the affected records, the next makes a pair of each.
    """
    lines = [HEAD, "81,2019,Ada", "82,2023,Bo", "83,2020,Cy"]
    assert list(recall_calls(lines, old, {"Ada": 17, "Bo": 18, "Cy": 19}.get)) == [("81", 17), ("83", 19)]


def test_goes_by_the_names_of_the_columns():
    """The first line names the columns, which may be more and in another order; affected gets all of them.

    Try: make a dict of each record, with the names from the first line. The csv module has a reader that does.
    """
    lines = ["größe,customer,year,serial", "54,Ada,2019,81", "60,Bo,2020,82"]
    seen = []
    assert list(recall_calls(lines, lambda record: seen.append(record) or True, str.upper)) == [
        ("81", "ADA"),
        ("82", "BO"),
    ]
    assert seen[1] == {"größe": "60", "customer": "Bo", "year": "2020", "serial": "82"}


def test_reads_csv_and_not_commas():
    """A quoted field may hold commas, quotes and ends of lines; empty lines are no records.

    Try: split(",") knows nothing of quotes. Which module of Python does?
    """
    lines = [HEAD + "\n", '81,2019,"Ek, Ada"\n', "\n", '82,2019,"Bo ""B"" Li"\n', '83,2019,"Cy\n', 'c/o Dee"\n']
    assert list(recall_calls(lines, old, lambda customer: customer)) == [
        ("81", "Ek, Ada"),
        ("82", 'Bo "B" Li'),
        ("83", "Cy\nc/o Dee"),
    ]


def test_skips_who_cannot_be_reached():
    """If look_up returns None there's no pair, and the next customer follows.

    Try: a second filter, behind the search. What ends at the first None isn't a filter.
    """
    lines = [HEAD, "81,2019,Ada", "82,2019,Bo", "83,2019,Cy", "84,2019,Dee"]
    assert list(recall_calls(lines, old, {"Bo": 18, "Dee": 20}.get)) == [("82", 18), ("84", 20)]
    assert list(recall_calls(lines, old, lambda customer: None)) == []


def test_anything_but_none_will_do():
    """0, an empty text, or an object that says it equals None: only None itself means that nobody was found.

    Try: ask `is not None`. Is a number that counts as false a number?
    """
    numbers = {"Ada": 0, "Bo": "", "Cy": EqualToAll(), "Dee": False}
    lines = [HEAD, *(f"{number},2019,{name}" for number, name in enumerate(numbers))]
    pairs = list(recall_calls(lines, old, numbers.get))
    assert [serial for serial, _ in pairs] == ["0", "1", "2", "3"]
    assert [pairs[0][1], pairs[1][1], pairs[3][1]] == [0, "", False]


def test_takes_what_counts_as_true():
    """affected may return anything: what counts as true is affected.

    Try: don't compare with True.
    """
    lines = [HEAD, "81,2019,Ada", "82,,Bo", "83,2020,Cy"]
    assert list(recall_calls(lines, lambda record: record["year"], len)) == [("81", 3), ("83", 2)]


def test_takes_files_without_records():
    """A file with nothing but names, and one without a line, give no pairs.

    Try: which line of yours asks for the first line, and what if there is none?
    """
    for lines in ([HEAD], [], [HEAD, "", ""], [HEAD, "82,2023,Bo"]):
        calls = recall_calls(iter(lines), old, len)
        assert [next(calls, "the end") for _ in range(2)] == ["the end"] * 2


def test_two_lists_do_not_disturb_each_other():
    """Two iterators over two files go on where each of them was.

    Try: where are your records and your place in them? In the iterator, not in a global.
    """
    first = recall_calls([HEAD, "81,2019,Ada", "83,2019,Cy"], old, len)
    second = recall_calls([HEAD, "91,2019,Eli", "92,2019,Fay"], old, len)
    assert [next(first), next(second), next(second), next(first)] == [("81", 3), ("91", 3), ("92", 3), ("83", 2)]


def test_an_error_is_not_the_end_of_the_list():
    """If the lines, affected or look_up fail, whoever asked gets that very error.

    Try: catch nothing that you can't put right. A list that broke off looks just like one that is done.
    """

    def fail(*anything):
        raise error

    for error in (TornError("no line"), KeyError("year"), ValueError("no number"), OSError("no archive")):
        torn = (line or fail() for line in (HEAD, "81,2019,Ada", ""))
        whole = [HEAD, "81,2019,Ada", "82,2019,Bo"]

        def checked(record):
            return fail() if record["serial"] == "82" else True

        def found(customer):
            return fail() if customer == "Bo" else 3

        for lines, check, search in ((torn, old, len), (whole, checked, len), (whole, old, found)):
            with pytest.raises(type(error)) as caught:
                list(recall_calls(lines, check, search))
            assert caught.value is error


def test_agrees_with_a_plain_loop_on_random_files():
    """Random files give the same pairs as a loop over their records.

    Try: compare the first pair that differs: is it missing, one too many, or is its number another's?
    """
    rng = seeded()
    for size in (1, 7, 30):
        records = [(str(rng.randrange(1_000)), str(rng.randrange(2015, 2026)), f"C {n}, jr.") for n in range(size)]
        records += [("1000", "2019", "nobody"), ("1001", "2019", "Zoe")]
        numbers = {customer: rng.randrange(1, 9) for *_, customer in records if rng.random() < 0.7} | {"Zoe": 10}
        numbers.pop("nobody", None)
        lines = [HEAD, *(f'{serial},{year},"{customer}"' for serial, year, customer in records)]
        assert list(recall_calls(iter(lines), old, numbers.get)) == [
            (serial, numbers[customer]) for serial, year, customer in records if year < "2022" and customer in numbers
        ]


def test_takes_the_lines_up_to_each_pair():
    """The call takes 0 lines, and each pair comes out before any line behind its own is taken.

    Try: which step of yours reads at the call, or reads on? A list does, next() on the first line does; so does a loop
    that looks whether there's another.
    """
    sold = Sold(seeded())
    source = tripwire(sold.lines, most=sold.last_line, what="lines taken for all pairs")
    calls = recall_calls(source, old, sold.numbers.get)
    at_most(source.pulled, 0, "lines taken at the call")
    for number, place in enumerate(sold.places, start=1):
        assert next(calls) == sold.pair(place)
        at_most(source.pulled - place - 2, 0, f"lines taken beyond pair {number}")


def test_checks_each_record_once():
    """Up to a pair, each record costs 1 check, and none behind it is checked.

    Try: count the places where affected is called or passed on.
    """
    sold = Sold(seeded())
    check = counted(old, most=sold.last_line - 1, what="checks up to the last pair")
    calls = recall_calls(iter(sold.lines), check, sold.numbers.get)
    for place in sold.places:
        assert next(calls) == sold.pair(place)
        exactly(check.calls / (place + 1), 1, "checks per record")


def test_searches_for_affected_customers_once():
    """Up to a pair, look_up is called 1 time for each affected record, with its customer; for no other, and not ahead.

    Try: put the search behind the check, and keep what it returned: to ask again costs again.
    """
    sold = Sold(seeded())
    search = counted(sold.numbers.get)
    calls = recall_calls(iter(sold.lines), old, search)
    for place in sold.places:
        assert next(calls) == sold.pair(place)
        exactly(search.calls / sold.affected_up_to(place), 1, "searches per affected record")


def test_is_done_with_a_list_that_never_ends():
    """A list to which lines are added forever gives its first pairs all the same.

    Try: find the step that wants to see the end: list, sorted, a comprehension, len.
    """
    sold = Sold(seeded())

    def endless():
        yield from sold.lines
        for serial in range(400):
            yield f"{serial},2023,Zoe"
        raise ConnectionError("400 more lines were taken: would they ever have been enough?")

    calls = recall_calls(endless(), old, sold.numbers.get)
    assert list(islice(calls, len(sold.places))) == [sold.pair(place) for place in sold.places]


class TornError(Exception):
    """The line to the archive is cut."""


class EqualToAll:
    """A number that says that it equals anything."""

    def __eq__(self, other):
        return True

    __hash__ = None


def old(record):
    """Frames of before 2022 are recalled."""
    return record["year"] < "2022"


class Sold:
    """A file of 300 bicycles, some of them affected; of the customers of these, every third can be reached."""

    def __init__(self, rng):
        self._customers = [f"customer {number}" for number in rng.sample(range(10_000), 300)]
        years = [rng.choice(["2019", "2021", "2023", "2024"]) for _ in range(300)]
        self.lines = [HEAD, *map("{},{},{}".format, range(300), years, self._customers)]
        self._affected = [place for place, year in enumerate(years) if year < "2022"]
        unreached = {place for number, place in enumerate(self._affected) if number % 3}
        self.numbers = {name: n + rng.randrange(1, 9) for n, name in enumerate(self._customers) if n not in unreached}
        self.places = self._affected[:18:3]
        self.last_line = self.places[-1] + 2

    def pair(self, place):
        """What comes of the record at this place, counted from 0."""
        return str(place), self.numbers[self._customers[place]]

    def affected_up_to(self, place):
        """How many records up to this one are affected."""
        return self._affected.index(place) + 1
