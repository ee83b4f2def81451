"""Starts as many processes as there are pages, whatever the number of workers.

Fails: test_renders_in_two_processes_at_once, test_uses_all_its_workers, test_begins_little_after_an_error
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(max(len(sizes), workers))
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
