"""Invoices for a chat server, which must go on answering while they are rendered."""

from collections.abc import Callable


async def render_all(sizes: list[int], render: Callable[[int], bytes], workers: int) -> list[bytes]:
    """Return ``render(size)`` for every size, in order, computed by ``workers`` processes at the same time.

    ``render`` is CPU-bound and can be imported by other processes. The event loop stays free for
    other coroutines meanwhile, even after an error. If a rendering fails, its error is raised.
    """
    raise NotImplementedError
