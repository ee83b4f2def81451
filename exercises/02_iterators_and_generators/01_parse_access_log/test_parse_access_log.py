"""Specification of parse: behaviour first, then how much it reads and keeps.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, drain, memory_ceiling, probe, seeded, tripwire

import pytest

from parse_access_log import parse

TIME = "[14/Mar/2025:09:00:12 +0000]"
HOME = f'203.0.113.7 - - {TIME} "GET / HTTP/1.1" 200 5120'
LOGIN = f'198.51.100.20 - - {TIME} "POST /login HTTP/2.0" 303 0'
BAD = [
    "",
    "\n",
    "   \n",
    "out of disk space\n",
    f'203.0.113.7 - - {TIME} "GET /cut-off',
    f'203.0.113.7 - - {TIME} "GET / HTTP/1.1" 200\n',
    f"{HOME} again\n",
    f'203.0.113.7 - - {TIME} "GET / HTTP/1.1" 200 -\n',
    f'203.0.113.7 - - {TIME} "GET / HTTP/1.1" OK 5120\n',
]
NOT_IN_DIGITS = ["-200", "+200", "2_00", "2.0", "2e2", "0xc8", "²", "Ⅷ", "5K"]
"""Words that somebody takes for a number, but that are not digits alone."""


def test_gives_the_parts_of_a_line():
    """A line becomes (ip, method, path, status, size), the last two as int.

    Try: print line.split() for one line. Which words do you need, and which of them has a quotation mark?
    """
    assert list(parse([HOME])) == [("203.0.113.7", "GET", "/", 200, 5120)]
    [login] = parse([LOGIN])
    assert login == ("198.51.100.20", "POST", "/login", 303, 0)
    assert [type(part) for part in login] == [str, str, str, int, int]


def test_takes_lines_with_and_without_a_newline():
    """A newline at the end of a line changes nothing.

    Try: print the last word of a line that ends with a newline by repr(). Is it all digits?
    """
    record = ("198.51.100.20", "POST", "/login", 303, 0)
    assert list(parse([f"{LOGIN}\n", LOGIN, f"{LOGIN}\r\n"])) == [record] * 3


def test_skips_each_kind_of_bad_line():
    """A line that is blank, cut off, too long, or without its two numbers makes no record.

    Try: count the words, then look at the last two: "-" and "OK" are not numbers.
    """
    for line in BAD:
        assert list(parse([line])) == [], f"a record from {line!r}"


def test_skips_numbers_that_are_not_in_digits_alone():
    """A sign, a point, an underscore or a letter in the status or the size makes a line bad, but is not an error.

    Try: int() accepts more than digits, and isdigit() more than int() does: see "-200", "2_00" and "²". What
    holds for the digits 0 to 9 alone is word.isascii() and word.isdecimal().
    """
    for word in NOT_IN_DIGITS:
        for numbers in (f"{word} 5120", f"200 {word}"):
            line = f'203.0.113.7 - - {TIME} "GET / HTTP/1.1" {numbers}\n'
            assert list(parse([line, HOME])) == list(parse([HOME])), f"a record from {line!r}"


def test_an_error_is_not_the_end_of_the_log():
    """If the lines themselves fail, the caller gets that very error.

    Try: catch nothing that the loop over the lines raises. A torn log must not look like a short one.
    """
    torn = TornError("bad sector")

    def lines():
        yield LOGIN
        raise torn

    with pytest.raises(TornError) as caught:
        list(parse(lines()))
    assert caught.value is torn


def test_goes_on_after_a_bad_line():
    """Good lines give their records in order, whatever stands between, before and after them.

    Try: a bad line ends the work on that line only. Does your loop go on to the next?
    """
    home, login = ("203.0.113.7", "GET", "/", 200, 5120), ("198.51.100.20", "POST", "/login", 303, 0)
    assert list(parse([*BAD, HOME, *BAD, LOGIN, HOME, *BAD])) == [home, login, home]


def test_gives_nothing_for_a_log_without_records():
    """No lines, or only bad ones, give neither a record nor an error.

    Try: what does your code do when there is no first line?
    """
    assert list(parse([])) == []
    assert list(parse(iter(BAD))) == []


def test_agrees_with_the_writer_on_a_random_log():
    """The records that were written into a random log come out again, and nothing else.

    Try: compare the number of records first, then the first record that differs.
    """
    rng = seeded()
    records = [
        (
            ".".join(str(rng.randrange(1, 255)) for _ in range(4)),
            rng.choice(["GET", "POST", "HEAD", "DELETE"]),
            f"/seat/{rng.randrange(1_000)}",
            rng.choice([200, 204, 304, 404, 503]),
            rng.randrange(100_000),
        )
        for _ in range(40)
    ]
    entries = [*records, *BAD, *BAD]
    rng.shuffle(entries)
    lines = [written(entry) + rng.choice(["", "\n"]) if isinstance(entry, tuple) else entry for entry in entries]
    assert list(parse(line for line in lines)) == [entry for entry in entries if isinstance(entry, tuple)]


def test_reads_no_line_before_a_record_is_asked_for():
    """Calling parse reads nothing.

    Try: write yield into parse itself: calling a generator function runs none of its lines.
    """
    lines = tripwire([HOME] * 300)
    records = parse(lines)
    at_most(lines.pulled, 0, "lines read unasked")
    assert next(records) == ("203.0.113.7", "GET", "/", 200, 5120)


def test_reads_no_further_than_the_record():
    """The first record, after two bad lines, takes 3 lines; the second takes one more.

    Try: hand over each record before you read the next line: yield inside the loop over the lines.
    """
    lines = tripwire(["\n", "out of disk space\n", HOME, LOGIN, *[HOME] * 300], most=4, what="lines for two records")
    records = parse(lines)
    assert next(records) == ("203.0.113.7", "GET", "/", 200, 5120)
    at_most(lines.pulled, 3, "lines for the first record")
    assert next(records) == ("198.51.100.20", "POST", "/login", 303, 0)
    at_most(lines.pulled, 4, "lines for two records")


def test_holds_64_kib_over_a_long_log():
    """A log of 14,000 long lines needs no more memory than a short one: at most 64 KiB.

    Try: look for what grows with the log: a list of lines, of records, or of what was skipped.
    """
    rng = seeded()
    salt, places = rng.randrange(10, 100), sorted(rng.sample(range(10_500), k=3))
    with memory_ceiling("64 KiB"):
        records = drain(parse(busy_day(14_000, salt)), at=places)
    assert records.count == 10_500
    numbers = {place: place // 3 * 4 + place % 3 for place in places}
    for place, (ip, method, path, status, size) in records.items.items():
        assert (ip, method, status, size) == ("203.0.113.7", "GET", 200, numbers[place] * salt)
        assert path.startswith(f"/tickets/{numbers[place]}?from=spring")


class TornError(Exception):
    """The log cannot be read on."""


def written(record):
    """The line of the log for a record."""
    ip, method, path, status, size = record
    return f'{ip} - - {TIME} "{method} {path} HTTP/1.1" {status} {size}'


@probe
def busy_day(count, salt):
    """This many lines of about 1,500 characters, each made when it is asked for; every fourth is cut off."""
    campaign = "spring-sale-" * 120
    for number in range(count):
        path = f"/tickets/{number}?from={campaign}"
        line = f'203.0.113.7 - - [14/Mar/2025:09:00:12 +0000] "GET {path} HTTP/1.1" 200 {number * salt}\n'
        yield line[:-100] if number % 4 == 3 else line
