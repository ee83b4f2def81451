"""Starts a process for each of twelve tiles, whatever the number of workers.

Fails: test_works_in_two_processes_at_once, test_uses_all_its_workers
"""

from multiprocessing import Pipe, Process
from multiprocessing.shared_memory import SharedMemory


def work(name, size, fn, lo, hi, outcome):
    shared = SharedMemory(name)
    try:
        with shared.buf[:size] as view:
            fn(view, lo, hi)
        outcome.send(None)
    except Exception as error:
        outcome.send(error)
    finally:
        shared.close()


def invert(frame, fn, workers):
    size, running = len(frame), []
    if not size:
        return frame
    shared, step = SharedMemory(create=True, size=size), -(-size // 12)
    try:
        shared.buf[:size] = frame
        for lo in range(0, size, step):
            outcome, theirs = Pipe(duplex=False)
            process = Process(target=work, args=(shared.name, size, fn, lo, min(lo + step, size), theirs))
            process.start()
            running.append((process, outcome))
        errors = [outcome.recv() for _, outcome in running]
        for process, _ in running:
            process.join()
        for error in filter(None, errors):
            raise error
        return bytes(shared.buf[:size])
    finally:
        shared.close()
        shared.unlink()
