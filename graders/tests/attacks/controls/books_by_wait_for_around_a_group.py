"""A right answer by wait_for, around a coroutine of its own that has the group, with a class for the work.

Against: book_all_or_nothing
Harm: none
Merits: everything
Answer: passed
"""

import asyncio
import contextlib
import logging

LOG = logging.getLogger("bookings")


class Planner:
    def __init__(self, book, at_once):
        self.book = book
        self.places = asyncio.BoundedSemaphore(at_once)
        self.booked = {}

    async def one(self, place, service):
        async with self.places:
            self.booked[place] = await self.book(service)
            LOG.debug("booked %r", service)

    async def all(self, services):
        async with asyncio.TaskGroup() as group:
            for place, service in enumerate(services):
                group.create_task(self.one(place, service), name=f"booking {place}")
        return [self.booked[place] for place in sorted(self.booked)]


async def book_all(services, book, at_once, timeout):
    with contextlib.ExitStack() as stack:
        stack.callback(LOG.info, "done")
        try:
            return await asyncio.wait_for(Planner(book, at_once).all(services), timeout)
        except ExceptionGroup as group:
            raise group.exceptions[-1] from group
