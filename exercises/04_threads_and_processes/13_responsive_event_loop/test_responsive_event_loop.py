"""Specification of render_all: behaviour first, then the event loop beside it, then who does the work."""

from graders import (
    allow,
    answering,
    at_least,
    at_most,
    comes_last,
    company,
    exactly,
    parallel_work,
    probe,
    result_of,
    seeded,
    time_limit,
)

import threading

import pytest

from responsive_event_loop import render_all

pytestmark = allow("threads", "processes")


def test_gives_a_page_for_every_size():
    """Every size of a random batch gives its page, even a size that comes twice.

    Try: one call of render for each size, one page for each call; leave the list of sizes unchanged.
    """
    time_limit(cpu=6)  # processes that are spawned take a while to start
    letterhead, sizes = new_letterhead(), seeded().sample(range(20, 100), 7)
    sizes += sizes[:2]
    before = list(sizes)
    assert sorted(result_of(render_all(sizes, page, 2))) == sorted(pages_of(letterhead, before))
    assert sizes == before


def test_keeps_the_order_of_the_sizes():
    """The pages come in the order of the sizes, even if the first one takes the longest.

    Try: which page is ready first is chance; tie every page to the place of its size.
    """
    time_limit(cpu=6)
    letterhead, sizes = new_letterhead(), list(range(1, 9))
    with answering(comes_last(1, after=8)) as asked:
        pages = result_of(render_all(list(sizes), page_when_told, 2))
    assert sorted(asked.calls) == [(size,) for size in sizes]
    assert pages == pages_of(letterhead, sizes)


def test_gives_nothing_for_nothing():
    """No sizes return an empty list.

    Try: how many processes does your pool get when there is nothing to render?
    """
    assert result_of(render_all([], page, 2)) == []


def test_raises_the_error_of_a_page():
    """If one page cannot be rendered, its error is raised.

    Try: the error was raised in another process. Who awaits the result, and gets the error?
    """
    time_limit(cpu=6)
    letterhead = new_letterhead()
    with pytest.raises(Exception, match=f"no paper for {letterhead}") as raised:
        result_of(render_all([11, 12, 13, 14], page, 2))
    assert type(raised.value).__name__ == "Torn"


def test_the_event_loop_keeps_running():
    """While pages are rendered, a heartbeat in the same event loop beats at least 10 times.

    Try: the loop runs another coroutine only while yours awaits. Find the line that computes, or waits, without
    await: a call of render, result(), a loop over pool.map.
    """
    time_limit(cpu=6)
    letterhead, sizes = new_letterhead(), seeded().sample(range(20, 100), 4)
    loop, before = Loop(), list(sizes)
    with answering(loop.stamp) as asked:
        pages = result_of(with_heartbeat(render_all, sizes, 2, loop.beaten))
    at_least(loop.beats, 10, "beats of the loop while pages were rendered")
    assert sorted(asked.calls) == sorted((size,) for size in before)
    stamped = zip(pages_of(letterhead, before), before, strict=True)
    assert sorted(pages) == sorted(page + f", stamp {loop.stamps[size]}".encode() for page, size in stamped)


def test_the_event_loop_keeps_running_after_an_error():
    """While a page is still under way after the error of another one, the heartbeat beats at least 10 times.

    Try: what ends your pool, and where does it wait for the pages that are under way? A with block waits in the loop;
    a thread can wait in its place, and the loop awaits the thread.
    """
    time_limit(cpu=6)
    letterhead, sizes = new_letterhead(), [13, *seeded().sample(range(20, 100), 3)]
    loop = Loop(failing=13)
    with answering(loop.stamp), pytest.raises(Exception, match=f"no paper for {letterhead}"):
        result_of(with_heartbeat(render_all, sizes, 2, loop.beaten))
    at_least(loop.beats, 10, "beats of the loop after the error of a page")


def test_renders_in_two_processes_at_once():
    """Two worker processes render at the same time, and the calling process renders nothing.

    Try: print os.getpid() in render. Threads are all in one process; a page that is awaited before the next one is
    submitted leaves the second process idle; and the size of the pool is workers, not the number of pages.
    """
    time_limit(cpu=20)
    letterhead, sizes = new_letterhead(), seeded().sample(range(20, 100), 6)
    results = pages_of(letterhead, sizes)
    together = company(3, 0.3, processes=True)  # the first page of each process waits: a third one would be seen
    with answering(together), parallel_work(page_when_told, workers=2, items=sizes, results=results) as work:
        pages = result_of(render_all(sizes, work.fn, 2))
    assert sorted(pages) == sorted(results)


def test_uses_all_its_workers():
    """With 3 workers, 3 other processes are inside render at once; with 1 worker, one other process renders all pages.

    Try: the number of processes is an argument. Look for another number in its place.
    """
    time_limit(cpu=10)
    letterhead = new_letterhead()
    for workers in (3, 1):
        sizes = seeded().sample(range(20, 100), 9)
        results = pages_of(letterhead, sizes)
        with parallel_work(page, workers=workers, items=sizes, results=results) as work:
            pages = result_of(render_all(sizes, work.fn, workers))
        assert sorted(pages) == sorted(results)


def test_begins_little_after_an_error():
    """With 1 worker, if the first of 20 pages fails, at most 8 of them are begun.

    Try: what waits in the queue of a pool when an error leaves your coroutine? Cancel what has not begun.
    """
    time_limit(cpu=6)
    letterhead, sizes = new_letterhead(), [13, *seeded().sample(range(20, 100), 19)]
    error_arrives = company(20, 0.3)  # so many never meet: who waits goes on when nothing more can happen
    with (
        answering(lambda process, size: None if size == 13 else error_arrives(process)) as asked,
        pytest.raises(Exception, match=f"no paper for {letterhead}"),
    ):
        result_of(render_all(sizes, page_when_told, 1))
    at_most(len(asked.calls), 8, "of 20 pages begun")


def test_leaves_no_process_behind():
    """When the pages are there, or the error of one of them, 0 worker processes are left.

    Try: somebody has to tell the processes that no more work comes, even if an error passes through: finally.
    """
    time_limit(cpu=6)
    letterhead, sizes = new_letterhead(), seeded().sample(range(20, 100), 4)
    pages = result_of(render_all(sizes, page, 2))
    exactly(children_left(), 0, "processes left running")
    assert sorted(pages) == sorted(pages_of(letterhead, sizes))
    with pytest.raises(Exception, match=f"no paper for {letterhead}"):
        result_of(render_all([13, *sizes], page, 2))
    exactly(children_left(), 0, "processes left running after an error")


# What the tests above are made of


def new_letterhead():
    """A letterhead that nobody knows beforehand, already written down."""
    letterhead = f"Invoice {seeded().randrange(10**9)}"
    set_letterhead(letterhead)
    return letterhead


def pages_of(letterhead, sizes):
    """The plain definition."""
    return [f"{letterhead}, {size} lines".encode() for size in sizes]


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
def set_letterhead(text):
    """Write down the letterhead of the day."""
    with open("letterhead", "w") as file:
        file.write(text)


@probe
def page(size):
    """A page that costs nothing: the letterhead and the size; there is no page of size 13."""
    with open("letterhead") as file:
        letterhead = file.read()
    if size == 13:
        raise Torn(f"no paper for {letterhead}")
    return f"{letterhead}, {size} lines".encode()


@probe
def page_when_told(size):
    """The same; the test says when it goes on."""
    from unit import ask

    ask(size)
    return page(size)


@probe
def stamped_page(size):
    """The same, with a stamp; it is under way until the test gives the stamp."""
    from unit import ask

    stamp = ask(size)
    return page(size) + f", stamp {stamp}".encode()


@probe
async def with_heartbeat(render_all, sizes, workers, beaten):
    """The pages of render_all, run beside a heartbeat in the same loop, which reports every beat.

    It goes on beating when render_all has ended, until the test has seen enough.
    """
    import asyncio

    async def beat():
        while True:
            beaten()
            await asyncio.sleep(0.001)

    heart = asyncio.create_task(beat())
    await asyncio.sleep(0)
    try:
        return await render_all(sizes, stamped_page, workers)
    finally:
        heart.cancel()
        for _ in range(200):
            if beaten():
                break
            await asyncio.sleep(0.001)


@probe
def children_left():
    """Child processes that still live, once those that are just ending had half a second for it."""
    import multiprocessing
    import time

    for _ in range(100):  # naps, not seconds: on a busy machine both take longer
        if not multiprocessing.active_children():
            break
        time.sleep(0.005)
    return len(multiprocessing.active_children())


class Loop:
    """Counts beats while pages are under way: they wait for 20 of them, or until the loop is silent for long.

    With ``failing=13``, that page does not wait; it counts from the 50th beat after it, when its error has arrived.
    """

    def __init__(self, failing=None):
        self.beats = 0
        self.stamps = {}
        self._failing = failing
        self._failed = False
        self._since_failure = 0
        self._lock = threading.Lock()
        self._under_way = 0
        self._enough = comes_last("a page", after="20 beats")
        self._over = False

    def stamp(self, process, size):
        """A page asks for its stamp, which nobody knows beforehand."""
        with self._lock:
            if size == self._failing:
                self._failed = True
                return 0
            self._under_way += 1
        if not self._over:
            self._enough(process, "a page")
        with self._lock:
            self._over = True
            self._under_way -= 1
            return self.stamps.setdefault(size, seeded().randrange(10**9))

    def beaten(self):
        """The loop has beaten; true if that is enough."""
        with self._lock:
            self._since_failure += self._failed
            counts = self._since_failure > 50 if self._failing else self._under_way > 0
            if counts and not self._over:
                self.beats += 1
            if self.beats >= 20:
                self._over = True
                self._enough(0, "20 beats")
            return self._over
