"""Specification of parse_log: behaviour first, then how much memory the rows take, and what they leave behind."""

from graders import at_most, memory_ceiling, probe, retained_ceiling, seeded, time_limit

from zlib import crc32

import pytest

from intern_log_fields import parse_log


def test_gives_a_row_for_each_line():
    """Every line becomes a tuple of number, path and agent, in a list in the order of the lines.

    Try: split the line at its tabs, and turn the first field into an int.
    """
    assert parse_log(["7\t/\tcurl", "8\t/tea\tlynx", "5\t/\tlynx"]) == [
        (7, "/", "curl"),
        (8, "/tea", "lynx"),
        (5, "/", "lynx"),
    ]


def test_takes_lines_from_any_iterable():
    """Lines may come from a list or a generator, and there may be none; an error of theirs reaches the caller.

    Try: go through the lines once, with a for loop: no length, no index, and no except around it.
    """
    assert parse_log([]) == []
    assert parse_log(line for line in ["1\t/a\tx", "2\t/b\ty"]) == [(1, "/a", "x"), (2, "/b", "y")]
    failure = Torn("the disk is gone")

    def broken():
        yield "1\t/a\tx"
        raise failure

    with pytest.raises(Torn) as caught:
        parse_log(broken())
    assert caught.value is failure


def test_leaves_the_newline_out():
    """A line may end with a newline, as the lines of a file do: it isn't part of the agent.

    Try: take the newline off the line before you split it; the last line of a file may not have one.
    """
    assert parse_log(["1\t/a\tlynx\n", "2\t/a\tlynx"]) == [(1, "/a", "lynx"), (2, "/a", "lynx")]


def test_keeps_the_spaces_and_tabs_of_an_agent():
    """Only the first two tabs divide a line: an agent may have tabs and spaces, or be empty.

    Try: how can you tell split to stop after two cuts? And how do you take off a newline, but no space?
    """
    lines = ["1\t/a\tlynx\t2.8 \n", "2\t/b c\t\n", "3\t\t x\n", "4\t/ö\tłynx\u2028\n"]
    assert parse_log(lines) == [(1, "/a", "lynx\t2.8 "), (2, "/b c", ""), (3, "", " x"), (4, "/ö", "łynx\u2028")]


def test_refuses_a_broken_line():
    """A line with fewer than three fields, or without a number, is a ValueError.

    Try: unpacking too few values raises a ValueError by itself, and so does int().
    """
    for line in ["", "7", "7\t/a", "seven\t/a\tlynx"]:
        with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
            parse_log(["1\t/a\tlynx", line])


def test_agrees_with_plain_splitting_on_random_lines():
    """A random log is parsed into the rows that plain splitting makes.

    Try: compare the first row that differs with its line.
    """
    rng = seeded()
    numbers = [-9, 0, 7, 10**18 + rng.randrange(10**6)]
    lines = [f"{rng.choice(numbers)}\t/{rng.choice('abc')}\tv{rng.randrange(5)} {salt()[:1]}" for _ in range(200)]
    split = [line.split("\t") for line in lines]
    assert parse_log(iter(lines)) == [(int(number), path, agent) for number, path, agent in split]


def test_equal_agents_are_one_string():
    """In 2,000 rows with 40 different agents there are 40 agent strings.

    Try: two strings that are equal can be two objects: compare len({id(row[2]) for row in rows}) with 40. Which
    container returns the object that it has, if you ask with an equal one?
    """
    word = salt()
    archive = Archive(parse_log, word, 2_000, 40, 25)
    at_most(archive.strings(2), 40, "strings for 40 agents")
    check(archive, word, 2_000, 40, 25)


def test_equal_paths_are_one_string():
    """In 2,000 rows with 25 different paths there are 25 path strings.

    Try: do the same for the paths as for the agents.
    """
    word = salt()
    archive = Archive(parse_log, word, 2_000, 40, 25)
    at_most(archive.strings(1), 25, "strings for 25 paths")
    check(archive, word, 2_000, 40, 25)


def test_holds_10_mib_for_40000_rows():
    """40,000 rows with 40 agents of 600 letters never need more than 10 MiB: about 250 bytes a row.

    Try: look for 40,000 long strings, even if only for a moment: equal agents, or the lines themselves.
    """
    time_limit(cpu=10)
    word = salt()
    with memory_ceiling("10 MiB"):
        archive = Archive(parse_log, word, 40_000, 40, 25)
    check(archive, word, 40_000, 40, 25)


def test_leaves_1_mib_after_40_logs_of_robots():
    """40 logs with agents of 200,000 letters that never repeat, parsed and dropped, leave 1 MiB at most.

    Try: how long does your table of known strings live, and who else could hold it? Where do you have to make a
    table, so that it goes with the call? (What went through sys.intern is never freed in some releases of Python 3.12.)
    """
    time_limit(cpu=10)
    word = salt()
    assert day_after_day(parse_log, word, 1) == checksum(word, 1)
    with retained_ceiling("1 MiB"):
        assert day_after_day(parse_log, word, 40) == checksum(word, 40)


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


@probe
def agent(salt, number, words=60):
    """A user agent of 600 letters, or of this many words, made again at every call."""
    return f"Browser/{number} ({salt}; " + "gecko like " * words + ")"


@probe
def log(salt, count, agents, paths, words=60):
    """Lines of a log, one at a time, with this many different agents and paths; nobody keeps a line here."""
    for number in range(count):
        yield f"{number}\t/{salt}/{number * 7 % paths}.html\t{agent(salt, number * 3 % agents, words)}\n"


@probe
class Archive:
    """Holds the rows of a log, and looks at them where they are."""

    def __init__(self, parse_log, *log_of):
        self.rows = parse_log(log(*log_of))

    def strings(self, column):
        """How many string objects a column has."""
        return len({id(row[column]) for row in self.rows})

    def row(self, place):
        """One row."""
        return self.rows[place]

    def length(self):
        """The number of rows."""
        return len(self.rows)


@probe
def day_after_day(parse_log, salt, days):
    """Parse a log of robots for each day, where no agent comes twice, and drop it; return a checksum of all rows."""
    from zlib import crc32

    seen = 0
    for day in range(days):
        rows = parse_log(log(f"{salt}-{day}", 25, 25, 25, 20_000))
        for number, _, name in rows:
            seen = crc32(f"{number} {name}".encode(), seen)
        del rows
    return seen


def checksum(salt, days):
    """What ``day_after_day`` returns for right rows."""
    seen = 0
    for day in range(days):
        for number in range(25):
            name = agent.original(f"{salt}-{day}", number * 3 % 25, 20_000)
            seen = crc32(f"{number} {name}".encode(), seen)
    return seen


def salt():
    """A word that nobody knows beforehand."""
    return f"{seeded().randrange(16**8):08x}"


def check(archive, word, count, agents, paths):
    """Check that the archive has the rows of this log: their number, and a few of them."""
    assert archive.length() == count
    for place in [0, count - 1, *seeded().sample(range(count), 10)]:
        assert archive.row(place) == (place, f"/{word}/{place * 7 % paths}.html", agent(word, place * 3 % agents))
