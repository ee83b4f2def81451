"""Closes the session without awaiting it, so that nothing happens.

Fails: test_walks_twice_at_once, test_leaves_no_session_open_at_the_end, test_leaves_no_session_open_after_an_error,
    test_leaves_no_session_open_when_it_is_closed, test_leaves_no_session_open_when_it_has_found_a_bed,
    test_leaves_no_session_open_when_fits_fails, test_leaves_no_session_open_after_a_cancel
"""

from contextlib import aclosing


async def beds(connect):
    session = await connect()
    number = 1
    try:
        while (page := await session.page(number)) is not None:
            for bed in page:
                yield bed
            number += 1
    finally:
        session.close()


async def first_bed(connect, fits):
    async with aclosing(beds(connect)) as walk:
        async for bed in walk:
            if fits(bed):
                return bed
    return None
