"""Books the first service so often at the same time that bookings overlap, and the others one after the other.

Against: book_all_or_nothing
Harm: none
Merits: test_keeps_the_order_of_the_services, test_books_nothing_for_nobody,
    test_takes_false_results_and_errors_as_results, test_raises_the_error_itself, test_raises_one_of_several_errors,
    test_raises_the_error_of_the_list, test_raises_timeout_error, test_the_timeout_is_for_all_of_them,
    test_books_no_more_than_allowed_at_once, test_begins_few_after_an_error,
    test_all_have_ended_when_the_time_is_over, test_all_have_ended_when_it_is_cancelled
Answer: over or failed or late
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    services = list(services)
    async with asyncio.timeout(timeout):
        results = []
        for service in services:
            if results:
                results.append(await book(service))
            else:
                tasks = [asyncio.ensure_future(book(service)) for _ in range(at_once)]
                try:
                    results.append((await asyncio.gather(*tasks))[0])
                finally:
                    for task in tasks:
                        task.cancel()
                    await asyncio.gather(*tasks, return_exceptions=True)
        return results
