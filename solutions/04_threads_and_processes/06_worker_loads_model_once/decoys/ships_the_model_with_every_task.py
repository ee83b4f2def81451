"""Loads the model once and sends a bound method, which carries the whole model with every task.

Fails: test_sends_no_model_to_another_process
"""

from concurrent.futures import ProcessPoolExecutor


def predict_all(load, path, items, workers):
    model = load(path)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(model.predict, items))
