"""So many workers as bookings may be under way share the services, and put each result at its place."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

S = TypeVar("S")
R = TypeVar("R")


async def book_all(services: Iterable[S], book: Callable[[S], Awaitable[R]], at_once: int, timeout: float) -> list[R]:
    numbered = list(enumerate(services))
    results: list[Any] = [None] * len(numbered)
    rest = iter(numbered)

    async def work() -> None:
        for place, service in rest:
            results[place] = await book(service)

    try:
        async with asyncio.timeout(timeout):
            async with asyncio.TaskGroup() as group:
                for _ in range(min(at_once, len(numbered))):
                    group.create_task(work())
    except* Exception as errors:
        first: BaseException = errors
        while isinstance(first, BaseExceptionGroup):
            first = first.exceptions[0]
        error = first
    else:
        return results
    raise error
