"""Keeps one pool for all calls and never ends it, so that processes are left after every call.

Fails: test_gives_a_page_for_every_size, test_keeps_the_order_of_the_sizes, test_raises_the_error_of_a_page,
    test_the_event_loop_keeps_running, test_the_event_loop_keeps_running_after_an_error,
    test_renders_in_two_processes_at_once, test_uses_all_its_workers, test_begins_little_after_an_error,
    test_leaves_no_process_behind
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor

pools = {}


async def render_all(sizes, render, workers):
    loop = asyncio.get_running_loop()
    pool = pools.setdefault(workers, ProcessPoolExecutor(workers))
    return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
