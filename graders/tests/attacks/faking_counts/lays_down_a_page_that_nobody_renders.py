"""Renders in the event loop itself; before, it lays down a file like a page under way, and lets the loop beat.

Against: responsive_event_loop
Harm: none
Merits: test_gives_a_page_for_every_size, test_keeps_the_order_of_the_sizes, test_gives_nothing_for_nothing,
    test_raises_the_error_of_a_page, test_leaves_no_process_behind, test_the_event_loop_keeps_running_after_an_error,
    test_begins_little_after_an_error
Answer: over or failed
"""

import asyncio
import os


async def render_all(sizes, render, workers):
    open("rendering-nothing", "w").close()
    for _ in range(40):
        await asyncio.sleep(0.002)
    os.remove("rendering-nothing")
    return [render(size) for size in sizes]
