"""A fork server's pool takes four ranges for each worker, as they come, so that none waits for the slowest."""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context


def count_words(path: str, workers: int) -> Counter[str]:
    size = os.path.getsize(path)
    step = max(1, -(-size // (4 * workers)))
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
        for future in as_completed([pool.submit(count_range, path, at, at + step) for at in range(0, size, step)]):
            total += future.result()
    return total


def count_range(path: str, begin: int, end: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    with open(path, "rb") as file:
        file.seek(begin)
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end:
            line = file.readline()
            if not line:
                break
            for word in line.decode().split():
                counts[word] += 1
    return counts
