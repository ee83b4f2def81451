"""Specification of render_all: behaviour first, then the event loop beside it, then who does the work."""

from graders import (
    allow,
    answering,
    at_least,
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


@probe
def set_letterhead(text):
    """Write down the letterhead of the day, where a page looks it up."""
    with open("letterhead", "w") as file:
        file.write(text)


@probe
def page(size):
    """A page that costs nothing: the letterhead and the size; there is no page of size 13."""
    with open("letterhead") as file:
        letterhead = file.read()
    if size == 13:
        raise ValueError(f"no paper for {letterhead}")
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
    """Run render_all beside a heartbeat in the same loop, which reports every beat: its pages."""
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


@probe
def children_left():
    """Child processes that still live, once those that are just ending had half a second for it."""
    import multiprocessing
    import time

    end = time.monotonic() + 0.5
    while multiprocessing.active_children() and time.monotonic() < end:
        time.sleep(0.005)
    return len(multiprocessing.active_children())


class Loop:
    """Counts the beats while a page is under way. Pages wait for 20 of them, or two seconds if the loop is silent."""

    def __init__(self):
        self.beats = 0
        self.stamps = {}
        self._changed = threading.Condition()
        self._under_way = 0
        self._over = False

    def stamp(self, process, size):
        """A page asks for its stamp, which nobody knows beforehand."""
        with self._changed:
            self._under_way += 1
            self._changed.wait_for(lambda: self._over, 2)
            self._end()
            self._under_way -= 1
            return self.stamps.setdefault(size, seeded().randrange(10**9))

    def beaten(self):
        """The loop has beaten."""
        with self._changed:
            self.beats += self._under_way > 0
            if self.beats >= 20:
                self._end()

    def _end(self):
        self._over = True
        self._changed.notify_all()


def new_letterhead():
    """A letterhead that nobody knows beforehand, already written down."""
    letterhead = f"Invoice {seeded().randrange(10**9)}"
    set_letterhead(letterhead)
    return letterhead


def pages_of(letterhead, sizes):
    """The plain definition."""
    return [f"{letterhead}, {size} lines".encode() for size in sizes]


def test_gives_a_page_for_every_size():
    """Every size of a random batch gives its page, also a size that comes twice.

    Try: one call of render for each size, one page for each call; leave the list of sizes as it is.
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
    """No sizes give an empty list.

    Try: how many processes does your pool get when there is nothing to render?
    """
    assert result_of(render_all([], page, 2)) == []


def test_raises_the_error_of_a_page():
    """If one page cannot be rendered, its error is raised.

    Try: the error was raised in another process. Who awaits the result, and gets the error?
    """
    time_limit(cpu=6)
    letterhead = new_letterhead()
    with pytest.raises(ValueError, match=f"no paper for {letterhead}"):
        result_of(render_all([11, 12, 13, 14], page, 2))


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


def test_leaves_no_process_behind():
    """When the pages are there, 0 worker processes are left.

    Try: somebody has to tell the processes that no more work comes: a with block around the pool does.
    """
    time_limit(cpu=6)
    letterhead, sizes = new_letterhead(), seeded().sample(range(20, 100), 4)
    pages = result_of(render_all(sizes, page, 2))
    exactly(children_left(), 0, "processes left running")
    assert sorted(pages) == sorted(pages_of(letterhead, sizes))
