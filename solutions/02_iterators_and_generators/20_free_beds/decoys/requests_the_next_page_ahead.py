"""Requests the next page before it hands out the beds of the one that it has.

Fails: test_raises_the_error_of_a_page, test_requests_a_page_when_its_first_bed_is_wanted,
    test_searches_no_further_than_the_bed, test_leaves_no_session_open_after_an_error
"""

from contextlib import aclosing


async def beds(connect):
    session = await connect()
    number = 1
    try:
        page = await session.page(number)
        while page is not None:
            number += 1
            following = await session.page(number)
            for bed in page:
                yield bed
            page = following
    finally:
        await session.close()


async def first_bed(connect, fits):
    async with aclosing(beds(connect)) as walk:
        async for bed in walk:
            if fits(bed):
                return bed
    return None
