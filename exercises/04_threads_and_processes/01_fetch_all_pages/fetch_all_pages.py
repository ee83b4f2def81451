"""Pages of many shops, fetched a few at a time."""

from collections.abc import Callable


def fetch_all(urls: list[str], fetch: Callable[[str], str], limit: int) -> list[str]:
    """Return ``fetch(url)`` for every url, in the order of ``urls``.

    Let the waiting overlap, with never more than ``limit`` calls of ``fetch`` at once. If a fetch
    fails, its error is raised.
    """
    raise NotImplementedError
