"""Specification of read_all: behaviour first, then what may be open, and when.

Doubles and helpers are at the end of the file.
"""

from graders import allow, at_most, exactly, probe, seeded, tripwire

import pytest

from rotate_files_and_close import read_all

pytestmark = allow("files")

WEEK = {"mon.log": 2, "tue.log": 3, "wed.log": 1}
"""Names of files, and how many lines each of them has."""


def test_gives_every_line_of_every_file_in_order():
    """All lines come out unchanged, file after file.

    Try: write a loop over the names, and for each name hand over the lines of its file.
    """
    monday, tuesday = ["boot\n", "  ok \n"], ["  ok \n", "\n", "disk full\n", "halt"]
    archive = Archive({"mon.log": monday, "empty.log": [], "tue.log": tuesday})
    assert list(read_all(["mon.log", "empty.log", "tue.log"], archive.opener)) == monday + tuesday
    assert list(read_all([], archive.opener)) == []


def test_agrees_with_a_plain_loop_on_random_files():
    """Random files, some of them empty, have the lines that a plain loop over them finds.

    Try: compare the number of lines: is a file left out, or read twice?
    """
    rng = seeded()
    files = {f"{day}.log": lines_of(rng.randrange(6)) for day in range(12)}
    names = rng.sample(sorted(files), k=8)
    assert list(read_all(iter(names), Archive(files).opener)) == [line for name in names for line in files[name]]


def test_lets_a_missing_file_be_seen():
    """A file that cannot be opened, or a name that cannot be had, ends the reading with that very error.

    Try: catch nothing that you cannot put right. The caller must hear of a missing day.
    """
    archive = Archive(week()[0])
    with pytest.raises(TornError) as caught:
        list(read_all(["mon.log", "someday.log", "tue.log"], archive.opener))
    assert caught.value is archive.missing
    torn, found = TornError("the list of days is torn"), []

    def days():
        yield "wed.log"
        raise torn

    with pytest.raises(TornError) as caught:
        found.extend(read_all(days(), archive.opener))
    assert caught.value is torn
    assert len(found) == WEEK["wed.log"]


def test_lets_a_reading_error_be_seen():
    """An error in the middle of a file comes after the lines before it, and it is the file's own error.

    Try: hand over each line before you read the next. Let an error pass: close the file, catch nothing.
    """
    error, before, found = TornError("bad sector"), lines_of(2), []
    archive = Archive({"bad.log": [*before, error], "mon.log": lines_of(2)})
    with pytest.raises(TornError) as caught:
        found.extend(read_all(["bad.log", "mon.log"], archive.opener))
    assert found == before
    assert caught.value is error


def test_opens_nothing_before_a_line_is_asked_for():
    """Calling read_all opens no file.

    Try: write a generator function: its first line runs when the first value is asked for.
    """
    files, every = week()
    archive = Archive(files)
    lines = read_all(list(files), archive.opener)
    at_most(archive.opened, 0, "files opened unasked")
    assert next(lines) == every[0]


def test_opens_one_file_for_the_first_line():
    """The first line takes one name and one file.

    Try: open a file when its turn comes, inside the loop over the names.
    """
    files, every = week()
    archive, names = Archive(files), tripwire(files)
    assert next(read_all(names, archive.opener)) == every[0]
    at_most(archive.opened, 1, "files for the first line")
    at_most(names.pulled, 1, "names for the first line")


def test_hands_over_each_line_as_it_is_read():
    """A line comes out before the next one is read from its file.

    Try: yield inside the loop over the file: no list, no read of the whole file.
    """
    every = lines_of(300)
    archive = Archive({"long.log": every})
    lines = read_all(["long.log"], archive.opener)
    assert next(lines) == every[0]
    at_most(archive.read, 1, "lines read for 1 line")
    assert next(lines) == every[1]
    at_most(archive.read, 2, "lines read for 2 lines")


def test_keeps_one_file_open_at_a_time():
    """While all files are read, no two of them are open at once.

    Try: close each file before you open the next: one with block for each file, inside the loop.
    """
    files, every = week()
    archive = Archive(files)
    assert list(read_all(list(files), archive.opener)) == every
    at_most(archive.high, 1, "files open at once")


def test_leaves_nothing_open_after_the_last_line():
    """When the last line has been handed over and the generator has ended, every file is closed.

    Try: count your opens and closes for three files. Does the last file get its close?
    """
    files, every = week()
    archive = Archive(files)
    assert list(read_all(list(files), archive.opener)) == every
    exactly(archive.open, 0, "files left open")


def test_leaves_nothing_open_after_close():
    """close() halfway through a file closes the file.

    Try: close() raises GeneratorExit at your yield. Does your closing code run then? It is not an Exception.
    """
    files, every = week()
    archive = Archive(files)
    lines = read_all(list(files), archive.opener)
    assert next(lines) == every[0]
    lines.close()
    exactly(archive.open, 0, "files left open")


def test_leaves_nothing_open_when_the_caller_breaks_off():
    """A caller that breaks out of its loop and drops the generator leaves no file open.

    Try: a line after the loop is never reached here. Put with, or try/finally, around the yield.
    """
    files, every = week()
    archive, found = Archive(files), []
    lines = read_all(list(files), archive.opener)
    for line in lines:
        found.append(line)
        if len(found) == 4:  # in the middle of the second file
            break
    assert found == every[:4]
    del lines
    moment()
    exactly(archive.open, 0, "files left open")


def test_leaves_nothing_open_after_throw():
    """An error that is thrown into the generator closes the file and comes back to the thrower.

    Try: throw() raises its error at your yield. Your closing code must run, and then the error must go on.
    """
    files, every = week()
    archive, cancelled = Archive(files), TornError("search cancelled")
    lines = read_all(list(files), archive.opener)
    assert next(lines) == every[0]
    with pytest.raises(TornError) as caught:
        lines.throw(cancelled)
    assert caught.value is cancelled
    exactly(archive.open, 0, "files left open")


def test_leaves_nothing_open_after_a_reading_error():
    """A file that fails halfway is closed like any other.

    Try: the error leaves your loop at once, past the lines below it. What runs even then?
    """
    error = TornError("bad sector")
    archive = Archive({"bad.log": [*lines_of(1), error]})
    with pytest.raises(TornError) as caught:
        list(read_all(["bad.log"], archive.opener))
    assert caught.value is error
    exactly(archive.open, 0, "files left open")


class TornError(Exception):
    """The disk is worn out."""


class LogFile:
    """One open file; it stays open until somebody closes it."""

    def __init__(self, archive, lines):
        self._archive = archive
        self._lines = lines
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        for line in self._lines:
            if self._closed:
                raise ValueError("I/O operation on closed file")
            if isinstance(line, Exception):
                raise line
            self._archive.read += 1
            yield line

    def close(self):
        self._archive.open -= not self._closed
        self._closed = True


class Archive:
    """Files by name, with how many were opened, are open, and were open at once."""

    def __init__(self, files):
        self._files = files
        self.opened = self.open = self.high = self.read = 0
        self.missing = TornError("no such day")

    def opener(self, name):
        if name not in self._files:
            raise self.missing
        self.opened += 1
        self.open += 1
        self.high = max(self.high, self.open)
        return LogFile(self, self._files[name])


def lines_of(count):
    """Random lines, which nobody knows without reading them."""
    return [f"{seeded().randrange(10**9):09} ok" for _ in range(count)]


def week():
    """The files of a week, and all their lines."""
    files = {name: lines_of(count) for name, count in WEEK.items()}
    return files, [line for lines in files.values() for line in lines]


@probe
def moment():
    """Nothing; but when it has returned, what the test has dropped is gone from the worker, too."""
