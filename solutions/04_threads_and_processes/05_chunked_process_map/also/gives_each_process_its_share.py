"""No pool: each process gets every so-many-th word at its start, and sends one answer through a pipe."""

from collections.abc import Callable
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection


def _work(fn: Callable[[str], str], share: list[str], answers: Connection) -> None:
    answers.send([fn(word) for word in share])


def map_words(words: list[str], fn: Callable[[str], str], workers: int) -> list[str]:
    results, running = [""] * len(words), []
    for first in range(workers):
        answers, theirs = Pipe(duplex=False)
        process = Process(target=_work, args=(fn, words[first::workers], theirs))
        process.start()
        theirs.close()
        running.append((process, answers))
    for first, (process, answers) in enumerate(running):
        results[first::workers] = answers.recv()
        process.join()
    return results
