"""Waits for the first error among tasks of its own; on every way out it cancels them all and awaits them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

S = TypeVar("S")
R = TypeVar("R")


async def book_all(services: Iterable[S], book: Callable[[S], Awaitable[R]], at_once: int, timeout: float) -> list[R]:
    allowed = asyncio.Semaphore(at_once)

    async def one(service: S) -> R:
        async with allowed:
            return await book(service)

    tasks = [asyncio.create_task(one(service)) for service in list(services)]
    if not tasks:
        return []
    try:
        done, late = await asyncio.wait(tasks, timeout=timeout, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
        if late:
            raise TimeoutError(f"{len(late)} bookings are not done")
        return [task.result() for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
