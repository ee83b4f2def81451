"""Asks for no more processes than there are pages, which is none for an empty batch.

Fails: test_gives_nothing_for_nothing
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(min(workers, len(sizes)))
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
