"""Fetch the pages of a large site in one thread."""

from collections.abc import Awaitable, Callable, Iterable


async def crawl(urls: Iterable[str], fetch: Callable[[str], Awaitable[str]], limit: int) -> dict[str, str | Exception]:
    """Return the text of every url, or the exception that its fetch raised.

    At most ``limit`` fetches are under way at once. Urls are taken one by one, as capacity frees up.
    When it ends, or is cancelled, it leaves no task behind.
    """
    raise NotImplementedError
