"""multiprocessing's own pool of one process, closed and joined when the answer is there."""

from collections.abc import Callable
from multiprocessing import Pool
from typing import Any


def run_isolated(fn: Callable[..., Any], *args: Any) -> Any:
    with Pool(1) as pool:
        try:
            return pool.apply(fn, args)
        finally:
            pool.close()
            pool.join()
