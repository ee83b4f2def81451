"""Starts two processes, whatever the number of workers.

Fails: test_uses_all_its_workers
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(2)
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
