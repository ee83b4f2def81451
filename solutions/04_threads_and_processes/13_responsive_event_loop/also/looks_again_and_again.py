"""Looks every few milliseconds whether all pages are ready, or one has failed, and sleeps in the loop in between."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor


def failed(futures: list[Future[bytes]]) -> list[Future[bytes]]:
    return [future for future in futures if future.done() and not future.cancelled() and future.exception()]


async def render_all(sizes: list[int], render: Callable[[int], bytes], workers: int) -> list[bytes]:
    with ProcessPoolExecutor(workers) as pool:
        futures = [pool.submit(render, size) for size in sizes]
        while not all(future.done() for future in futures):
            await asyncio.sleep(0.005)
            if failed(futures):
                for future in futures:
                    future.cancel()
        return [future.result() for future in failed(futures) or futures]
