"""A right answer whose workers lay their counts into a manager's dictionary, over its sockets.

Against: wordcount_map_reduce
Harm: none
Merits: everything
Answer: passed
"""

import multiprocessing
import os
from collections import Counter


def count(path, begin, end, part, counts):
    found = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            found.update(line.decode().split())
    counts[part] = dict(found)


def count_words(path, workers):
    size, processes = os.path.getsize(path), []
    with multiprocessing.Manager() as manager:
        counts = manager.dict()
        for part in range(workers):
            begin, end = (size * each // workers for each in (part, part + 1))
            process = multiprocessing.Process(target=count, args=(path, begin, end, part, counts))
            process.start()
            processes.append(process)
        for process in processes:
            process.join()
        return sum(map(Counter, counts.values()), Counter())
