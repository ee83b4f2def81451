"""Alt.

Fails: none"""
import multiprocessing
def score_all(items, fn, workers):
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        return pool.map(fn, items, chunksize=1)
