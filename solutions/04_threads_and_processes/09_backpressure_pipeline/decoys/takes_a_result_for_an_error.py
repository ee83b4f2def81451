"""Passes results and errors along the same way, and takes any result that is an exception for an error.

Fails: test_ships_none_and_empty_items_too
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def run_pipeline(source, work, sink, workers, depth):
    def outcome(item):
        try:
            return work(item)
        except BaseException as error:
            return error

    shipped, under_way = 0, set()

    def sink_some():
        done, rest = wait(under_way, return_when=FIRST_COMPLETED)
        under_way.intersection_update(rest)
        for future in done:
            if isinstance(future.result(), BaseException):
                raise future.result()
            sink(future.result())
        return len(done)

    with ThreadPoolExecutor(workers) as pool:
        try:
            for item in source:
                under_way.add(pool.submit(outcome, item))
                if len(under_way) >= depth + workers:
                    shipped += sink_some()
            while under_way:
                shipped += sink_some()
        finally:
            for future in under_way:
                future.cancel()
    return shipped
