"""Starts two processes, whatever the number of workers.

Fails: test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor

_model = None


def _begin(load, path):
    global _model
    _model = load(path)


def _predict(item):
    return _model.predict(item)


def predict_all(load, path, items, workers):
    with ProcessPoolExecutor(2, initializer=_begin, initargs=(load, path)) as pool:
        return list(pool.map(_predict, items))
