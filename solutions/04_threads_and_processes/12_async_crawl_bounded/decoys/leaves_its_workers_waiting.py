"""Leaves its workers waiting at the queue, where no more urls arrive.

Fails: test_leaves_no_task_behind, test_leaves_no_task_behind_after_a_cancel
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages = {}
    queue = asyncio.Queue(limit)

    async def work():
        while True:
            url = await queue.get()
            try:
                pages[url] = await fetch(url)
            except Exception as error:
                pages[url] = error
            queue.task_done()

    workers = [asyncio.create_task(work()) for _ in range(limit)]
    for url in urls:
        await queue.put(url)
    await queue.join()
    return pages
