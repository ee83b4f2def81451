"""Processes compute; the event loop only awaits them, even when they are to end."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes: list[int], render: Callable[[int], bytes], workers: int) -> list[bytes]:
    """Return ``render(size)`` for every size, in order, computed by ``workers`` processes at the same time.

    ``render`` is CPU-bound and can be imported by other processes. The event loop stays free for
    other coroutines meanwhile, even after an error. If a rendering fails, its error is raised.
    """
    loop, pool = asyncio.get_running_loop(), ProcessPoolExecutor(workers)
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, render, size) for size in sizes))
    finally:  # pages may be under way still, after an error: a thread waits for them, not the loop
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
