"""Wraps the futures of freshly started interpreters for the loop and awaits them in order; a thread ends the pool."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


async def render_all(sizes: list[int], render: Callable[[int], bytes], workers: int) -> list[bytes]:
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        futures = [pool.submit(render, size) for size in sizes]
        return [await asyncio.wrap_future(future) for future in futures]
    finally:
        await asyncio.get_running_loop().run_in_executor(None, lambda: pool.shutdown(cancel_futures=True))
