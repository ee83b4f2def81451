"""Shields each booking, so that a cancel takes away only the one who waits for it, and the booking goes on.

Against: book_all_or_nothing
Harm: none
Merits: test_returns_what_was_booked, test_keeps_the_order_of_the_services, test_books_nothing_for_nobody,
    test_takes_false_results_and_errors_as_results, test_raises_the_error_itself, test_raises_one_of_several_errors,
    test_raises_the_error_of_the_list, test_raises_timeout_error, test_the_timeout_is_for_all_of_them,
    test_books_several_at_once, test_books_no_more_than_allowed_at_once, test_begins_few_after_an_error
Answer: over or failed
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    allowed = asyncio.Semaphore(at_once)

    async def one(service):
        async with allowed:
            return await asyncio.shield(asyncio.ensure_future(book(service)))

    try:
        async with asyncio.timeout(timeout), asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(service)) for service in list(services)]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
