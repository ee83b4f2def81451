"""A right answer by a queue of asyncio and workers that are cancelled and gathered by hand.

Against: book_all_or_nothing
Harm: none
Merits: everything
Answer: passed
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    line, booked = asyncio.Queue(), []
    for number, service in enumerate(services):
        line.put_nowait((number, service))

    async def serve():
        while not line.empty():
            number, service = line.get_nowait()
            booked.append((number, await book(service)))

    team = [asyncio.create_task(serve()) for _ in range(min(at_once, line.qsize()))]
    try:
        async with asyncio.timeout(timeout):
            for member in asyncio.as_completed(team):
                await member
    finally:
        for member in team:
            member.cancel()
        while team and any(not member.done() for member in team):
            await asyncio.wait(team)
    return [result for _, result in sorted(booked, key=lambda pair: pair[0])]
