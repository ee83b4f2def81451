"""Every task asks for the model, and a cache in each worker remembers it; the workers come from a fork server."""

from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from multiprocessing import get_context


@lru_cache(maxsize=1)
def model(load, path):
    return load(path)


def predict(load, path, item):
    return model(load, path).predict(item)


def predict_all(load, path, items, workers):
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
        return list(pool.map(partial(predict, load, path), items, chunksize=4))
