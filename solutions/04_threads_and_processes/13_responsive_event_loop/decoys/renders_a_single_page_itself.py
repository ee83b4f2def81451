"""Does without processes where there is a single page.

Fails: test_renders_a_single_page_elsewhere_too
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    if len(sizes) < 2:
        return [render(size) for size in sizes]
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(workers)
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
