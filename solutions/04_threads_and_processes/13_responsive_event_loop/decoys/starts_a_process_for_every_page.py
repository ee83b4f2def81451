"""Uses as many processes as there are pages, whatever the number of workers.

Fails: test_renders_in_two_processes_at_once, test_the_event_loop_keeps_running_after_an_error
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max(len(sizes), workers)) as pool:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
