"""Specification of run_isolated: what comes back, then what this process keeps of it."""

from graders import allow, as_it_was, exactly, keep_error, no_threads_left, probe, resident_ceiling, seeded, time_limit

import pytest

from give_memory_back import run_isolated

pytestmark = allow("threads", "processes")


def test_gives_the_result():
    """run_isolated(fn, *args) returns what fn(*args) returns, with any number of arguments.

    Try: start with one argument; then hand all of them on, with a star.
    """
    time_limit(cpu=6)  # processes that are spawned take a while to start
    numbers = seeded().sample(range(10**6), 4)
    assert run_isolated(total, *numbers) == sum(numbers)
    assert run_isolated(total) == 0


def test_gives_false_results():
    """None, 0 and an empty list are results like any other.

    Try: tell "there is a result" apart from "the result is true".
    """
    time_limit(cpu=6)
    for value in (None, 0, []):
        answer = run_isolated(same, value)
        assert (answer, type(answer)) == (value, type(value))


def test_raises_the_error_of_the_function():
    """An error of fn is raised here, with the same class and the same message.

    Try: an error stays in the process in which it was raised, unless somebody carries it over.
    """
    time_limit(cpu=6)
    text = f"page {seeded().randrange(10**6)} is torn"
    for kind, error in {"value": ValueError, "key": KeyError}.items():
        with pytest.raises(error, match=text):
            run_isolated(fail, kind, text)
    with pytest.raises(Exception, match=text) as raised:
        run_isolated(fail, "torn", text)
    assert type(raised.value).__name__ == "Torn"


def test_returns_an_error_that_is_a_result():
    """An error that fn returns, and doesn't raise, is returned here too.

    Try: send along whether fn has raised; the class of the result doesn't tell you.
    """
    text = f"page {seeded().randrange(10**6)}"
    answer = run_isolated(make_error, text)
    assert isinstance(answer, ValueError)
    assert str(answer) == text


def test_leaves_the_arguments_as_they_are():
    """What fn does to its arguments happens to a copy; here they are left unchanged.

    Try: nothing that the function makes or changes may end up in this process, except its result.
    """
    items, stamps = ["a", "b"], {"old": 1}
    with as_it_was(items, stamps):
        assert run_isolated(add_stamp, items, stamps) == (3, 2)
    assert items == ["a", "b"]
    assert stamps == {"old": 1}


def test_gives_a_large_result():
    """A result of 4 million letters comes back whole.

    Try: a pipe holds 64 KiB. Who waits for whom, if one side writes more and the other waits for the process to end?
    """
    letter = chr(seeded().randrange(97, 123))
    answer = run_isolated(repeat, letter, 4_000_000)
    assert len(answer) == 4_000_000
    assert answer.count(letter) == 4_000_000


def test_can_be_called_again():
    """Each of several calls returns its own result, even after one that failed.

    Try: a call must not use what an earlier one has closed, nor what it has left behind.
    """
    time_limit(cpu=6)
    first, second = seeded().sample(range(10**6), 2)
    assert run_isolated(same, first) == first
    with pytest.raises(OSError, match="torn"):
        run_isolated(fail, "os", "torn")
    assert run_isolated(same, second) == second


def test_grows_by_40_mib_at_most():
    """A function that needs 150 MiB makes the peak memory of this process grow by at most 40 MiB.

    Try: whose memory is it that fn uses? A collection or a thread is still in this process.
    """
    time_limit(cpu=6)
    seed = seeded().randrange(10**9)
    with resident_ceiling("40 MiB"):
        answer = run_isolated(build_index, 32_000, seed)
    assert answer == expected(32_000, seed)


def test_leaves_nothing_running():
    """When the function returns or raises, it leaves no process and no thread running, even while the error is kept.

    Try: whoever starts a process also waits for it to end; a with block around a pool does both.
    """
    time_limit(cpu=6)
    assert run_isolated(total, 1, 2) == 3
    with pytest.raises(ValueError, match="torn"):
        run_isolated(fail, "value", "torn")
    exactly(children(), 0, "child processes left running")
    no_threads_left()
    keep_error(run_isolated, fail, "os", "torn")
    exactly(children(), 0, "child processes left running")
    no_threads_left()


# What the tests above are made of


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
def build_index(pages, seed):
    """An index of this many pages, of about 5,000 bytes each; returns a small number."""
    index = {}
    for page in range(pages):
        index[page] = page.to_bytes(4, "big") * 1_250
    return len(index) + index[seed % pages][3] + seed


@probe
def total(*numbers):
    """The sum of some numbers."""
    return sum(numbers)


@probe
def same(value):
    """Return what it is given."""
    return value


@probe
def fail(kind, text):
    """Raise an error of a kind."""
    raise {"value": ValueError, "key": KeyError, "os": OSError, "torn": Torn}[kind](text)


@probe
def make_error(text):
    """Return an error, without raising it."""
    return ValueError(text)


@probe
def add_stamp(items, stamps):
    """Change both arguments; their new lengths."""
    items.append("stamp")
    stamps["new"] = 1
    return len(items), len(stamps)


@probe
def repeat(letter, count):
    """A long text."""
    return letter * count


@probe
def children():
    """How many child processes run; those that are just ending get half a second."""
    import multiprocessing
    import time

    for _ in range(50):  # naps, not seconds: on a busy machine both take longer
        if not multiprocessing.active_children():
            break
        time.sleep(0.01)
    return len(multiprocessing.active_children())


def expected(pages, seed):
    """What build_index returns."""
    return pages + seed % pages % 256 + seed
