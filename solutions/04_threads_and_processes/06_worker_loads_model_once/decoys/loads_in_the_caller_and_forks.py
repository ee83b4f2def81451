"""Loads the model once, where it is called, and forks: only where processes are started so does a child find it.

Fails: test_loads_nothing_in_the_calling_process
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

model = None


def predict(item):
    return model.predict(item)


def predict_all(load, path, items, workers):
    global model
    model = load(path)
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            return list(pool.map(predict, items))
    finally:
        model = None
