"""Specification of leaking_lines: which lines it finds, and in what order; then what it takes itself.

The machine is a program whose lines are numbered anew in each run, so only who measures can tell which of them leak.
"""

from graders import counted, probe, resident_ceiling, seeded, time_limit

import sys

import pytest

from leaking_lines import leaking_lines


def test_finds_the_line_that_keeps_memory():
    """A line that keeps 1,000 bytes in each round is found, by its file and number.

    Try: take a snapshot after the first call of work, another one at the end, and compare them by "lineno".
    """
    machine = Machine("kept.append(bytes(1_000))")
    assert leaks(machine, 10, 500) == machine.lines(0)


def test_orders_lines_by_their_growth():
    """Of several lines that leak, the one with the most growth comes first.

    Try: compare_to orders by what has changed, whether it has grown or not. Which of them have grown?
    """
    machine = Machine(
        "kept.append(bytes(500))", "kept.append(bytes(3_000))", "[len(kept)] * 90_000", "kept.append(bytes(1_500))"
    )
    assert leaks(machine, 12, 400) == machine.lines(1, 3, 0)


def test_leaves_out_what_is_given_back():
    """What is freed before the round is over, or in a later one, is no leak, and none is found where there is none.

    Try: compare what is held, and not what was taken. The last round's bytes may still be there.
    """
    machine = Machine("len(bytes(50_000))", "last[0] = bytes(200)", "last.pop(1, None); last[1] = bytes(300)")
    assert leaks(machine, 10, 400) == []


def test_leaves_out_what_is_taken_once():
    """A table of 200 kB that the first call of work makes is no leak.

    Try: what is there before the first snapshot is no growth. Is the first call before it?
    """
    machine = Machine("last.setdefault(9, bytes(200_000))", "kept.append(bytes(700))")
    assert leaks(machine, 10, 400) == machine.lines(1)


def test_leaves_out_what_shrinks():
    """A line of which memory is freed between the snapshots has not grown.

    Try: size_diff may be negative.
    """
    machine = Machine("last.setdefault(9, [bytes(20_000) for _ in range(30)]) and last[9].pop()")
    assert leaks(machine, 20, 400) == []


def test_leaves_out_garbage():
    """Objects that refer to each other, 20,000 bytes a round, and that nobody else holds, are no leak.

    Try: the collector frees them, sooner or later. Have it run before you look.
    """
    machine = Machine("loop = [bytes(20_000)]; loop.append(loop); del loop")
    assert leaks(machine, 10, 400) == []
    machine = Machine("loop = [bytes(0 if kept else 30_000)]; loop.append(loop); del loop; kept.append(bytes(1_000))")
    assert leaks(machine, 10, 400) == machine.lines(0)


def test_obeys_the_least_growth():
    """A line with 400 bytes a round is found if least is 300, and not if it is 600, whatever the number of rounds is.

    Try: least is for each round. How much has to be there after all of them?
    """
    for rounds in (1, 5, 50):
        small = Machine("kept.append(bytes(400))", "kept.append(bytes(5_000))")
        assert leaks(small, rounds, 300) == small.lines(1, 0)
        small = Machine("kept.append(bytes(400))", "kept.append(bytes(5_000))")
        assert leaks(small, rounds, 600) == small.lines(1)
    size = sys.getsizeof(bytes(1_000))
    for least, places in ((size, [1]), (size + 1, [])):
        exact = Machine("kept or kept.extend([None] * 60)", "kept[kept.index(None)] = bytes(1_000)")
        assert leaks(exact, 20, least) == exact.lines(*places)


def test_leaves_its_snapshots_out():
    """Where work keeps nothing, nothing is found even if least is 1, not even what tracemalloc takes for a snapshot.

    Try: print what you return. A snapshot is a large object, and it is there when you take the next one.
    """
    machine = Machine("len(bytes(300))")
    assert leaks(machine, 10, 1) == []


def test_raises_the_error_of_work():
    """An error of work is raised, whether it comes in the first call or later.

    Try: let it pass; only what you have started has to be stopped.
    """
    for failing in (1, 3):
        torn, calls = Torn("out of paper"), []

        def work(calls=calls, failing=failing, torn=torn):
            calls.append(None)
            if len(calls) == failing:
                raise torn

        with pytest.raises(Torn) as raised:
            leaking_lines(work, 3, 100)
        assert raised.value is torn


def test_leaves_tracing_as_it_was():
    """Tracing is off at the end if it was off before, and on if it was on, also after an error.

    Try: is_tracing() tells how it was. What runs whatever becomes of work? And who may rely on what you stop?
    """
    stamp = seeded().randrange(10**9)
    for fails in (False, True):
        for traced in (False, True):
            assert tracing_after(leaking_lines, fails, traced, stamp) == (stamp, traced)


def test_works_one_round_more_than_asked():
    """For 7 rounds, work is called 8 times.

    Try: one call before the first snapshot, and the rounds after it.
    """
    work = counted(lambda: None)
    assert leaking_lines(work, 7, 100_000) == []
    assert work.calls == 8


def test_keeps_two_snapshots():
    """With 10,000 objects to look at and 40 rounds, the process grows by at most 16 MiB.

    Try: how many snapshots do you keep at the same time? Two are enough for any number of rounds.
    """
    time_limit(cpu=10)
    machine = Machine("last.setdefault(9, [bytes([n % 9, 1]) for n in range(10_000)])", "kept.append(bytes(900))")
    with resident_ceiling("16 MiB"):
        assert leaks(machine, 40, 100) == machine.lines(1)


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


class Machine:
    """A program of these statements, each on a line of which nobody knows the number beforehand."""

    def __init__(self, *statements):
        rng = seeded()
        self._numbers = sorted(rng.sample(range(3, 400), len(statements)))
        self._file = f"machine {rng.randrange(10**6)}.py"
        lines = ["kept, last = [], {}", "def work():"] + ["    pass"] * 400
        for number, statement in zip(self._numbers, statements, strict=True):
            lines[number - 1] = f"    {statement}"
        self.work = built("\n".join(lines), self._file)

    def lines(self, *places):
        """File and number of the statements at these places."""
        return [(self._file, self._numbers[place]) for place in places]


def leaks(machine, rounds, least):
    """The lines that are found, but for those of the answer's own file: whether it looks at itself is left open."""
    return [line for line in leaking_lines(machine.work, rounds, least) if line[0] != "leaking_lines.py"]


@probe
def built(source, file):
    """The function work of a program."""
    names = {}
    exec(compile(source, file, "exec"), names)
    return names["work"]


@probe
def tracing_after(leaking_lines, fails, traced, stamp):
    """Whether tracing is on after a call, and the stamp."""
    import contextlib
    import tracemalloc

    def work():
        if fails:
            raise ValueError("out of paper")

    if traced:
        tracemalloc.start()
    with contextlib.suppress(ValueError):
        leaking_lines(work, 3, 100)
    on = tracemalloc.is_tracing()
    tracemalloc.stop()
    return stamp, on
