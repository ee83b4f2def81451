"""One process for each range, which sends its counts as plain pairs through a pipe of its own."""

import os
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection


def count_words(path: str, workers: int) -> Counter[str]:
    size, running = os.path.getsize(path), []
    for part in range(workers):
        ours, theirs = Pipe(duplex=False)
        span = size * part // workers, size * (part + 1) // workers
        process = Process(target=report, args=(path, *span, theirs))
        process.start()
        theirs.close()
        running.append((process, ours))
    total: Counter[str] = Counter()
    for process, ours in running:
        total.update(dict(ours.recv()))
        process.join()
    return total


def report(path: str, begin: int, end: int, answer: Connection) -> None:
    """Count, and send what was counted."""
    answer.send(list(Counter(words_of(path, begin, end)).items()))


def words_of(path: str, begin: int, end: int) -> Iterator[str]:
    """The words of the lines that start in a range."""
    with open(path, "rb") as file:
        file.seek(max(begin - 1, 0))
        place = begin - 1 + len(file.readline()) if begin else 0
        while place < end:
            line = file.readline()
            place += len(line)
            yield from line.decode().split()
