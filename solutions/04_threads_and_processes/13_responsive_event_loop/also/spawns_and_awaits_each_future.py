"""Futures of freshly started interpreters, each wrapped for the loop and awaited in order."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


async def render_all(sizes: list[int], render: Callable[[int], bytes], workers: int) -> list[bytes]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(render, size) for size in sizes]
        return [await asyncio.wrap_future(future) for future in futures]
