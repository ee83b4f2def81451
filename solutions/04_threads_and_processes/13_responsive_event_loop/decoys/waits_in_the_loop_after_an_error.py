"""Ends the pool by a with block, which after an error waits, in the loop, for every other page.

Fails: test_the_event_loop_keeps_running_after_an_error, test_begins_little_after_an_error
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(workers) as pool:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
