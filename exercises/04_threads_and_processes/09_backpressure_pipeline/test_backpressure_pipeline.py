"""Specification of run_pipeline: behaviour first, then how far it reads ahead, and what it leaves behind.

Work and sink are slow where a test says so, if only for the first items: such a call is answered only when nothing more
can happen meanwhile. So the pipeline has then read as far ahead as it ever will.
"""

from graders import (
    allow,
    at_least,
    at_most,
    exactly,
    keep_error,
    lives,
    no_threads_left,
    overlapping,
    probe,
    seeded,
    tripwire,
)

import pytest

from backpressure_pipeline import run_pipeline

pytestmark = allow("threads")


def test_ships_every_item():
    """Every item of the source is worked on, its result goes to the sink, and their number is returned.

    Try: begin with one thread that takes an item from a queue, calls work, then sink, and counts.
    """
    log, pack, shipped = lines(12), packing(), []
    count = run_pipeline(log, pack, shipped.append, 3, 4)
    assert (count, type(count)) == (12, int)
    assert sorted(shipped) == sorted(map(pack, log))


def test_ships_nothing_of_an_empty_source():
    """An empty source returns 0, and the sink gets nothing.

    Try: the threads must learn that nothing comes, even if nothing ever came.
    """
    shipped = []
    count = run_pipeline(iter([]), packing(), shipped.append, 4, 8)
    assert (count, type(count)) == (0, int)
    assert shipped == []


def test_ships_none_and_empty_items_too():
    """None, 0, an empty text and an error are items like any other, and may be results as well.

    Try: what tells a thread that the work is over, or has failed? It must be a thing that no source can hold.
    """
    log, shipped = [None, 0, "", None, False, "line", Torn("an item, and not raised")], []
    assert run_pipeline(log, lambda item: item, shipped.append, 2, 16) == 7
    assert sorted(shipped, key=repr) == sorted(log, key=repr)


def test_ships_items_that_equal_everything():
    """Items whose == says yes to everything, as unittest.mock.ANY does, are shipped like any other.

    Try: compare with your end mark by ``is``. What == says is for the item to decide.
    """
    log, shipped = [LikeAnything() for _ in range(3)], []
    assert run_pipeline(log, as_it_is, shipped.append, 2, 4) == 3
    assert len(shipped) == 3


def test_ships_random_logs():
    """Random logs arrive complete, whatever the number of workers and the depth are.

    Try: one worker, or a depth of 1, must be enough. Is an item lost, or shipped twice, when the source ends?
    """
    rng, pack = seeded(), packing()
    for workers in (1, 2, 5):
        log, shipped = lines(rng.randrange(20, 40)), []
        assert run_pipeline((line for line in log), pack, shipped.append, workers, rng.randrange(1, 6)) == len(log)
        assert sorted(shipped) == sorted(map(pack, log))


def test_raises_the_error_of_work():
    """If work fails on one item, its error is raised.

    Try: an error in a thread ends that thread only. Catch it there, keep it, and raise it in the calling thread.
    """
    log, pack, failure = lines(40), packing(), Torn("upload refused")
    refused = seeded().choice(log)

    def work(line):
        if line == refused:
            raise failure
        return pack(line)

    with pytest.raises(Torn, match="upload refused") as raised:
        run_pipeline(log, work, lambda result: None, 4, 8)
    assert raised.value is failure


def test_raises_the_error_of_the_sink():
    """If the sink fails on one result, its error is raised.

    Try: guard the call of sink like the call of work. Is its lock free again after the error?
    """
    log, failure = lines(40), Torn("disk full")
    refused = seeded().choice(log)

    def sink(line):
        if line == refused:
            raise failure

    with pytest.raises(Torn, match="disk full") as raised:
        run_pipeline(log, lambda line: line, sink, 4, 8)
    assert raised.value is failure


def test_raises_the_error_of_the_source():
    """If the source breaks off, its error is raised.

    Try: the source is read in one of your threads. If that is not the calling one, who hears of its error?
    """
    log, failure = lines(20), Torn("bad sector")

    def broken():
        yield from log
        raise failure

    with pytest.raises(Torn, match="bad sector") as raised:
        run_pipeline(broken(), packing(), lambda result: None, 4, 8)
    assert raised.value is failure


def test_raises_an_interrupt_of_work():
    """If an interrupt ends the work on one item, it is raised like an error.

    Try: what is raised need not be an Exception: a KeyboardInterrupt is not. Does your thread keep that one, too?
    """
    log = lines(40)
    with pytest.raises(BaseException, match="the shipper stops"):
        run_pipeline(log, interrupted_at(seeded().choice(log)), lambda result: None, 4, 8)


def test_ends_though_every_item_fails():
    """If work fails on each of 60 items, the pipeline ends with an error all the same, and does not hang.

    Try: who takes items out of a full queue when every worker has given up? The reader waits in put() forever.
    """
    failure = Torn("no route to host")

    def work(line):
        raise failure

    with pytest.raises(Torn, match="no route") as raised:
        run_pipeline(lines(60), work, lambda result: None, 4, 8)
    assert raised.value is failure


def test_keeps_every_worker_busy():
    """With 4 workers, 4 items are in work at the same time.

    Try: print when a call of work begins and ends. What does the second thread wait for: an item, a lock, a join?
    """
    log, pack, shipped = lines(16), packing(), []
    work = overlapping(pack)
    assert run_pipeline(log, work, shipped.append, 4, 8) == 16
    assert sorted(shipped) == sorted(map(pack, log))
    at_least(work.high, 4, "items in work at once")


def test_uses_no_more_workers_than_allowed():
    """With 2 workers, never more than 2 items are in work.

    Try: the number of threads is an argument. Look for a pool or a loop that does not use it.
    """
    log, pack, shipped = lines(12), packing(), []
    work = overlapping(pack, at_once=2, what="items")
    assert run_pipeline(log, work, shipped.append, 2, 8) == 12
    assert sorted(shipped) == sorted(map(pack, log))
    at_most(work.high, 2, "items in work at once")


def test_calls_the_sink_one_at_a_time():
    """However many workers there are, the sink gets one result, returns, and gets the next.

    Try: let one thread do all the calls of sink, or let the workers take a lock around it.
    """
    log, pack, shipped = lines(8), packing(), []
    sink = overlapping(shipped.append, at_once=1, what="calls of sink")
    assert run_pipeline(log, pack, sink, 4, 8) == 8
    assert sorted(shipped) == sorted(map(pack, log))
    at_most(sink.high, 1, "calls of sink at once")


def test_reads_the_source_one_at_a_time():
    """No two threads ask the source for an item at the same time: a generator does not allow it.

    Try: let one thread read, and the others take from a queue; or take a lock around each step.
    """
    log, pack, shipped = lines(8), packing(), []
    source = Slow(log)
    assert run_pipeline(source, pack, shipped.append, 4, 8) == 8
    assert sorted(shipped) == sorted(map(pack, log))
    at_most(source.step.high, 1, "threads inside the source")


def test_reads_only_a_little_ahead_of_slow_work():
    """While work is slow, 10 to 30 of 120 items are read and not shipped (4 workers, a depth of 8).

    Try: ask where the items wait. A place without a limit grows as long as reading is the faster side, and where there
    is no place at all, a worker that is done has to wait for the disk.
    """
    log, pack, shipped, ahead = lines(120), packing(), [], []
    source, slowly = tripwire(log), overlapping(pack)

    def upload(line):
        result = slowly(line) if line in log[:16] else pack(line)
        if line in log[:8]:  # while later ones are slow as well: nobody has run on meanwhile
            ahead.append(source.pulled - len(shipped))
        return result

    assert run_pipeline(source, upload, shipped.append, 4, 8) == 120
    assert sorted(shipped) == sorted(map(pack, log))
    at_least(max(ahead), 10, "items read and not shipped")
    at_most(max(ahead), 30, "items read and not shipped")


def test_reads_only_a_little_ahead_of_a_slow_sink():
    """While the sink is slow, at most 30 of 120 items are read and not shipped (4 workers, a depth of 8).

    Try: results need a place to wait as well. Is there a limit to that one?
    """
    log, pack, shipped, ahead = lines(120), packing(), [], []
    source, wait = tripwire(log), overlapping(lambda: None)

    def store(result):
        if len(shipped) % 20 == 0:
            wait()
        ahead.append(source.pulled - len(shipped))
        shipped.append(result)

    assert run_pipeline(source, pack, store, 4, 8) == 120
    assert sorted(shipped) == sorted(map(pack, log))
    at_most(max(ahead), 30, "items read and not shipped")


def test_obeys_another_depth():
    """With 2 workers and a depth of 1, at most 10 of 40 items are read and not shipped.

    Try: depth is an argument: look for a number, or a guess, that you wrote in its place.
    """
    log, pack, shipped, ahead = lines(40), packing(), [], []
    source, slowly = tripwire(log), overlapping(pack)

    def upload(line):
        result = slowly(line) if line in log[:8] else pack(line)
        if line in log[:4]:
            ahead.append(source.pulled - len(shipped))
        return result

    assert run_pipeline(source, upload, shipped.append, 2, 1) == 40
    assert sorted(shipped) == sorted(map(pack, log))
    at_most(max(ahead), 10, "items read and not shipped")


def test_keeps_only_a_few_items_alive():
    """Though the sink is slow, at most 40 of 300 batches are alive at once (4 workers, a depth of 8).

    Try: what has been shipped must be let go. Look for a list, a set or futures that grow with the source.
    """
    shipped, wait = [], overlapping(lambda: None)

    def store(number):
        if len(shipped) % 50 == 0:
            wait()
        shipped.append(number)

    with lives(Batch, at_once=40) as alive:
        assert run_pipeline(batches(alive.births(range(300))), as_it_is, shipped_to(store), 4, 8) == 300
        alive.at_once("batches alive at once")
    assert sorted(shipped) == list(range(300))


def test_stops_reading_after_an_error():
    """If work fails on the 20th of 200 items, at most 50 are read.

    Try: an endless log has no end to wait for. Let the reader look, before each item, whether something failed.
    """
    log, pack, failure = lines(200), packing(), Torn("upload refused")
    source, slowly = tripwire(log), overlapping(pack)

    def upload(line):
        result = slowly(line) if line in log[:40] else pack(line)
        if line == log[19]:
            raise failure
        return result

    with pytest.raises(Torn, match="upload refused"):
        run_pipeline(source, upload, lambda result: None, 4, 8)
    at_most(source.pulled, 50, "items read")


def test_begins_little_after_an_error():
    """If the first of 60 items fails, at most 5 are begun, though many more are read (1 worker, a depth of 40).

    Try: what becomes of the items that wait in the queue when one has failed? Take them out, and do no work on them.
    """
    log, pack, failure = lines(60), packing(), Torn("upload refused")

    def upload(line):
        if line == log[0]:
            raise failure
        return pack(line)

    work = overlapping(upload)
    with pytest.raises(Torn, match="upload refused"):
        run_pipeline(log, work, lambda result: None, 1, 40)
    at_most(work.calls, 5, "items begun")


def test_leaves_no_thread_behind():
    """When all is shipped, every thread has ended.

    Try: each thread has to learn that nothing comes any more, so one message for all of them is not enough.
    """
    log, pack, shipped = lines(20), packing(), []
    assert run_pipeline(log, pack, shipped.append, 4, 8) == 20
    assert sorted(shipped) == sorted(map(pack, log))
    no_threads_left()


def test_leaves_no_thread_behind_after_an_error():
    """When the source has broken off, every thread has ended, while the caller still looks at the error.

    Try: the message that ends the threads must also be sent when an error passes through: finally, or a with block.
    """
    log, pack, shipped = lines(20), packing(), []

    def broken():
        yield from log
        raise Torn("bad sector")

    keep_error(run_pipeline, broken(), pack, shipped.append, 4, 8)
    assert set(shipped) <= set(map(pack, log))
    no_threads_left()


def test_no_item_is_in_work_after_an_error():
    """When the error of an item is raised, 0 other items are in work.

    Try: to tell the threads that no more work comes is half of it: wait for each of them as well.
    """
    log, in_work, until_quiet = lines(20), set(), overlapping(lambda: None)

    def upload(line):
        in_work.add(line)
        until_quiet()
        if line == log[0]:
            in_work.discard(line)
            raise Torn("upload refused")
        until_quiet()
        until_quiet()
        in_work.discard(line)
        return line

    with pytest.raises(Torn):
        run_pipeline(log, upload, lambda result: None, 4, 8)
    exactly(len(in_work), 0, "items in work after the error")


# What the tests above are made of


class Slow:
    """An iterator in which a step is slow."""

    closed_to_learners = True

    def __init__(self, items):
        self._items = iter(items)
        self.step = overlapping(lambda: next(self._items))

    def __iter__(self):
        return self

    def __next__(self):
        return self.step()


class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class LikeAnything:
    """An item that equals everything."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


@probe
class Interrupt(BaseException):
    """Somebody stops the shipper, which is not an Exception."""


@probe
def interrupted_at(refused):
    """Work that somebody stops at this line."""

    def upload(line):
        if line == refused:
            raise Interrupt("the shipper stops")
        return line

    return upload


@probe
class Batch:
    """A part of the log, with its number."""

    def __init__(self, number):
        self.number = number


@probe
def batches(numbers):
    """A batch for each number, made when it is asked for; nobody keeps them here."""
    return map(Batch, numbers)


@probe
def as_it_is(batch):
    """Work that hands on the batch itself."""
    return batch


@probe
def shipped_to(note):
    """A sink that takes down the batch's number."""
    return lambda batch: note(batch.number)


def lines(count):
    """Lines of a log, no two of them the same."""
    return [f"line {number}" for number in seeded().sample(range(10**6), count)]


def packing():
    """A function that packs a line; nobody knows beforehand how."""
    seal = seeded().randrange(10**9)
    return lambda line: f"{line} sealed {seal}"
