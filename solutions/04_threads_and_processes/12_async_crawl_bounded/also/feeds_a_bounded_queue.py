"""Workers at a queue with a limit; the crawl itself feeds it, and ends the workers however it is left."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable


async def crawl(urls: Iterable[str], fetch: Callable[[str], Awaitable[str]], limit: int) -> dict[str, str | Exception]:
    pages: dict[str, str | Exception] = {}
    queue: asyncio.Queue[str] = asyncio.Queue(limit)

    async def work() -> None:
        while True:
            url = await queue.get()
            try:
                pages[url] = await fetch(url)
            except Exception as error:
                pages[url] = error
            queue.task_done()

    workers = [asyncio.create_task(work()) for _ in range(limit)]
    try:
        for url in urls:
            await queue.put(url)
        await queue.join()
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return pages
