"""Hands the pages to threads, which take turns with the loop at the one interpreter lock.

Fails: test_renders_in_two_processes_at_once, test_uses_all_its_workers
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def render_all(sizes, render, workers):
    loop, pool = asyncio.get_running_loop(), ThreadPoolExecutor(workers)
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
