"""Loads the model once and forks: the children find it in the memory they inherit (no Windows, no spawn)."""

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
