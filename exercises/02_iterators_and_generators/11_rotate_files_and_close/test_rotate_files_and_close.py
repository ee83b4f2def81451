"""Specification of read_all: behaviour first, then what may be open, and when."""

import pytest

from graders import allow, at_most, exactly, probe, seeded, tripwire
from rotate_files_and_close import read_all

pytestmark = allow("files")

WEEK = {"mon.log": ["boot", "ok"], "tue.log": ["ok", "disk full", "halt"], "wed.log": ["boot"]}


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
    """Files by name, and how many of them are open."""

    def __init__(self, files):
        self._files = files
        self.opened = self.open = self.high = self.read = 0

    def opener(self, name):
        if name not in self._files:
            raise FileNotFoundError(name)
        self.opened += 1
        self.open += 1
        self.high = max(self.high, self.open)
        return LogFile(self, self._files[name])


@probe
def moment():
    """Does nothing, but what the test has dropped is gone from the worker when it answers."""


def test_gives_every_line_of_every_file_in_order():
    """All lines come out, file after file, as they are.

    Try: write a loop over the names, and for each name hand over the lines of its file.
    """
    archive = Archive({**WEEK, "empty.log": []})
    found = list(read_all(["mon.log", "empty.log", "tue.log"], archive.opener))
    assert found == ["boot", "ok", "ok", "disk full", "halt"]
    assert list(read_all([], archive.opener)) == []


def test_agrees_with_a_plain_loop_on_random_files():
    """Random files, some of them empty, give the lines that a plain loop over them gives.

    Try: compare the number of lines: is a file left out, or given twice?
    """
    rng = seeded()
    files = {f"{day}.log": [f"{day}:{at}" for at in range(rng.randrange(6))] for day in range(12)}
    names = rng.sample(sorted(files), k=8)
    assert list(read_all(iter(names), Archive(files).opener)) == [line for name in names for line in files[name]]


def test_lets_a_missing_file_be_seen():
    """A file that cannot be opened ends the reading with the opener's own error.

    Try: do not catch what you cannot put right. The caller must hear of a missing day.
    """
    with pytest.raises(FileNotFoundError):
        list(read_all(["mon.log", "someday.log", "tue.log"], Archive(WEEK).opener))


def test_lets_a_reading_error_be_seen():
    """An error in the middle of a file comes after the lines before it, and it is the file's own error.

    Try: hand over each line before you read the next, and let an error pass: close the file, catch nothing.
    """
    error, found = OSError("bad sector"), []
    archive = Archive({"bad.log": ["boot", "ok", error], **WEEK})
    with pytest.raises(OSError, match="bad sector") as caught:
        found.extend(read_all(["bad.log", "mon.log"], archive.opener))
    assert found == ["boot", "ok"]
    assert caught.value is error


def test_opens_nothing_before_a_line_is_asked_for():
    """Calling read_all opens no file.

    Try: write a generator function: its first line runs when the first value is asked for.
    """
    archive = Archive(WEEK)
    lines = read_all(WEEK, archive.opener)
    at_most(archive.opened, 0, "files opened unasked")
    assert next(lines) == "boot"


def test_opens_one_file_for_the_first_line():
    """The first line takes one name and one file.

    Try: open a file when its turn comes, inside the loop over the names.
    """
    archive, names = Archive(WEEK), tripwire(WEEK)
    assert next(read_all(names, archive.opener)) == "boot"
    at_most(archive.opened, 1, "files for the first line")
    at_most(names.pulled, 1, "names for the first line")


def test_hands_over_each_line_as_it_is_read():
    """A line comes out before the next one is read from its file.

    Try: yield inside the loop over the file: no list, no read of the whole file.
    """
    archive = Archive({"long.log": [f"line {number}" for number in range(300)]})
    lines = read_all(["long.log"], archive.opener)
    assert next(lines) == "line 0"
    at_most(archive.read, 1, "lines read for 1 line")
    assert next(lines) == "line 1"
    at_most(archive.read, 2, "lines read for 2 lines")


def test_keeps_one_file_open_at_a_time():
    """While all files are read, never are two of them open at once.

    Try: close each file before you open the next: one with block for each file, inside the loop.
    """
    archive = Archive(WEEK)
    assert len(list(read_all(WEEK, archive.opener))) == 6
    at_most(archive.high, 1, "files open at once")


def test_leaves_nothing_open_after_the_last_line():
    """When the last line was handed over and the generator has ended, every file is closed.

    Try: count your opens and your closes for three files. Does the last file get its close?
    """
    archive = Archive(WEEK)
    assert len(list(read_all(WEEK, archive.opener))) == 6
    exactly(archive.open, 0, "files left open")


def test_leaves_nothing_open_after_close():
    """close() half-way through a file closes the file.

    Try: close() raises GeneratorExit at your yield. Does your closing code run then? It is no Exception.
    """
    archive = Archive(WEEK)
    lines = read_all(WEEK, archive.opener)
    assert next(lines) == "boot"
    lines.close()
    exactly(archive.open, 0, "files left open")


def test_leaves_nothing_open_when_the_caller_breaks_off():
    """A caller that breaks out of its loop and drops the generator leaves no file open.

    Try: a line after the loop is never reached here. Put with, or try/finally, around the yield.
    """
    archive = Archive(WEEK)
    lines = read_all(WEEK, archive.opener)
    for line in lines:
        if line == "disk full":
            break
    del lines
    moment()
    exactly(archive.open, 0, "files left open")


def test_leaves_nothing_open_after_throw():
    """An error that is thrown into the generator closes the file and comes back to the thrower.

    Try: throw() raises its error at your yield. Your closing code must run, and the error must go on.
    """
    archive, cancelled = Archive(WEEK), InterruptedError("search cancelled")
    lines = read_all(WEEK, archive.opener)
    assert next(lines) == "boot"
    with pytest.raises(InterruptedError, match="search cancelled"):
        lines.throw(cancelled)
    exactly(archive.open, 0, "files left open")


def test_leaves_nothing_open_after_a_reading_error():
    """A file that fails half-way is closed like any other.

    Try: the error leaves your loop at once, past the lines below it. What runs even then?
    """
    archive = Archive({"bad.log": ["boot", OSError("bad sector")]})
    with pytest.raises(OSError, match="bad sector"):
        list(read_all(["bad.log"], archive.opener))
    exactly(archive.open, 0, "files left open")
