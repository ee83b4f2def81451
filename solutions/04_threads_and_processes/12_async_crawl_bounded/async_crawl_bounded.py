"""A fixed number of tasks share one iterator: each takes the next url when it is free."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable


async def crawl(urls: Iterable[str], fetch: Callable[[str], Awaitable[str]], limit: int) -> dict[str, str | Exception]:
    """Return the text of every url, or the exception that its fetch raised.

    At most ``limit`` fetches are under way at once. Urls are taken one by one, as capacity frees up.
    When it ends, or is cancelled, it leaves no task behind.
    """
    pages: dict[str, str | Exception] = {}

    async def work() -> None:
        for url in rest:
            try:
                pages[url] = await fetch(url)
            except Exception as error:
                pages[url] = error

    rest = iter(urls)
    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(work())
    return pages
