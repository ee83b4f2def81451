"""Loads the model in the calling process, and relies on workers being forked to find it there.

Fails: test_predicts_however_processes_are_started
"""

from concurrent.futures import ProcessPoolExecutor

_model = None


def _predict(item):
    return _model.predict(item)


def predict_all(load, path, items, workers):
    global _model
    _model = load(path)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(_predict, items))
