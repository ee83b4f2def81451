"""A right answer by asyncio.run, a semaphore and threads of the loop, with time-outs that never strike.

Against: fetch_all_pages
Harm: none
Merits: everything
Answer: passed
"""

import asyncio


def fetch_all(urls, fetch, limit):
    """Run the loop until all pages are there."""

    async def main():
        gate = asyncio.Semaphore(limit)

        async def one(url):
            async with gate:
                return await asyncio.wait_for(asyncio.to_thread(fetch, url), timeout=60)

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
        return [task.result() for task in tasks]

    try:
        return asyncio.run(main())
    except* Exception as group:
        failure = group.exceptions[0]
    raise failure
