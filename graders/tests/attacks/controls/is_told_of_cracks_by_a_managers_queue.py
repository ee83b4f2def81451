"""A right answer by a pool whose tasks tell of cracks through the queue of a manager, and look whether to go on.

Against: crack_reports
Harm: none
Merits: everything
Answer: passed
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Manager
from queue import Empty


def crack_reports(films, search, workers, depth):
    with Manager() as manager, ProcessPoolExecutor(workers) as pool:
        reports, stop = manager.Queue(depth), manager.Event()
        left = [pool.submit(search_one, search, film, reports, stop) for film in films]
        try:
            while left:
                film, crack, kind = reports.get()
                if kind == "over":
                    left.pop()
                elif kind == "error":
                    left.pop()
                    raise crack
                else:
                    yield film, crack
        finally:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            while not all(task.done() for task in left):
                try:
                    reports.get(timeout=0.01)
                except Empty:
                    pass


def search_one(search, film, reports, stop):
    try:
        for crack in search(film):
            if stop.is_set():
                return
            reports.put((film, crack, "crack"))
    except BaseException as error:
        reports.put((film, error, "error"))
    else:
        reports.put((film, None, "over"))
