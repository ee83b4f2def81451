"""A right answer that runs an event loop of its own, a step for each offer, with calls in the threads of a pool.

Against: offers_as_they_come
Harm: none
Merits: everything
Answer: passed
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def offers_as_they_come(hotels, ask, at_once, timeout):
    loop = asyncio.new_event_loop()
    pool = ThreadPoolExecutor(at_once)

    async def named(hotel):
        return hotel, await loop.run_in_executor(pool, ask, hotel)

    async def some(tasks, left):
        return await asyncio.wait(tasks, timeout=max(left, 0), return_when=asyncio.FIRST_COMPLETED)

    try:
        deadline = loop.time() + timeout
        tasks = {loop.create_task(named(hotel)) for hotel in hotels}
        while tasks:
            done, tasks = loop.run_until_complete(some(tasks, deadline - loop.time()))
            if not done:
                raise TimeoutError("too late")
            for task in done:
                yield task.result()
    finally:
        pool.shutdown(cancel_futures=True)
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
