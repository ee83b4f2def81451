"""Feeds its workers from a queue without a limit.

Fails: test_takes_the_urls_as_capacity_frees_up
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages = {}
    queue = asyncio.Queue()

    async def work():
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
