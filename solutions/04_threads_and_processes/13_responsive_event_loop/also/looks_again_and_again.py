"""Looks every few milliseconds whether all pages are ready, and sleeps in the loop between."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes: list[int], render: Callable[[int], bytes], workers: int) -> list[bytes]:
    with ProcessPoolExecutor(workers) as pool:
        futures = [pool.submit(render, size) for size in sizes]
        while not all(future.done() for future in futures):
            await asyncio.sleep(0.005)
        return [future.result() for future in futures]
