"""A right answer by a subclass of Process, which counts the films that are done in a joinable queue.

Against: crack_reports
Harm: none
Merits: everything
Answer: passed
"""

import contextlib
import multiprocessing
from dataclasses import dataclass


@dataclass(frozen=True)
class Crack:
    film: str
    what: object


@dataclass(frozen=True)
class Failure:
    error: BaseException


class Inspector(multiprocessing.Process):
    def __init__(self, search, waiting, reports):
        super().__init__(daemon=True)
        self.search, self.waiting, self.reports = search, waiting, reports

    def run(self):
        while True:
            film = self.waiting.get()
            try:
                if film is None:
                    break
                for what in self.search(film):
                    self.reports.put(Crack(film, what))
            except BaseException as error:
                self.reports.put(Failure(error))
                break
            finally:
                self.waiting.task_done()
        self.reports.put(self.name)


@contextlib.contextmanager
def staffed(inspectors):
    for inspector in inspectors:
        inspector.start()
    try:
        yield {inspector.name for inspector in inspectors}
    finally:
        for inspector in inspectors:
            inspector.kill()
            inspector.join()
            inspector.close()


def crack_reports(films, search, workers, depth):
    waiting, reports = multiprocessing.JoinableQueue(), multiprocessing.Queue(maxsize=depth)
    with staffed([Inspector(search, waiting, reports) for _ in range(workers)]) as at_work:
        for film in films:
            waiting.put(film)
        for _ in range(workers):
            waiting.put(None)
        while at_work:
            match reports.get():
                case Crack(film, what):
                    yield film, what
                case Failure(error):
                    raise error
                case name:
                    at_work.discard(name)
