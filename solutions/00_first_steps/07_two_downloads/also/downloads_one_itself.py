"""One thread more is enough: the caller's own downloads the second."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def both(download: Callable[[str], str], first: str, second: str) -> tuple[str, str]:
    with ThreadPoolExecutor(1) as pool:
        one = pool.submit(download, first)
        content = download(second)
        return one.result(), content
