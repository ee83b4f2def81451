"""Specification of render_all: behaviour first, then the event loop beside it, then who does the work."""

from graders import allow, at_least, exactly, parallel_work, probe, result_of, seeded, time_limit

import pytest

from responsive_event_loop import render_all

pytestmark = allow("threads", "processes")


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
def who(size):
    """The number of the process in which it is called, as a page."""
    import os

    return str(os.getpid()).encode()


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
        raise Torn(f"no paper for {letterhead}")
    return f"{letterhead}, {size} lines".encode()


@probe
def page_slowly_at_first(size):
    """The same; page 1 waits until page 8 has come to another process, two seconds at most."""
    import os
    import time

    end = time.monotonic() + 2
    while size == 1 and not os.path.exists("eight") and time.monotonic() < end:
        time.sleep(0.001)
    if size == 8:
        open("eight", "w").close()
    return page(size)


@probe
def page_until_twenty_beats(size):
    """The same; it is under way until the loop has beaten 20 times, or for two seconds if the loop is silent.

    Page 13 fails as soon as another page is under way; from then on only later beats count.
    """
    import os
    import time

    mark, end = f"rendering-{os.getpid()}-{size}", time.monotonic() + 2
    while size == 13 and time.monotonic() < end:
        if any(name.startswith("rendering-") for name in os.listdir()):
            open("raised", "w").close()
            break
        time.sleep(0.001)
    if size == 13:
        return page(size)
    open(mark, "w").close()
    while not os.path.exists("beaten") and not os.path.exists("silent") and time.monotonic() < end:
        if os.path.exists("raised") and not os.path.exists("failed"):
            time.sleep(0.3)  # by then the loop has heard of it
            open("failed", "w").close()
            end = time.monotonic() + 2
        time.sleep(0.001)
    if not os.path.exists("beaten"):
        open("silent", "w").close()
    os.remove(mark)
    return page(size)


@probe
async def with_heartbeat(render_all, sizes, workers, since="letterhead"):
    """Run render_all beside a heartbeat in the same loop: its pages, and the beats while a page was under way.

    Only beats after a file has appeared count.
    """
    import asyncio
    import os

    beats = 0

    async def beat():
        nonlocal beats
        while True:
            names = os.listdir()
            beats += since in names and any(name.startswith("rendering-") for name in names)
            if beats == 20:
                open("beaten", "w").close()
            await asyncio.sleep(0.001)

    heart = asyncio.create_task(beat())
    await asyncio.sleep(0)
    try:
        pages = await render_all(sizes, page_until_twenty_beats, workers)
    finally:
        heart.cancel()
    return pages, beats


@probe
def silences():
    """How many times pages have waited in vain for the loop to beat."""
    import os

    return int(os.path.exists("silent"))


@probe
async def left_beside_the_error(render_all, sizes, workers):
    """How many child processes are left while the caller looks at the error of render_all."""
    try:
        await render_all(sizes, page, workers)
    except Torn as error:
        return error and children_left()


@probe
def page_in_company(size):
    """The same; the first page of each process waits a moment, so that a third process would be seen."""
    import os
    import time

    mine, end = f"here-{os.getpid()}", time.monotonic() + 0.3
    first = not os.path.exists(mine)
    open(mine, "w").close()
    while first and sum(name.startswith("here-") for name in os.listdir()) < 3 and time.monotonic() < end:
        time.sleep(0.002)
    return page(size)


@probe
def children_left():
    """Child processes that still live, once those that are just ending had half a second for it."""
    import multiprocessing
    import time

    end = time.monotonic() + 0.5
    while multiprocessing.active_children() and time.monotonic() < end:
        time.sleep(0.005)
    return len(multiprocessing.active_children())


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
    assert result_of(render_all(sizes, page_slowly_at_first, 2)) == pages_of(letterhead, sizes)


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
    with pytest.raises(Exception, match=f"no paper for {letterhead}"):
        result_of(render_all([11, 12, 13, 14], page, 2))


def test_the_event_loop_keeps_running():
    """While pages are rendered, a heartbeat in the same event loop beats at least 10 times.

    Try: the loop runs another coroutine only while yours awaits. Find the line that computes, or waits, without
    await: a call of render, result(), a loop over pool.map.
    """
    time_limit(cpu=6)
    letterhead, sizes = new_letterhead(), seeded().sample(range(20, 100), 4)
    pages, beats = result_of(with_heartbeat(render_all, sizes, 2))
    at_least(beats, 10, "beats of the loop while pages were rendered")
    assert sorted(pages) == sorted(pages_of(letterhead, sizes))


def test_the_event_loop_keeps_running_after_an_error():
    """When a page has failed, the loop goes on while another one is still being rendered.

    Try: what waits for the pages under way when an error leaves your function? A with block around a pool waits at its
    end, in the loop; let a thread wait, and await that.
    """
    time_limit(cpu=6)
    letterhead, sizes = new_letterhead(), seeded().sample(range(20, 100), 2)
    with pytest.raises(Exception, match=f"no paper for {letterhead}"):
        result_of(with_heartbeat(render_all, [13, *sizes], 2, "failed"))
    exactly(silences(), 0, "silences of the loop after a page has failed")


def test_renders_a_single_page_elsewhere_too():
    """Not even a single page is rendered in the calling process.

    Try: a short batch is a batch. Look for a shortcut that does without the pool.
    """
    time_limit(cpu=6)
    assert who(0) not in result_of(render_all([7], who, 2))


def test_renders_in_two_processes_at_once():
    """Two worker processes render at the same time, and the calling process renders nothing.

    Try: print os.getpid() in render. Threads are all in one process; a page that is awaited before the next one is
    submitted leaves the second process idle; and the size of the pool is workers, not the number of pages.
    """
    time_limit(cpu=20)
    letterhead, sizes = new_letterhead(), seeded().sample(range(20, 100), 6)
    results = pages_of(letterhead, sizes)
    with parallel_work(page_in_company, workers=2, items=sizes, results=results) as work:
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


def test_leaves_no_process_behind_after_an_error():
    """When a page has failed, 0 worker processes are left, while the caller still looks at the error.

    Try: the clean-up must also run when an error passes through: finally, or a with block.
    """
    time_limit(cpu=6)
    new_letterhead()
    exactly(result_of(left_beside_the_error(render_all, [11, 12, 13, 14], 2)), 0, "processes left running")
