"""Specification of ScanHandle: a number is freed once, whatever comes first; then what nobody closes.

``lives`` keeps the garbage collector off, so "at once" means at once. When its block ends, what the test has let go of
is gone, unless something of yours still holds it.
"""

from graders import at_most, lives, probe, seeded

import pytest

from scan_handle import ScanHandle


def test_keeps_its_number_and_its_preview():
    """A handle starts one scan, and keeps that number and that preview; nothing is freed while it's in use.

    Try: call driver.start() in __init__, once, and keep what it returns.
    """
    driver, preview = Driver(), Preview()
    scan = ScanHandle(driver, preview)
    assert driver._started == [scan.number]
    assert scan.preview is preview
    assert scan.closed is False
    assert driver._freed == []


def test_close_frees_the_number_once():
    """close() frees the number, even the number 0. After that, nothing frees it again: no second close(), not the end.

    Try: three things can give the number back. How does the second one know about the first?
    """
    for driver in (Driver(), Driver(0)):
        scan = ScanHandle(driver, Preview())
        scan.close()
        assert driver._freed == driver._started, "freed by close()"
        assert scan.closed is True
        scan.close()
        assert driver._freed == driver._started, "freed when close() was called twice"
        del scan
        collect()
        other = ScanHandle(driver, Preview())
        assert driver._freed == driver._started[:1], "freed when the handle was gone"
        other.close()
    end_of_the_program()
    assert driver._freed == driver._started, "freed at the end of the program"


def test_a_with_block_frees_the_number():
    """with gives the handle, and frees its number at the end of the block, once; an error in the block arrives.

    Try: __enter__ returns self, __exit__ closes; if it returns something true, the error is lost. A handle that was
    closed in the block is closed again at its end.
    """
    driver, torn = Driver(), Torn("no paper")
    scan = ScanHandle(driver, Preview())
    with scan as entered:
        assert entered is scan
        assert driver._freed == []
    assert (driver._freed, scan.closed) == (driver._started, True)
    with pytest.raises(Torn) as raised, ScanHandle(driver, Preview()):
        raise torn
    assert raised.value is torn
    assert driver._freed == driver._started
    with ScanHandle(driver, Preview()) as scan:
        scan.close()
    assert driver._freed == driver._started, "freed when the handle was closed in the block"


def test_leaves_a_number_to_its_next_owner():
    """A number that was given back, and handed out again, is not freed when its first owner goes.

    Try: remember that this handle is done, not which numbers are.
    """
    driver = Driver(7, 7)
    first = ScanHandle(driver, Preview())
    first.close()
    second = ScanHandle(driver, Preview())
    del first
    collect()
    assert second.closed is False
    assert driver._freed == [7]
    second.close()
    assert driver._freed == [7, 7]


def test_frees_nothing_if_start_fails():
    """An error of start reaches the caller, and then there is no number to free.

    Try: first start, then arrange what happens at the end.
    """
    driver, torn = Driver(), Torn("no film in the scanner")
    driver._fails_to_start = torn
    with pytest.raises(Torn) as raised:
        ScanHandle(driver, Preview())
    assert raised.value is torn
    end_of_the_program()
    assert driver._freed == []


def test_a_free_that_fails_is_not_called_again():
    """An error of free reaches the caller of close(), or ends the with block; free isn't called a second time.

    Try: what does your code know of the call while it still runs? Note that it's done before you call free.
    """
    driver, torn = Driver(), Torn("driver is busy")
    driver._fails_to_free = torn
    scan = ScanHandle(driver, Preview())
    assert error_of(scan.close) is torn
    assert scan.closed is True
    scan.close()
    assert driver._freed == driver._started, "freed when close() was called again"
    del scan
    collect()
    other = ScanHandle(driver, Preview())
    assert driver._freed == driver._started[:1], "freed when the handle was gone"
    with pytest.raises(Torn), other:
        assert other.closed is False
    end_of_the_program()
    assert driver._freed == driver._started, "freed at the end of the program"


def test_the_end_of_the_program_frees_what_is_left():
    """When the program ends, each number that's still in use is freed, once; the others were freed already.

    Try: __del__ comes too late, if it comes. Who is called by the interpreter when it ends, while modules still work?
    """
    driver = Driver()
    closed, *left = [ScanHandle(driver, Preview()) for _ in range(4)]
    closed.close()
    assert driver._freed == driver._started[:1]
    end_of_the_program()
    assert sorted(driver._freed) == sorted(driver._started), "freed at the end of the program"
    assert [scan.closed for scan in left] == [True, True, True]


def test_frees_the_number_of_a_handle_in_a_cycle():
    """Two handles, each the preview of the other one, are freed once when the garbage collector finds them.

    Try: what waits for the end must stand outside of the cycle, or it's thrown away with it; and it must not hold
    any part of the cycle, or there is no end.
    """
    driver = Driver()
    other, front = ScanHandle(driver, Preview()), ScanHandle(driver, None)
    front.preview = ScanHandle(driver, front)
    del front
    collect()
    assert other.closed is False
    assert sorted(driver._freed) == sorted(driver._started[1:]), "freed when the collector had run"


def test_agrees_with_a_model_on_a_random_day():
    """Handles are closed and dropped at random: each time, the numbers freed are those in a plain list.

    Try: replay with the seed shown, and follow the first number that is missing, or there twice.
    """
    rng, driver, handles, freed = seeded(), Driver(), [], []
    for act in [*rng.choices(["make", "close", "drop"], [4, 3, 2], k=40), "make", "drop", "make", "close"]:
        if act == "make" or not handles:
            handles.append(ScanHandle(driver, Preview()))
            continue
        scan = handles.pop(rng.randrange(len(handles)))
        freed += [scan.number] * (scan.closed is False)
        if act == "close":
            scan.close()
            handles.append(scan)
        del scan
        if act == "drop":
            collect()
        assert driver._freed == freed
    handles.clear()
    collect()
    last = ScanHandle(driver, Preview())
    assert last.closed is False
    assert sorted(driver._freed) == sorted(driver._started[:-1])


def test_uses_one_number_at_a_time():
    """40 scans are made one after the other, and nobody closes them: at most 1 number is in use at any time.

    Try: who still holds the handle when its last name is gone? Look at what you have registered: a method of self
    holds self, and so does a function that uses it.
    """
    driver = Driver()
    with lives(Preview):
        scan_all(ScanHandle, driver, range(40))
    assert driver._developed == 40, "scans that were in use when they were developed"
    at_most(driver._high, 1, "numbers in use at once")
    assert driver._freed == driver._started


def test_keeps_no_preview_alive():
    """Of 12 handles that were closed, left by a with block or just dropped, 0 previews are alive.

    Try: what waits for the end of a handle is told the driver and the number. It needs to know nothing else.
    """
    driver = Driver()
    with lives(Preview) as previews:
        handles = [ScanHandle(driver, Preview()) for _ in range(12)]
        for scan in handles[:4]:
            scan.close()
        for scan in handles[4:8]:
            with scan:
                assert scan.closed is False
        assert previews.alive == 12
        assert driver._freed == driver._started[:8]
        del handles, scan
        previews.at_most(0, "previews alive when their handles are gone")
    assert sorted(driver._freed) == sorted(driver._started)


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


class Driver:
    """Hands out these numbers, then others that nobody knows beforehand; notes what is started, developed and freed."""

    def __init__(self, *numbers):
        self._numbers = iter([*numbers, *seeded().sample(range(1, 10**6), 60)])
        self._fails_to_start = self._fails_to_free = None
        self._started, self._freed, self._in_use = [], [], []
        self._developed = self._high = 0

    def start(self):
        if self._fails_to_start:
            raise self._fails_to_start
        self._started.append(next(self._numbers))
        self._in_use.append(self._started[-1])
        self._high = max(self._high, len(self._in_use))
        return self._started[-1]

    def develop(self, number):
        self._developed += number == self._started[-1] and number in self._in_use

    def free(self, number):
        self._freed.append(number)
        if number in self._in_use:
            self._in_use.remove(number)
        if self._fails_to_free:
            raise self._fails_to_free


@probe
class Preview:
    """A small picture of a scan."""


def error_of(function):
    """The error that this raises, without the frames that it has come through, which hold the handle."""
    try:
        function()
    except Torn as error:
        return error.with_traceback(None)
    return None


@probe
def scan_all(handle, driver, films):
    """Make a scan of each film, develop it, and drop it; nobody closes it."""
    for _ in films:
        scan = handle(driver, Preview())
        driver.develop(scan.number)
        scan = None


@probe
def collect():
    """Run the garbage collector."""
    import gc

    gc.collect()


@probe
def end_of_the_program():
    """What the interpreter does first of all when a program ends: it calls the functions of atexit."""
    import atexit

    atexit._run_exitfuncs()
