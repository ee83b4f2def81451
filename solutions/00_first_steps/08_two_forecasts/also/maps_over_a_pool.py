"""multiprocessing has a pool, too, whose map keeps the order."""

from collections.abc import Callable
from multiprocessing import Pool


def both(forecast: Callable[[str], str], first: str, second: str) -> tuple[str, str]:
    with Pool(2) as pool:
        one, other = pool.map(forecast, [first, second], chunksize=1)
    return one, other
