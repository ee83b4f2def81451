"""Each worker is told its range over a pipe for both ways, a pair of sockets, and answers there."""

import multiprocessing
import os
from collections import Counter


def work(line, path):
    begin, end = line.recv()
    found = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end:
            found.update(file.readline().decode().split())
    line.send(found)


def count_words(path, workers):
    size, started = os.path.getsize(path), []
    for part in range(workers if size else 0):
        ours, theirs = multiprocessing.Pipe(duplex=True)
        process = multiprocessing.Process(target=work, args=(theirs, path))
        process.start()
        ours.send((size * part // workers, size * (part + 1) // workers))
        started.append((ours, process))
    found = Counter()
    for ours, process in started:
        found += ours.recv()
        process.join()
    return found
