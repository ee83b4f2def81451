"""A right answer whose pool of a fork server begins each process with a table of its own.

Against: chunked_process_map
Harm: none
Merits: everything
Answer: passed
"""

from multiprocessing import get_context

TABLE = {}


def begin(fn):
    TABLE["fn"] = fn


def work(words):
    return [TABLE["fn"](word) for word in words]


def map_words(words, fn, workers):
    size = max(1, len(words) // (8 * workers))
    parts = [words[first : first + size] for first in range(0, len(words), size)]
    with get_context("forkserver").Pool(workers, begin, (fn,)) as pool:
        return [result for part in pool.map(work, parts, chunksize=1) for result in part]
