"""Loads the model into a global only if none is there, so that the next call inherits the old one.

Fails: test_asks_the_model_of_this_call
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

model = None


def predict(item):
    return model.predict(item)


def predict_all(load, path, items, workers):
    global model
    if model is None:
        model = load(path)
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        return list(pool.map(predict, items))
