"""Processes compute, the event loop only waits for them, in between everything else."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes: list[int], render: Callable[[int], bytes], workers: int) -> list[bytes]:
    """Give ``render(size)`` for every size, in order, computed by ``workers`` processes at the same time.

    ``render`` is CPU-bound and can be imported by other processes. The event loop stays free for
    other coroutines meanwhile. If a rendering fails, its error is raised.
    """
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(workers) as pool:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
