"""A task group ends its tasks before it lets an error out, and the timeout stands around the group."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

S = TypeVar("S")
R = TypeVar("R")


async def book_all(services: Iterable[S], book: Callable[[S], Awaitable[R]], at_once: int, timeout: float) -> list[R]:
    """Return what ``await book(service)`` gives for each service, in order; ``at_once`` are under way at a time.

    The first error is raised itself, and ``TimeoutError`` after ``timeout`` seconds in all; by then, as
    when the coroutine is cancelled, every booking that was begun has been cancelled and has ended.
    """
    allowed = asyncio.Semaphore(at_once)

    async def one(service: S) -> R:
        async with allowed:
            return await book(service)

    try:
        async with asyncio.timeout(timeout), asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(service)) for service in services]
        return [task.result() for task in tasks]
    except BaseExceptionGroup as failed:
        first = failed.exceptions[0]
    raise first
