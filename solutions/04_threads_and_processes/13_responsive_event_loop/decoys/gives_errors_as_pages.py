"""Has gather return an error among the pages instead of raising it.

Fails: test_raises_the_error_of_a_page, test_the_event_loop_keeps_running_after_an_error,
    test_begins_little_after_an_error, test_leaves_no_process_behind
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(workers)
    try:
        calls = [loop.run_in_executor(pool, render, size) for size in sizes]
        return await asyncio.gather(*calls, return_exceptions=True)
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
