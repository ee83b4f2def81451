"""Calls render itself, in the thread of the event loop.

Fails: test_the_event_loop_keeps_running, test_renders_in_two_processes_at_once, test_uses_all_its_workers
"""


async def render_all(sizes, render, workers):
    return [render(size) for size in sizes]
