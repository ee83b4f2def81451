"""Renders in the loop, and lets the loop run only for a moment after each page.

Fails: test_the_event_loop_keeps_running, test_renders_in_two_processes_at_once, test_uses_all_its_workers
"""

import asyncio


async def render_all(sizes, render, workers):
    pages = []
    for size in sizes:
        pages.append(render(size))
        await asyncio.sleep(0)
    return pages
