"""Hands the pages to threads, which take turns with the loop at the one interpreter lock.

Fails: test_renders_in_two_processes_at_once, test_uses_all_its_workers
"""

import asyncio


async def render_all(sizes, render, workers):
    return await asyncio.gather(*(asyncio.to_thread(render, size) for size in sizes))
