"""Raises an error of its own, with the text of the one that came.

Fails: test_raises_the_error_of_a_page
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(workers)
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
    except Exception as error:
        raise RuntimeError(f"a page failed: {error}") from None
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
