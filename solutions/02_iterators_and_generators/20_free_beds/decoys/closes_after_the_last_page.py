"""Closes the session after the loop, which is reached at the end of the last page alone.

Fails: test_leaves_no_session_open_after_an_error, test_leaves_no_session_open_when_it_is_closed,
    test_leaves_no_session_open_when_it_has_found_a_bed, test_leaves_no_session_open_when_fits_fails,
    test_leaves_no_session_open_after_a_cancel
"""

from contextlib import aclosing


async def beds(connect):
    session = await connect()
    number = 1
    while (page := await session.page(number)) is not None:
        for bed in page:
            yield bed
        number += 1
    await session.close()


async def first_bed(connect, fits):
    async with aclosing(beds(connect)) as walk:
        async for bed in walk:
            if fits(bed):
                return bed
    return None
