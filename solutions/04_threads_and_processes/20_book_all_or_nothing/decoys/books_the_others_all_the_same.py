"""Gathers with return_exceptions, and so books all the others before it looks for an error.

Fails: test_begins_few_after_an_error, test_all_have_ended_when_an_error_comes, test_takes_false_results_and_errors_as_results
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    allowed = asyncio.Semaphore(at_once)

    async def one(service):
        async with allowed:
            return await book(service)

    async with asyncio.timeout(timeout):
        results = await asyncio.gather(*map(one, services), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results
