"""Cancels its tasks, and raises before they have cleaned up.

Fails: test_raises_the_error_of_the_list, test_all_have_ended_when_an_error_comes,
    test_all_have_ended_when_the_time_is_over, test_all_have_ended_when_it_is_cancelled
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    allowed = asyncio.Semaphore(at_once)

    async def one(service):
        async with allowed:
            return await book(service)

    tasks = []
    try:
        for service in services:
            tasks.append(asyncio.create_task(one(service)))
        async with asyncio.timeout(timeout):
            for task in asyncio.as_completed(tasks):
                await task
        return [task.result() for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
