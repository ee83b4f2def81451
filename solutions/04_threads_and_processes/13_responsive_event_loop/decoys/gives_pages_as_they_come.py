"""Returns the pages in the order in which they are ready.

Fails: test_keeps_the_order_of_the_sizes
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(workers)
    try:
        calls = [loop.run_in_executor(pool, render, size) for size in sizes]
        return [await call for call in asyncio.as_completed(calls)]
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
