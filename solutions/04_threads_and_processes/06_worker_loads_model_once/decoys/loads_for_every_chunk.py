"""Sends chunks, and loads the model for each of them.

Fails: test_loads_the_model_once_in_each_worker
"""

from concurrent.futures import ProcessPoolExecutor


def predict_chunk(load, path, items):
    model = load(path)
    return [model.predict(item) for item in items]


def predict_all(load, path, items, workers):
    size = max(1, -(-len(items) // 8))
    with ProcessPoolExecutor(workers) as pool:
        parts = [pool.submit(predict_chunk, load, path, items[at : at + size]) for at in range(0, len(items), size)]
        return [prediction for part in parts for prediction in part.result()]
