"""Awaits every page before it submits the next, so that one process works.

Fails: test_renders_in_two_processes_at_once
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(workers) as pool:
        return [await loop.run_in_executor(pool, render, size) for size in sizes]
