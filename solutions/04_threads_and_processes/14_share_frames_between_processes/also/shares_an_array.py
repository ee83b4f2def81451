"""An array of multiprocessing in anonymous shared memory, which each process gets as an argument when it starts."""

from multiprocessing import Pipe, Process
from multiprocessing.sharedctypes import RawArray


def work(fn, pixels, lo, hi, outcome):
    try:
        fn(memoryview(pixels).cast("B"), lo, hi)
        outcome.send(None)
    except Exception as error:
        outcome.send(error)


def invert(frame, fn, workers):
    pixels = RawArray("B", len(frame) or 1)
    memoryview(pixels).cast("B")[: len(frame)] = frame
    running = []
    for number in range(workers):
        lo, hi = (len(frame) * at // workers for at in (number, number + 1))
        outcome, theirs = Pipe(duplex=False)
        process = Process(target=work, args=(fn, pixels, lo, hi, theirs))
        process.start()
        running.append((process, outcome))
    errors = [outcome.recv() for _, outcome in running]
    for process, _ in running:
        process.join()
    for error in filter(None, errors):
        raise error
    return bytes(pixels)[: len(frame)]
