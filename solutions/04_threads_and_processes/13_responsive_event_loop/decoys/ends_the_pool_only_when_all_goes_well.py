"""Ends the pool after the last page, which an error never reaches.

Fails: test_raises_the_error_of_a_page, test_the_event_loop_keeps_running_after_an_error,
    test_begins_little_after_an_error, test_leaves_no_process_behind
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(workers)
    pages = await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
    await asyncio.to_thread(pool.shutdown)
    return pages
