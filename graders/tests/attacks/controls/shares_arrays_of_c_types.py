"""A right answer that computes with sizes and types of ctypes, and shares an array that has a lock.

Against: share_frames_between_processes
Harm: none
Merits: everything
Answer: passed
"""

import ctypes
from multiprocessing import Array, Pipe, Process

PIXEL = ctypes.c_ubyte


def work(fn, frame, lo, hi, outcome):
    """A band, in a child process."""
    try:
        fn(memoryview(frame.get_obj()).cast("B"), lo, hi)
        outcome.send(None)
    except Exception as error:
        outcome.send(error)


def invert(frame, fn, workers):
    """A band for each worker."""
    count = len(frame) // ctypes.sizeof(PIXEL)
    shared = Array(PIXEL, count or 1)
    shared[:count] = list(frame)
    ends = [ctypes.c_uint32(count * place // workers).value for place in range(workers + 1)]
    running = []
    for lo, hi in zip(ends, ends[1:]):
        outcome, theirs = Pipe(duplex=False)
        process = Process(target=work, args=(fn, shared, lo, hi, theirs))
        process.start()
        running.append((process, outcome))
    errors = [outcome.recv() for _, outcome in running]
    for process, _ in running:
        process.join()
    for error in filter(None, errors):
        raise error
    return bytes(shared[:count])
