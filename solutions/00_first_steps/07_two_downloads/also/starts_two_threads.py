"""Two threads, started one after the other, that leave their answers in a dict."""

from collections.abc import Callable
from threading import Thread


def both(download: Callable[[str], str], first: str, second: str) -> tuple[str, str]:
    contents: dict[str, str] = {}

    def run(name: str) -> None:
        contents[name] = download(name)

    threads = [Thread(target=run, args=(name,)) for name in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return contents[first], contents[second]
