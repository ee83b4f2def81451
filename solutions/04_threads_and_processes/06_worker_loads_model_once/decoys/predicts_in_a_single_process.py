"""Sends all items to one process, so that one load is enough.

Fails: test_predicts_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor


def predict_each(load, path, items):
    model = load(path)
    return [model.predict(item) for item in items]


def predict_all(load, path, items, workers):
    with ProcessPoolExecutor(workers) as pool:
        return pool.submit(predict_each, load, path, items).result()
