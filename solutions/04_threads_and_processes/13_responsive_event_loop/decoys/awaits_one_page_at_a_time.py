"""Awaits every page before it submits the next, so that only one process works.

Fails: test_renders_in_two_processes_at_once, test_uses_all_its_workers
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(workers)
    try:
        return [await loop.run_in_executor(pool, render, size) for size in sizes]
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
