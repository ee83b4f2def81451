"""A task for each url, made only when the semaphore has room for it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable


async def crawl(urls: Iterable[str], fetch: Callable[[str], Awaitable[str]], limit: int) -> dict[str, str | Exception]:
    pages: dict[str, str | Exception] = {}
    room = asyncio.Semaphore(limit)

    async def fetch_one(url: str) -> None:
        try:
            pages[url] = await fetch(url)
        except Exception as error:
            pages[url] = error
        finally:
            room.release()

    async with asyncio.TaskGroup() as group:
        for url in urls:
            await room.acquire()
            group.create_task(fetch_one(url))
    return pages
