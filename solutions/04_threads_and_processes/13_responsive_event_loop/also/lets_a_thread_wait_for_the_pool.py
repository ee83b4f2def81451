"""A thread waits for the pool in place of the loop; since it only waits, it takes no time from the loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes: list[int], render: Callable[[int], bytes], workers: int) -> list[bytes]:
    def render_and_wait() -> list[bytes]:
        with ProcessPoolExecutor(workers) as pool:
            return list(pool.map(render, sizes))

    return await asyncio.to_thread(render_and_wait)
