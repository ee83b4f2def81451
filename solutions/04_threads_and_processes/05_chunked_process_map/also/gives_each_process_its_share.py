"""No pool: each process gets its share at its start, and sends one answer, results or an error, through a pipe."""

from collections.abc import Callable
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection


def _work(fn: Callable[[str], str], share: list[str], answers: Connection) -> None:
    try:
        answers.send([fn(word) for word in share])
    except Exception as error:
        answers.send(error)


def map_words(words: list[str], fn: Callable[[str], str], workers: int) -> list[str]:
    results, running = [""] * len(words), []
    for first in range(workers):
        answers, theirs = Pipe(duplex=False)
        process = Process(target=_work, args=(fn, words[first::workers], theirs))
        process.start()
        theirs.close()
        running.append((process, answers))
    outcomes = [answers.recv() for _, answers in running]
    for process, _ in running:
        process.join()
    for first, outcome in enumerate(outcomes):
        if isinstance(outcome, Exception):
            raise outcome
        results[first::workers] = outcome
    return results
