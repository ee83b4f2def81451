"""Loads the model in every task.

Fails: test_loads_the_model_once_in_each_worker
"""

from concurrent.futures import ProcessPoolExecutor
from functools import partial


def predict(load, path, item):
    return load(path).predict(item)


def predict_all(load, path, items, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(partial(predict, load, path), items))
