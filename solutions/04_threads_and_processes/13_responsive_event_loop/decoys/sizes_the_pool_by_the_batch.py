"""Asks for no more processes than there are pages: none at all for an empty batch.

Fails: test_gives_nothing_for_nothing, test_the_event_loop_keeps_running_after_an_error
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(min(workers, len(sizes))) as pool:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
