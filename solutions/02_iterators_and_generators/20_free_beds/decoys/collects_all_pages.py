"""Collects the beds of all pages before the first is handed out.

Fails: test_raises_the_error_of_a_page, test_requests_a_page_when_its_first_bed_is_wanted,
    test_searches_no_further_than_the_bed, test_leaves_no_session_open_after_an_error
"""

from contextlib import aclosing


async def beds(connect):
    session = await connect()
    found = []
    number = 1
    try:
        while (page := await session.page(number)) is not None:
            found += page
            number += 1
    finally:
        await session.close()
    for bed in found:
        yield bed


async def first_bed(connect, fits):
    async with aclosing(beds(connect)) as walk:
        async for bed in walk:
            if fits(bed):
                return bed
    return None
