"""A thread with a name of its own for each download; both are started before one is waited for."""

from collections.abc import Callable
from threading import Thread


def both(download: Callable[[str], str], first: str, second: str) -> tuple[str, str]:
    contents: dict[str, str] = {}

    def run(name: str) -> None:
        contents[name] = download(name)

    one = Thread(target=run, args=(first,))
    other = Thread(target=run, args=(second,))
    one.start()
    other.start()
    one.join()
    other.join()
    return contents[first], contents[second]
