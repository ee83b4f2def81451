"""Specification of run_all: what the report says, then what it may keep alive.

``lives`` counts the scans. It keeps the garbage collector off.
"""

from graders import lives, probe, retained_ceiling, seeded

import pytest

from keep_errors_drop_frames import run_all


def test_gives_the_results_in_order():
    """Items that succeed are in the first dict, in their order; None and a returned error are results like any other.

    Try: fill a dict while you go through the items once. They may come from a generator.
    """
    items = pages()
    results, failures = run_all(read_page, (item for item in items))
    assert list(results.items()) == [(item, item * 3) for item in items]
    assert failures == {}
    returned = Torn("what a job returns is its result")
    assert run_all(lambda item: returned if item else None, [3, 0]) == ({3: returned, 0: None}, {})
    assert run_all(read_page, []) == ({}, {})


def test_runs_every_item():
    """After a failure the next items run all the same; each item is in one of the two dicts, in order.

    Try: put the try into the loop, not the loop into the try.
    """
    items = [number + late for number in pages() for late in (0, 7)]
    results, failures = run_all(read_page, items)
    assert list(results) == items[::2]
    assert list(failures) == items[1::2]


def test_tells_kind_and_message():
    """A Failure has the name of the error's class and its text, even of a class that run_all can't know.

    Try: type(error).__name__ and str(error). Which class do all errors have in common, but for interruptions?
    """
    (number, *_) = pages()
    _, failures = run_all(read_page, [number + 7, number + 17])
    assert [failure.kind for failure in failures.values()] == ["ValueError", "ValueError"]
    assert failures[number + 7].message == f"page {number + 7} is blank"
    assert failures[number + 17].message == f"page {number + 17} is blank"
    results, failures = run_all(lambda item: read_torn_page(item) if item == number else item, [3, number, 4])
    assert results == {3: 3, 4: 4}
    assert (failures[number].kind, failures[number].message) == ("Torn", f"page {number} is torn")


def test_tells_the_text_that_an_error_makes_of_itself():
    """The message is what str makes of the error, whether it was made with one argument, with none or with several.

    Try: what does an error print if you print it? Its arguments alone don't tell that: a class makes its text of them
    as it likes.
    """
    (number, *_) = pages()
    _, failures = run_all(read_label, [number, number + 1, number + 2, number + 3])
    told = [(failure.kind, failure.message) for failure in failures.values()]
    assert told[:2] == [("KeyError", f"'label {number}'"), ("Torn", "")]
    assert told[2:] == [("Torn", f"('no label', {number + 2})"), ("Smudged", f"{number + 3}: smudged")]


def test_tells_where_it_happened():
    """where is the traceback, word for word as Python prints it; the frames of run_all itself come first.

    Try: look through the module traceback for what makes text of an exception. Its lines come with their ends: put
    nothing between them.
    """
    (number, *_) = pages()
    _, failures = run_all(find_page, [number])
    assert type(failures[number].where) is str
    assert is_formatted(failures[number].where, find_page, number)
    for word in ("Traceback", "find_page", f"LookupError: no page {number}"):
        assert word in failures[number].where


def test_tells_the_cause_of_an_error():
    """An error that was raised from another one: where shows both tracebacks, as Python does.

    Try: format the whole chain of errors. The traceback of the last one alone doesn't name the first.
    """
    (number, *_) = pages()
    _, failures = run_all(read_index, [number])
    assert failures[number].kind == "RuntimeError"
    assert is_formatted(failures[number].where, read_index, number)
    for word in ("find_page", f"LookupError: no page {number}", "direct cause", "read_index", "RuntimeError: index"):
        assert word in failures[number].where


def test_tells_during_which_error_it_happened():
    """An error that came up while another one was handled: where shows both tracebacks, as Python does.

    Try: format the whole chain of errors, with __context__ as well as __cause__.
    """
    (number, *_) = pages()
    _, failures = run_all(read_cover, [number])
    assert failures[number].kind == "IndexError"
    assert is_formatted(failures[number].where, read_cover, number)
    for word in ("find_page", f"LookupError: no page {number}", "During handling", "read_cover", "IndexError: list"):
        assert word in failures[number].where


def test_lets_an_error_of_the_items_be_seen():
    """If asking for the next item fails, no item has failed: the error reaches the caller, unchanged.

    Try: which lines stand in your try? Only the call of job belongs there, not the step to the next item.
    """
    jammed = Jammed("two pages at once")
    for numbers in ([], pages()):
        with pytest.raises(Jammed) as caught:
            run_all(read_page, feeder(numbers, jammed))
        assert caught.value is jammed


def test_lets_an_interruption_through():
    """A KeyboardInterrupt isn't a failure of an item: it reaches the caller.

    Try: which classes do you catch? An interruption is not an Exception.
    """
    with pytest.raises(Exception, match="called off at 4") as caught:
        run_all(call_off, [4, 5])
    assert type(caught.value).__name__ == "KeyboardInterrupt"


def test_keeps_no_scan_of_a_failed_call():
    """While the failures are held, 0 scans that the failed calls had in their frames are alive.

    Try: an exception has a traceback, that has frames, and those have all local names. What do you keep of it? And an
    except block deletes the name of its error at its end: is there another name for it?
    """
    numbers = [number + 7 for number in pages()]
    with lives(Scan) as scans:
        results, failures = run_all(read_page, [4, *numbers])
        scans.at_most(0, "scans alive while the failures are held")
    assert results == {4: 12}
    assert [failures[number].message for number in numbers] == [f"page {number} is blank" for number in numbers]


def test_keeps_no_scan_of_a_cause():
    """While the failures are held, 0 scans are alive that belong to the cause of another error.

    Try: an error leads to its cause, in __cause__, and that has a traceback of its own. Do you keep either?
    """
    numbers = pages()
    with lives(Scan) as scans:
        _, failures = run_all(read_index, numbers)
        scans.at_most(0, "scans alive while the failures are held")
    assert [failures[number].message for number in numbers] == [f"index {number} is broken" for number in numbers]


def test_keeps_no_scan_of_an_error_being_handled():
    """While the failures are held, 0 scans are alive that belong to an error that was being handled.

    Try: an error leads to the one before it, in __context__, and that has a traceback of its own. Do you keep either?
    """
    numbers = pages()
    with lives(Scan) as scans:
        _, failures = run_all(read_cover, numbers)
        scans.at_most(0, "scans alive while the failures are held")
    assert [failures[number].kind for number in numbers] == ["IndexError"] * 6


def test_keeps_no_scan_that_an_error_was_made_with():
    """While the failures are held, 0 scans are alive that errors had among their arguments.

    Try: the text of an error is enough for a report. Its arguments may be anything.
    """
    numbers = pages()
    with lives(Scan) as scans:
        _, failures = run_all(read_stamp, numbers)
        scans.at_most(0, "scans alive while the failures are held")
    assert list(failures) == numbers
    assert f"no stamp {numbers[0]}" in failures[numbers[0]].message


def test_keeps_one_scan_at_a_time():
    """While the batch runs, two scans are never alive at once, whatever fails.

    Try: let go of an error before the next item runs: at the end of the except block, and with no other name for it.
    """
    numbers = [3 * number + place % 3 for place, number in enumerate(seeded().sample(range(1, 9_000), 30))]
    with lives(Scan, at_once=1) as scans:
        _, failures = run_all(told_of(scans.births(numbers)), numbers)
        scans.at_once("scans alive at once")
        assert scans.made == 30
    assert list(failures) == numbers


def test_keeps_200_kib_for_60_failures():
    """60 failures, whose frames had 500 KB each, keep at most 200 KiB.

    Try: keep text, which is about 1 KB for a failure; no error, no frame, and nothing that leads to one.
    """
    start = seeded().randrange(1, 9_000)
    run_all(read_any, range(3))
    with retained_ceiling("200 KiB", loose="24 MiB"):
        results, failures = run_all(read_any, range(start, start + 60))
    assert results == {}
    assert list(failures) == list(range(start, start + 60))
    kinds = ["ValueError", "RuntimeError", "IndexError"]
    assert [failure.kind for failure in failures.values()] == [kinds[number % 3] for number in failures]


# What the tests above are made of


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Smudged(Exception):
    """An error that makes its own text of what it was made with."""

    def __str__(self):
        return f"{self.args[0]}: smudged"


class Jammed(Exception):
    """An error of the feeder, which no job and no code but this test can know."""


@probe
class Scan:
    """A scanned page that a job works on: 500 KB."""

    def __init__(self, number):
        self.number = number
        self.pixels = bytes([number % 251]) * 500_000


@probe
def read_page(number):
    """A job that fails for every number that ends in 1."""
    scan = Scan(number)
    if number % 10 == 1:
        raise ValueError(f"page {number} is blank")
    return scan.number * 3


@probe
def find_page(number):
    """Fails while it works on a scan."""
    scan = Scan(number)
    raise LookupError(f"no page {scan.number}")


@probe
def read_index(number):
    """A job whose error has a cause: it raises one from the other."""
    try:
        return find_page(number)
    except LookupError as error:
        raise RuntimeError(f"index {number} is broken") from error


@probe
def read_cover(number):
    """A job whose error has a context: it fails while it handles another one."""
    try:
        return find_page(number)
    except LookupError:
        return [][number]


@probe
def read_stamp(number):
    """A job whose error has the scan as an argument."""
    raise ValueError(f"no stamp {number}", Scan(number))


@probe
def read_label(number):
    """A job that fails with a KeyError, or with an error of a class of its own, by the last digit of the number."""
    raise {
        4: KeyError(f"label {number}"),
        5: Torn(),
        6: Torn("no label", number),
        7: Smudged(number),
    }[number % 10]


@probe
def read_torn_page(number):
    """Fails with an error of a class of its own."""
    raise Torn(f"page {number} is torn")


@probe
def formatted(job, number):
    """The traceback of a job, from the frame of the job on; what comes before it, of an error that led to this one."""
    import traceback

    try:
        job(number)
    except Exception as error:
        text = "".join(traceback.format_exception(error.with_traceback(error.__traceback__.tb_next)))
    before, title, rest = text.rpartition("Traceback (most recent call last):\n")
    return before + title, rest


def is_formatted(where, job, number):
    """Is this what Python prints of the error of a job? Only the frames of run_all itself are left open."""
    before, rest = formatted(job, number)
    return where.startswith(before) and where.rstrip().endswith(rest.rstrip())


@probe
def read_any(number):
    """A job that fails in one of three ways, by its number."""
    return (read_page, read_index, read_cover)[number % 3](number * 10 + 1)


@probe
def told_of(births):
    """A job that fails in one of three ways, and counts a birth before it makes its scan."""

    def read(number):
        next(births, None)
        return read_any(number)

    return read


def feeder(numbers, error):
    """Hands out pages until it fails."""
    yield from numbers
    raise error


@probe
def call_off(number):
    """A job that is interrupted from the keyboard."""
    raise KeyboardInterrupt(f"called off at {number}")


def pages():
    """Numbers of pages that nobody knows beforehand; none of them ends in 1."""
    return [10 * number + 4 for number in seeded().sample(range(10_000), 6)]
