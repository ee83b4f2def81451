"""Specification of sort_file: behaviour first, then memory, open files and what is left in the folder.

Doubles and helpers are at the end of the file.
"""

from graders import (
    allow,
    at_most,
    counted,
    exactly,
    files_in,
    keep_error,
    memory_ceiling,
    open_files,
    probe,
    seeded,
    time_limit,
)

import contextlib

import pytest

from external_sort_lines import sort_file

pytestmark = allow("files")

LETTERS = ["a", "b", "c", " ", "\t", "~", "é", "雨", "🌧"]


def test_sorts_the_lines():
    """The lines of src are in dst, sorted, and src is left unchanged.

    Try: begin with a file that fits into memory, as one part. Then cut it into several.
    """
    text = joined(["/plums", "/apples", "/pears", "/figs", "/grapes"])
    assert sorted_by_learner(text, 2) == joined(["/apples", "/figs", "/grapes", "/pears", "/plums"])
    assert sorted_by_learner(text, 100) == joined(["/apples", "/figs", "/grapes", "/pears", "/plums"])
    assert read("clicks.log") == text


def test_sorts_an_empty_file():
    """From an empty file comes an empty file.

    Try: go through your code without any part. Does dst get written?
    """
    assert sorted_by_learner("", 3) == ""


def test_keeps_equal_lines():
    """A line that src has three times is in dst three times; empty lines are lines, too.

    Try: count the lines before and after. A set or a dict would lose some.
    """
    lines = ["b", "", "a", "b", "", "b", "a"]
    assert sorted_by_learner(joined(lines), 2) == joined(["", "", "a", "a", "b", "b", "b"])
    assert sorted_by_learner(joined(lines), 7) == joined(["", "", "a", "a", "b", "b", "b"])


def test_gives_the_last_line_its_newline():
    """A last line without a newline gets one, wherever it ends up.

    Try: look for two lines that have become one. Where in dst did the last line of src go?
    """
    assert sorted_by_learner("b\nc\na", 2) == "a\nb\nc\n"
    assert sorted_by_learner("b\na\nc", 2) == "a\nb\nc\n"
    assert sorted_by_learner("a", 2) == "a\n"


def test_compares_lines_without_their_ends():
    """A line comes before the longer ones that begin with it, even if they go on with a tab.

    Try: if you sort whole lines, the newlines are compared as well, and a tab is less than a newline.
    """
    lines = ["home\tindex", "home", "home~", "home index"]
    expected = joined(["home", "home\tindex", "home index", "home~"])
    assert sorted_by_learner(joined(lines), 10) == expected
    assert sorted_by_learner(joined(lines), 1) == expected


def test_sorts_lines_in_all_languages():
    """Lines with letters beyond ASCII are sorted by their characters, and cut only at newlines.

    Try: open every file with encoding="utf-8", and read it line by line: splitlines cuts in too many places.
    """
    lines = ["雨", "zoë", "éclair", "Ωmega", "zoo", "a\u2028b", "🌧", "c\x0bd"]
    assert sorted_by_learner(joined(lines), 3) == joined(sorted(lines))


def test_ends_a_line_only_at_a_newline():
    """A carriage return is a part of its line, even at the end.

    Try: what does the parameter newline of open do, for reading and for writing?
    """
    text = joined(["c\r", "b\ra", "a\r", "b"])
    assert sorted_by_learner(text, 2) == joined(["a\r", "b", "b\ra", "c\r"])


def test_sorts_alike_on_any_machine():
    """A machine that prefers another encoding, and ends its lines with "\\r\\n", makes the same file.

    Try: look at each open: does it say encoding="utf-8", and newline="\\n" (or bytes), for the parts and dst too?
    """
    lines = ["雨", "zoë\r", "éclair", "zoo", "a\rb", "🌧"]
    move_to_another_machine()
    assert sorted_by_learner(joined(lines), 2) == joined(sorted(lines))


def test_sorts_with_one_line_in_memory():
    """A max_lines of 1 works, too: each line is a part of its own.

    Try: if you merge parts in groups, there must be fewer of them after each pass.
    """
    lines = [f"{number % 37:02}" for number in range(0, 2_600, 50)]
    assert sorted_by_learner(joined(lines), 1) == joined(sorted(lines))


def test_makes_parts_of_max_lines():
    """100,000 lines of which 50,000 may be in memory are two parts: 2 s of CPU are more than enough for them.

    Try: how many lines has a part? Parts of a few lines each are tens of thousands of files.
    """
    lines = [f"{number:06}" for number in seeded().sample(range(10**6), 100_000)]
    assert sorted_by_learner(joined(lines), 50_000) == joined(sorted(lines))


def test_agrees_with_sorted_on_random_lines():
    """Random lines come out in the order of sorted, for parts of two lines and of many.

    Try: count the lines first. Then look for the first one that comes before a smaller one.
    """
    rng = seeded()
    for max_lines in (2, rng.randrange(3, 40)):
        lines = ["".join(rng.choices(LETTERS, k=rng.randrange(6))) for _ in range(rng.randrange(80, 120))]
        assert sorted_by_learner(joined(lines), max_lines) == joined(sorted(lines))


def test_needs_10_mib_for_24_mb():
    """8,600 lines of 3,000 characters, of which 150 may be in memory, need at most 10 MiB.

    Try: follow the lines from the parts into dst. Is there a list, or a read, that takes a whole file?
    """
    time_limit(cpu=20)
    numbers = [seeded().randrange(10**9) for _ in range(8_600)]
    write_long_log(numbers, 3_000)
    with memory_ceiling("10 MiB"):
        sort_file("clicks.log", "sorted.log", "parts", 150)
    expect_long_log(numbers, 3_000)


def test_keeps_few_long_lines_in_memory():
    """280 lines of 100,000 characters, of which 10 may be in memory, need at most 10 MiB.

    Try: how many lines does each of your parts have? It is max_lines that says how many fit into memory.
    """
    time_limit(cpu=20)
    numbers = [seeded().randrange(10**9) for _ in range(280)]
    write_long_log(numbers, 100_000)
    with memory_ceiling("10 MiB"):
        sort_file("clicks.log", "sorted.log", "parts", 10)
    expect_long_log(numbers, 100_000)


def test_opens_20_files_at_most_for_48_parts():
    """With 48 parts, at most 20 files are open at once.

    Try: merge a few parts into one, again and again, until there are few enough to be merged into dst.
    """
    rng, opened = seeded(), counted(lambda number: None)
    lines = [f"/{rng.randrange(10**6)}" for _ in range(480)]
    write(joined(lines))
    watch_files(opened)
    sort_file("clicks.log", "sorted.log", "parts", 10)
    at_most(most(opened), 20, "files open at once")
    assert read("sorted.log") == joined(sorted(lines))


def test_opens_20_files_at_most_for_300_parts():
    """With 300 parts, at most 20 files are open at once, in every pass.

    Try: after one pass there are still too many parts. Which loop goes on until there are few enough?
    """
    rng, opened = seeded(), counted(lambda number: None)
    lines = [f"/{rng.randrange(10**6)}" for _ in range(300)]
    write(joined(lines))
    watch_files(opened)
    sort_file("clicks.log", "sorted.log", "parts", 1)
    at_most(most(opened), 20, "files open at once")
    assert read("sorted.log") == joined(sorted(lines))


def test_leaves_the_folder_empty():
    """When the file is sorted, nothing is left in the folder for the parts.

    Try: delete each part when it has been merged, even in the last pass.
    """
    lines = [f"/{number}" for number in seeded().sample(range(1_000), 200)]
    assert sorted_by_learner(joined(lines), 7) == joined(sorted(lines))
    at_most(files_in("parts"), 0, "files left in tmp")
    assert sorted_by_learner(joined(lines), 1_000) == joined(sorted(lines))
    at_most(files_in("parts"), 0, "files left in tmp")


def test_leaves_the_folder_empty_after_an_error():
    """When dst cannot be written or src read, the error reaches the caller, and nothing is left in the folder.

    Try: what has to happen however the work ends belongs in finally, or in a with statement.
    """
    write(joined(f"/{number}" for number in range(200)))
    for src, dst in (("clicks.log", "nowhere/sorted.log"), ("no such.log", "sorted.log")):
        with pytest.raises(FileNotFoundError):
            sort_file(src, dst, "parts", 7)
    at_most(files_in("parts"), 0, "files left in tmp")


def test_leaves_the_folder_empty_after_a_bad_line():
    """A line of src that is not valid UTF-8 may be an error or be sorted by its bytes, but nothing is left or lost.

    Try: the parts exist long before they are merged. If an error comes in between, what removes them?
    """
    bad = seeded().randrange(3_000, 5_000)
    write(joined("/\udcff" if number == bad else f"/{number}" for number in range(5_000)))
    with contextlib.suppress(UnicodeDecodeError):
        sort_file("clicks.log", "sorted.log", "parts", 50)
        assert newlines_in("sorted.log") == 5_000, "lines are missing, and no error tells of it"
    at_most(files_in("parts"), 0, "files left in tmp")


def test_leaves_nothing_behind_on_a_full_disk():
    """If the disk is full in the middle of a part or of dst, the error reaches the caller, and by then no file is open
    or left in the folder.

    Try: an error keeps the names of the functions that it left, and so every file that nobody has closed. A with
    statement closes a file on each way out; a generator that waits in one doesn't get there.
    """
    write(joined(f"/{number}" for number in range(480)))
    before = open_files()
    for writes in (0, 48):  # of the first part; of what comes after 48 parts, where each is written at once
        with pytest.raises(OSError, match="No space left"):
            on_a_small_disk(writes, sort_file, "clicks.log", "sorted.log", "parts", 10)
        keep_error(on_a_small_disk, writes, sort_file, "clicks.log", "sorted.log", "parts", 10)
        exactly(open_files() - before, 0, "files open after an error")
        exactly(files_in("parts"), 0, "files left in tmp")


def test_leaves_no_file_open_after_an_error():
    """If dst can't be written, every part has been closed by the time the caller looks at the error.

    Try: with many files to close, an ExitStack closes them all on each way out.
    """
    lines = [f"/{number}" for number in seeded().sample(range(1_000), 200)]
    assert sorted_by_learner(joined(lines), 7) == joined(sorted(lines))
    before = open_files()
    keep_error(sort_file, "clicks.log", "nowhere/sorted.log", "parts", 7)
    exactly(open_files() - before, 0, "files open after an error")


@probe
def write(text):
    """Make the file to sort, and the empty folder for the parts."""
    import os

    os.makedirs("parts", exist_ok=True)
    with open("clicks.log", "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(text)


@probe
def read(name):
    """All of a file."""
    with open(name, encoding="utf-8", newline="") as file:
        return file.read()


@probe
def newlines_in(name):
    """How many lines a file has, whatever is in them."""
    with open(name, "rb") as file:
        return file.read().count(b"\n")


@probe
def write_long_log(numbers, width):
    """Make a file with a line for each number, filled up to this width."""
    import os

    os.makedirs("parts", exist_ok=True)
    with open("clicks.log", "w", encoding="utf-8") as file:
        file.writelines(f"{number:09}".ljust(width, ".") + "\n" for number in numbers)


def expect_long_log(numbers, width):
    """See that sorted.log has a line of this width for each number, in order."""
    places = seeded().sample(range(len(numbers)), k=5)
    count, wrong, found = lines_of("sorted.log", places)
    assert (count, wrong) == (len(numbers), 0)
    ordered = sorted(numbers)
    assert found == {place: f"{ordered[place]:09}".ljust(width, ".") + "\n" for place in places}


@probe
def lines_of(name, places):
    """How many lines a file has, how many of them are less than the one before, and those at some places."""
    count, wrong, before, found = 0, 0, "", {}
    with open(name, encoding="utf-8") as file:
        for place, line in enumerate(file):
            count, wrong, before = count + 1, wrong + (line < before), line
            if place in places:
                found[place] = line
    return count, wrong, found


@probe
def on_a_small_disk(writes, call, *args):
    """Call on a disk that has room for this many writes; the next one fails."""
    import errno
    import sys

    left = writes

    def look(frame, event, called):
        nonlocal left
        if event == "c_call" and called.__name__ in ("write", "writelines", "print"):
            left -= 1
        if left < 0:
            sys.setprofile(None)
            raise OSError(errno.ENOSPC, "No space left on device")

    sys.setprofile(look)
    try:
        call(*args)
    finally:
        sys.setprofile(None)


@probe
def move_to_another_machine():
    """From now on, text files are in ASCII and are written with "\\r\\n", unless open is told otherwise."""
    import builtins
    import io

    plain = io.open

    def open_there(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, *rest, **named):
        if "b" not in mode:
            encoding = "ascii" if encoding in (None, "locale") else encoding
            newline = "\r\n" if newline is None and "r" not in mode else newline
        return plain(file, mode, buffering, encoding, errors, newline, *rest, **named)

    builtins.open = io.open = open_there


@probe(by_word="the most files open at one moment: the kernel tells only those that are open when asked")
def watch_files(report):
    """From now on, report each new largest number of files that are open at once.

    A file gets the lowest free descriptor when it is opened, so its place among those that are free now says how many
    have been taken since.
    """
    import os
    import sys

    def is_free(descriptor):
        try:
            os.fstat(descriptor)
        except OSError:
            return True
        return False

    def lowest_free():
        descriptor = os.dup(0)
        os.close(descriptor)
        return descriptor

    free, high = [descriptor for descriptor in range(400) if is_free(descriptor)], 0

    def look(event, args):
        nonlocal high
        if event == "open" and free.index(lowest_free()) >= high:
            high = free.index(lowest_free()) + 1
            report(high)

    sys.addaudithook(look)


def sorted_by_learner(text, max_lines):
    """The text as sort_file sorts it."""
    write(text)
    sort_file("clicks.log", "sorted.log", "parts", max_lines)
    return read("sorted.log")


def most(opened):
    """The largest number of open files that was reported."""
    return max((number for (number,) in opened.args), default=0)


def joined(lines):
    return "".join(f"{line}\n" for line in lines)
